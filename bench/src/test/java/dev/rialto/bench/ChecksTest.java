package dev.rialto.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksTest {
  @ParameterizedTest(name = "{0} at QoS 0, 1, 2: {1}")
  @CsvSource({
    "lost,            false true  true",
    "duplicates,      true  false true",
    "outOfOrder,      true  true  true",
    "damaged,         true  true  true",
    "unacknowledged,  true  true  true",
    "nothing,         false false false"
  })
  void faultsAreWhatTheQosForbids(String what, String expected) {
    var checks =
        new Checks(
            what.equals("lost") ? 1 : 0,
            what.equals("duplicates") ? 1 : 0,
            what.equals("outOfOrder") ? 1 : 0,
            what.equals("damaged") ? 1 : 0,
            what.equals("unacknowledged") ? 1 : 0);
    var faulty = expected.split("\\s+", -1);
    for (var qos = 0; qos <= 2; qos++) {
      assertThat(!checks.faults(qos).isEmpty())
          .as("QoS %d", qos)
          .isEqualTo(Boolean.parseBoolean(faulty[qos]));
    }
  }
}
