package dev.rialto.it.mqtt5;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.it.client.Client5;
import dev.rialto.it.client.Client5.Library5;
import dev.rialto.it.client.Message5;
import dev.rialto.it.client.Terms5;
import dev.rialto.it.server.Server;
import dev.rialto.it.server.SharedServer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How long a session lasts, and who has it (MQTT 5.0 sections 3.1.2.11.2 and 4.1). */
@ExtendWith(SharedServer.class)
class SessionExpiryTest {
  private final int port;

  SessionExpiryTest(Server server) {
    port = server.port();
  }

  @ParameterizedTest
  @MethodSource(Pairs.PAIRS)
  void a_session_is_resumed_with_what_came_meanwhile(Library5 from, Library5 to) throws Exception {
    String topic = "expiry/resume/%s/%s".formatted(from, to);
    try (Client5 before = to.connect(port, Terms5.of("resumer").lasting(600))) {
      assertThat(before.greeting().sessionPresent()).isFalse();
      before.subscribe(topic, 2);
      before.disconnect(0, -1);
    }
    try (Client5 publisher = from.connect(port, "resume-publisher")) {
      for (int qos = 0; qos <= 2; qos++) {
        publisher.publish(Message5.of(topic, qos, "QoS " + qos));
      }
    }
    // the session ends with this connection, which asks for nothing longer
    try (Client5 after = to.connect(port, Terms5.of("resumer").resuming())) {
      assertThat(after.greeting().sessionPresent()).isTrue();
      assertThat(after.next(2)).extracting(Message5::text).containsExactly("QoS 1", "QoS 2");
      after.disconnect(0, -1);
    }
    try (Client5 last = to.connect(port, Terms5.of("resumer").resuming())) {
      assertThat(last.greeting().sessionPresent()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(Library5.class)
  void a_clean_start_forgets_the_session(Library5 library) throws Exception {
    try (Client5 before = library.connect(port, Terms5.of("cleaner").lasting(600))) {
      before.subscribe("expiry/clean", 1);
      before.disconnect(0, -1);
    }
    try (Client5 clean = library.connect(port, "cleaner")) {
      assertThat(clean.greeting().sessionPresent()).isFalse();
      clean.publish(Message5.of("expiry/clean", 1, "for the forgotten subscription"));
      clean.subscribe("expiry/fence", 2);
      Pairs.assertNothingElseCame(clean, "expiry/fence", clean);
    }
  }

  @ParameterizedTest
  @EnumSource(Library5.class)
  void a_session_is_forgotten_when_its_time_is_over(Library5 library) throws Exception {
    String end = "expiry/end/" + library;
    // a will comes when its delay or the session is over: here it says that the session is
    Terms5 mortal = Terms5.of("short").lasting(1).will(Message5.of(end, 1, "over"), 600);
    try (Client5 watcher = library.connect(port, "expiry-watcher")) {
      watcher.subscribe(end, 1);
      try (Client5 before = library.connect(port, mortal)) {
        before.subscribe("expiry/short", 1);
        before.cut();
        before.awaitLost();
      }
      assertThat(watcher.next().text()).isEqualTo("over");
      try (Client5 after = library.connect(port, Terms5.of("short").resuming())) {
        assertThat(after.greeting().sessionPresent()).isFalse();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Library5.class)
  void disconnect_can_change_how_long_the_session_lasts(Library5 library) throws Exception {
    try (Client5 before = library.connect(port, Terms5.of("changing").lasting(600))) {
      before.disconnect(0, 0);
    }
    try (Client5 after = library.connect(port, Terms5.of("changing").resuming())) {
      assertThat(after.greeting().sessionPresent()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(Library5.class)
  void a_client_without_an_identifier_is_told_the_one_it_is_given(Library5 library)
      throws Exception {
    String assigned;
    try (Client5 first = library.connect(port, Terms5.of("").lasting(600));
        Client5 second = library.connect(port, "")) {
      assigned = first.greeting().assigned();
      assertThat(assigned).isNotEmpty().isNotEqualTo(second.greeting().assigned());
      first.disconnect(0, -1);
    }
    try (Client5 after = library.connect(port, Terms5.of(assigned).resuming())) {
      assertThat(after.greeting().sessionPresent()).isTrue();
      assertThat(after.greeting().assigned()).isNull();
    }
  }

  @ParameterizedTest
  @MethodSource(Pairs.PAIRS)
  void who_is_taken_over_is_told_so(Library5 first, Library5 second) throws Exception {
    try (Client5 earlier = first.connect(port, "one-and-only-5");
        Client5 later = second.connect(port, "one-and-only-5")) {
      assertThat(earlier.awaitLost().code()).isEqualTo(0x8e);
      later.subscribe("expiry/takeover", 2);
      Pairs.assertNothingElseCame(later, "expiry/takeover", later);
    }
  }
}
