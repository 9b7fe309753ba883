package dev.rialto.it.mqtt5;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.it.Await;
import dev.rialto.it.client.Client5;
import dev.rialto.it.client.Client5.Library5;
import dev.rialto.it.client.Message5;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What the tests of this package share. */
final class Pairs {
  /** For {@code @MethodSource}. */
  static final String PAIRS = "dev.rialto.it.mqtt5.Pairs#pairs";

  private Pairs() {}

  static Stream<Arguments> pairs() {
    return Stream.of(Library5.values())
        .flatMap(from -> Stream.of(Library5.values()).map(to -> Arguments.of(from, to)));
  }

  /** What came before a fence has come; what comes after it is not asked. */
  static void assertNothingElseCame(Client5 publisher, String topic, Client5 subscriber)
      throws Exception {
    publisher.publish(Message5.of(topic, 2, "fence"));
    assertThat(subscriber.next().text()).isEqualTo("fence");
  }

  /** Where passing time is what is tested. */
  static void pass(Duration time) throws Exception {
    long start = System.nanoTime();
    Await.until(time + " pass", () -> System.nanoTime() - start > time.toNanos());
  }
}
