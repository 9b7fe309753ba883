package dev.rialto.it.mqtt5;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.it.client.Client5;
import dev.rialto.it.client.Client5.Library5;
import dev.rialto.it.client.Extras;
import dev.rialto.it.client.Message5;
import dev.rialto.it.client.Outcome;
import dev.rialto.it.client.Terms5;
import dev.rialto.it.server.Server;
import dev.rialto.it.server.SharedServer;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What travels with a message (MQTT 5.0 section 3.3.2.3). */
@ExtendWith(SharedServer.class)
class MessagePropertiesTest {
  private final int port;

  MessagePropertiesTest(Server server) {
    port = server.port();
  }

  @ParameterizedTest
  @MethodSource(Pairs.PAIRS)
  void properties_arrive_as_they_were_sent_with_every_qos(Library5 from, Library5 to)
      throws Exception {
    Extras extras =
        Extras.text("text/plain; charset=utf-8")
            .answerTo("answers/here", "data \0 with a zero")
            .with("b", "1")
            .with("a", "2")
            .with("b", "3")
            .with("", "");
    try (Client5 subscriber = to.connect(port, "properties-subscriber");
        Client5 publisher = from.connect(port, "properties-publisher")) {
      subscriber.subscribe("properties", 2);
      for (int qos = 0; qos <= 2; qos++) {
        Message5 message = Message5.of("properties", qos, "Grüße").with(extras);
        assertThat(publisher.publish(message).code()).isZero();
        assertThat(subscriber.next()).isEqualTo(message);
      }
    }
  }

  @ParameterizedTest
  @MethodSource(Pairs.PAIRS)
  void two_clients_hold_a_conversation_of_requests_and_responses(Library5 asking, Library5 serving)
      throws Exception {
    try (Client5 server = serving.connect(port, "sums");
        Client5 client = asking.connect(port, Terms5.of("asks/+ #").askForResponses())) {
      server.subscribe("sums", 1);
      String answers = client.greeting().responses(); // one level, whatever the identifier is
      assertThat(answers).startsWith("response/asks").doesNotContain("+", "#", "asks/");
      client.subscribe(answers, 1);
      for (int i = 0; i < 5; i++) {
        Extras extras = Extras.NONE.answerTo(answers, "question " + i);
        client.publish(Message5.of("sums", 1, Integer.toString(i)).with(extras));
        Message5 request = server.next();
        int sum = Integer.parseInt(request.text()) + 100;
        server.publish(
            Message5.of(request.extras().responseTopic(), 1, Integer.toString(sum))
                .with(Extras.NONE.answerTo(null, request.extras().correlation())));
        Message5 response = client.next();
        assertThat(response.text()).isEqualTo(Integer.toString(i + 100));
        assertThat(response.extras().correlation()).isEqualTo("question " + i);
      }
    }
  }

  @ParameterizedTest
  @MethodSource(Pairs.PAIRS)
  void a_message_comes_with_the_time_it_has_left_or_not_at_all(Library5 from, Library5 to)
      throws Exception {
    String topic = "age/%s/%s".formatted(from, to);
    try (Client5 before = to.connect(port, Terms5.of("sleeper").lasting(600))) {
      before.subscribe(topic + "/live", 1);
      before.disconnect(0, -1);
    }
    try (Client5 publisher = from.connect(port, "age-publisher")) {
      for (String kind : new String[] {"/live", "/kept"}) {
        Message5 message = Message5.of(topic + kind, 1, "short-lived");
        publisher.publish(message.with(Extras.expiring(1)));
        publisher.publish(Message5.of(topic + kind, 1, "long-lived").with(Extras.expiring(60)));
      }
      publisher.publish(
          Message5.of(topic + "/gone", 1, "retained").retain().with(Extras.expiring(1)));
      publisher.publish(
          Message5.of(topic + "/kept", 1, "retained").retain().with(Extras.expiring(60)));
      Pairs.pass(Duration.ofMillis(1_500));
      try (Client5 after = to.connect(port, Terms5.of("sleeper").resuming())) {
        assertLeft(after.next(), "long-lived");
        after.subscribe(topic + "/gone", 1);
        after.subscribe(topic + "/kept", 1);
        assertLeft(after.next(), "retained");
        Pairs.assertNothingElseCame(publisher, topic + "/live", after);
      }
      publisher.publish(Message5.of(topic + "/kept", 1, "").retain());
    }
  }

  private static void assertLeft(Message5 message, String text) {
    assertThat(message.text()).isEqualTo(text);
    assertThat(message.extras().expiry()).isBetween(30L, 59L);
  }

  @ParameterizedTest
  @MethodSource(Pairs.PAIRS)
  void properties_of_a_retained_message_are_kept(Library5 from, Library5 to) throws Exception {
    String topic = "properties/retained";
    Extras extras = Extras.text("text/plain").with("unit", "°C");
    Message5 message = Message5.of(topic, 1, "21").retain().with(extras);
    try (Client5 publisher = from.connect(port, "keeper")) {
      publisher.publish(message);
      try (Client5 late = to.connect(port, "latecomer")) {
        late.subscribe(topic, 1);
        assertThat(late.next()).isEqualTo(message);
      }
      assertThat(publisher.publish(Message5.of(topic, 1, "").retain()))
          .extracting(Outcome::code)
          .isEqualTo(0x10);
    }
  }
}
