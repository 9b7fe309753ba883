package dev.rialto.it.differential;

import dev.rialto.it.server.Server;
import dev.rialto.it.server.SharedServer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** MQTT 3.1.1: the same packets to Rialto and to HiveMQ. */
@ExtendWith({SharedServer.class, SharedHiveMq.class})
class Mqtt311DifferentialTest {
  private static final List<Difference> KNOWN = Differences3.KNOWN;

  private final Comparison comparison;

  Mqtt311DifferentialTest(Server rialto, HiveMq hiveMq) {
    comparison = new Comparison(rialto.port(), hiveMq.port(), KNOWN);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sequences")
  void answers_what_another_broker_answers(Sequence sequence) throws Exception {
    comparison.play(sequence);
  }

  @Test
  void every_known_difference_has_a_sequence_and_a_reason() {
    Comparison.check(KNOWN, sequences());
  }

  static List<Sequence> sequences() {
    return Stream.of(
            Connect3.SEQUENCES,
            Subscribe3.SEQUENCES,
            Publish3.SEQUENCES,
            Retained3.SEQUENCES,
            Session3.SEQUENCES)
        .flatMap(List::stream)
        .toList();
  }
}
