package dev.rialto.it.mqtt5;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.it.client.Client;
import dev.rialto.it.client.Client.Library;
import dev.rialto.it.client.Client5;
import dev.rialto.it.client.Client5.Library5;
import dev.rialto.it.client.Extras;
import dev.rialto.it.client.Message5;
import dev.rialto.it.client.Received;
import dev.rialto.it.client.Terms;
import dev.rialto.it.client.Terms5;
import dev.rialto.it.server.Server;
import dev.rialto.it.server.SharedServer;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** MQTT 3.1.1 and MQTT 5.0 clients with each other. */
@ExtendWith(SharedServer.class)
class GenerationsTest {
  private final int port;

  GenerationsTest(Server server) {
    port = server.port();
  }

  static Stream<Arguments> pairs() {
    return Stream.of(Library.values())
        .flatMap(old -> Stream.of(Library5.values()).map(young -> Arguments.of(old, young)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void both_versions_understand_each_other(Library old, Library5 young) throws Exception {
    Extras extras = Extras.text("text/plain").answerTo("x", "y").with("a", "b");
    try (Client three = old.connect(port, "three");
        Client5 five = young.connect(port, "five")) {
      three.subscribe("ages", 2);
      five.subscribe("ages", 2);
      for (int qos = 0; qos <= 2; qos++) {
        three.publish("ages", qos, "from 3");
        assertThat(three.next().text()).isEqualTo("from 3");
        assertThat(five.next()).isEqualTo(Message5.of("ages", qos, "from 3"));
        five.publish(Message5.of("ages", qos, "from 5").with(extras));
        Received plain = three.next();
        assertThat(plain.text()).isEqualTo("from 5");
        assertThat(plain.qos()).isEqualTo(qos);
        assertThat(five.next().extras()).isEqualTo(extras);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void a_session_can_be_resumed_with_the_other_version(Library old, Library5 young)
      throws Exception {
    String topic = "ages/resumed";
    try (Client three = old.connect(port, Terms.of("growing").persistent())) {
      three.subscribe(topic, 2);
      three.disconnect();
    }
    try (Client5 publisher = young.connect(port, "ages-publisher")) {
      publisher.publish(Message5.of(topic, 2, "one"));
      try (Client5 five = young.connect(port, Terms5.of("growing").resuming().lasting(60))) {
        assertThat(five.greeting().sessionPresent()).isTrue();
        assertThat(five.next().text()).isEqualTo("one");
        five.disconnect(0, -1);
      }
      publisher.publish(Message5.of(topic, 1, "two"));
    }
    try (Client three = old.connect(port, Terms.of("growing").persistent())) {
      assertThat(three.isSessionPresent()).isTrue();
      assertThat(three.next().text()).isEqualTo("two");
    }
    old.connect(port, "growing").close(); // forgets the session
  }
}
