package dev.rialto.it.differential;

import dev.rialto.it.server.Server;
import dev.rialto.it.server.SharedServer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** MQTT 5.0: the same packets to Rialto and to HiveMQ. */
@ExtendWith({SharedServer.class, SharedHiveMq.class})
class Mqtt5DifferentialTest {
  private static final List<Difference> KNOWN = Differences5.KNOWN;

  private final Server rialto;
  private final HiveMq hiveMq;

  Mqtt5DifferentialTest(Server rialto, HiveMq hiveMq) {
    this.rialto = rialto;
    this.hiveMq = hiveMq;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sequences")
  void answers_what_another_broker_answers(Sequence sequence) throws Exception {
    new Comparison(rialto.port(), hiveMq.port(), KNOWN).play(sequence);
  }

  @Test
  void every_known_difference_has_a_sequence_and_a_reason() {
    Comparison.check(KNOWN, sequences());
  }

  static List<Sequence> sequences() {
    return Stream.of(
            Connect5.SEQUENCES,
            Will5.SEQUENCES,
            Publish5.SEQUENCES,
            Subscribe5.SEQUENCES,
            Malformed5.SEQUENCES)
        .flatMap(List::stream)
        .toList();
  }
}
