package dev.rialto.it.mqtt5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rialto.it.client.Client5;
import dev.rialto.it.client.Client5.Library5;
import dev.rialto.it.client.Message5;
import dev.rialto.it.client.Outcome;
import dev.rialto.it.client.RefusedException;
import dev.rialto.it.client.Terms5;
import dev.rialto.it.server.Server;
import dev.rialto.it.server.SharedServer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the server says to what it is asked (MQTT 5.0 section 2.4). */
@ExtendWith(SharedServer.class)
class ReasonsTest {
  private static final String TOO_DEEP = "deep" + "/deep".repeat(200);

  private final int port;

  ReasonsTest(Server server) {
    port = server.port();
  }

  @ParameterizedTest
  @EnumSource(Library5.class)
  void a_publisher_is_told_whether_anyone_listens(Library5 library) throws Exception {
    try (Client5 client = library.connect(port, "reasons-listener")) {
      for (int qos = 1; qos <= 2; qos++) {
        assertThat(client.publish(Message5.of("reasons/none", qos, "x")).code()).isEqualTo(0x10);
      }
      client.subscribe("reasons/none", 0);
      for (int qos = 1; qos <= 2; qos++) {
        assertThat(client.publish(Message5.of("reasons/none", qos, "x")).code()).isZero();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Library5.class)
  void a_publisher_is_told_why_its_message_goes_nowhere(Library5 library) throws Exception {
    try (Client5 client = library.connect(port, "reasons-publisher")) {
      Outcome forbidden = client.publish(Message5.of("$mine", 1, "x"));
      assertThat(forbidden.code()).isEqualTo(0x87);
      assertThat(forbidden.reason()).isNull(); // the code says it all
      Outcome deep = client.publish(Message5.of(TOO_DEEP, 1, "x"));
      assertThat(deep.code()).isEqualTo(0x90);
      assertThat(deep.reason()).contains("levels");
    }
  }

  @ParameterizedTest
  @EnumSource(Library5.class)
  void a_subscriber_is_told_what_it_has(Library5 library) throws Exception {
    try (Client5 client = library.connect(port, "reasons-subscriber")) {
      for (int qos = 0; qos <= 2; qos++) {
        assertThat(client.subscribe("reasons/" + qos, qos)).isEqualTo(qos);
      }
      assertThat(client.subscribe(TOO_DEEP, 1)).isEqualTo(0x8f);
      assertThat(client.unsubscribe("reasons/1").code()).isZero();
      assertThat(client.unsubscribe("reasons/1").code()).isEqualTo(0x11);
    }
  }

  @ParameterizedTest
  @EnumSource(Library5.class)
  void an_unknown_authentication_method_is_refused(Library5 library) {
    RefusedException refusal =
        catchThrowableOfType(
            RefusedException.class,
            () -> library.connect(port, Terms5.of("reasons-method").method("MAGIC")));
    assertThat(refusal.code()).isEqualTo(0x8c);
  }
}
