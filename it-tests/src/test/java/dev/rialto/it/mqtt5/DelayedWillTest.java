package dev.rialto.it.mqtt5;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.it.client.Client5;
import dev.rialto.it.client.Client5.Library5;
import dev.rialto.it.client.Extras;
import dev.rialto.it.client.Message5;
import dev.rialto.it.client.Terms5;
import dev.rialto.it.server.Server;
import dev.rialto.it.server.SharedServer;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Wills with all that MQTT 5.0 adds to them (sections 3.1.3.2 and 3.14.2.1). */
@ExtendWith(SharedServer.class)
class DelayedWillTest {
  private static final int DISCONNECT_WITH_WILL = 0x04;

  private final int port;

  DelayedWillTest(Server server) {
    port = server.port();
  }

  private static Message5 will(String topic) {
    Extras extras = Extras.text("text/plain").answerTo("answers", "42").with("k", "v");
    return Message5.of(topic, 1, "gone").with(extras);
  }

  @ParameterizedTest
  @EnumSource(Library5.class)
  void a_will_comes_with_its_properties_after_its_delay(Library5 library) throws Exception {
    Message5 will = will("wills5/delayed/" + library);
    try (Client5 watcher = library.connect(port, "wills-watcher");
        Client5 mortal = library.connect(port, Terms5.of("mortal-5").lasting(60).will(will, 1))) {
      watcher.subscribe(will.topic(), 2);
      long cut = System.nanoTime();
      mortal.cut();
      assertThat(watcher.next()).isEqualTo(will);
      assertThat(Duration.ofNanos(System.nanoTime() - cut)).isGreaterThan(Duration.ofMillis(900));
    }
  }

  @ParameterizedTest
  @EnumSource(Library5.class)
  void no_will_comes_when_its_client_is_back_in_time(Library5 library) throws Exception {
    Message5 will = will("wills5/back/" + library);
    Terms5 terms = Terms5.of("returner").lasting(60).will(will, 2);
    try (Client5 watcher = library.connect(port, "wills-watcher")) {
      watcher.subscribe(will.topic(), 2);
      try (Client5 before = library.connect(port, terms)) {
        before.cut();
        before.awaitLost();
      }
      try (Client5 after = library.connect(port, Terms5.of("returner").resuming())) {
        assertThat(after.greeting().sessionPresent()).isTrue();
        Pairs.pass(Duration.ofMillis(2_500));
        Pairs.assertNothingElseCame(after, will.topic(), watcher);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Library5.class)
  void a_client_can_leave_with_or_without_its_will(Library5 library) throws Exception {
    Message5 will = will("wills5/leaving/" + library);
    try (Client5 watcher = library.connect(port, "wills-watcher")) {
      watcher.subscribe(will.topic(), 2);
      try (Client5 silent = library.connect(port, Terms5.of("leaver").will(will, 0))) {
        silent.disconnect(0, -1);
      }
      // the next with this identifier is let in after the one before has left
      try (Client5 talking = library.connect(port, Terms5.of("leaver").will(will, 0))) {
        Pairs.assertNothingElseCame(watcher, will.topic(), watcher);
        talking.disconnect(DISCONNECT_WITH_WILL, -1);
      }
      assertThat(watcher.next()).isEqualTo(will);
    }
  }
}
