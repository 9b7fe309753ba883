package dev.rialto.edge.ws;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.server.ServerEndpoint;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which subprotocol is answered to which offer; an empty answer is no header. */
class HandshakesTest {
  @ParameterizedTest
  @CsvSource({
    "mqtt, mqtt",
    "mqttv3.1, mqttv3.1",
    "mqtt|mqttv3.1, mqtt",
    "mqttv3.1|mqtt, mqttv3.1",
    "arduino|mqtt, mqtt",
    "chat|mqttv3.1|mqtt, mqttv3.1",
    "arduino, ''",
    "chat, ''",
    "MQTT, ''",
    "mqttv5, ''",
    "mqttv3.1.1, ''",
    "xmqtt, ''",
    "'', ''",
  })
  void the_first_that_both_know_is_answered(String offered, String answer) {
    List<String> requested = offered.isEmpty() ? List.of() : List.of(offered.split("\\|"));
    List<String> supported = List.of(Handshakes.SUBPROTOCOLS);
    assertThat(new Handshakes().getNegotiatedSubprotocol(supported, requested)).isEqualTo(answer);
  }

  /** An annotation can't refer to an array. */
  @Test
  void the_endpoint_declares_the_same_subprotocols() {
    ServerEndpoint endpoint = MqttEndpoint.class.getAnnotation(ServerEndpoint.class);
    assertThat(endpoint.subprotocols()).isEqualTo(Handshakes.SUBPROTOCOLS);
    assertThat(endpoint.configurator()).isEqualTo(Handshakes.class);
    assertThat(endpoint.value()).isEqualTo("/mqtt");
  }
}
