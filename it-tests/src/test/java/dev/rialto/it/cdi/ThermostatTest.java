package dev.rialto.it.cdi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.it.Await;
import dev.rialto.it.raw.Packet;
import dev.rialto.it.raw.RawClient;
import dev.rialto.it.server.Server;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The example application: what MQTT clients publish is observed, and what it publishes comes. */
class ThermostatTest {
  private static final Path WAR = Server.checkout().resolve("examples/cdi/target/thermostat.war");

  private static Server server;

  @BeforeAll
  static void deploy() throws Exception {
    server = Server.deploying(WAR, "thermostat", "rialto.presence=on");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String next(RawClient client) throws Exception {
    Packet message = client.expect(Packet.PUBLISH);
    return message.topic() + " " + new String(message.payload(), UTF_8);
  }

  @Test
  void an_observer_gets_messages_and_publishes() throws Exception {
    try (RawClient client = RawClient.connected(server.port(), "house")) {
      client.subscribe("rooms/+/heating", 0);
      client.publish("rooms/kitchen/temperature", "18.5".getBytes(UTF_8));
      assertThat(next(client)).isEqualTo("rooms/kitchen/heating on");
      client.publish("rooms/kitchen/temperature", "20.5".getBytes(UTF_8));
      client.publish("rooms/bath/temperature", "21.5".getBytes(UTF_8));
      assertThat(next(client)).isEqualTo("rooms/bath/heating off");
    }
  }

  @Test
  void one_that_throws_is_logged_and_gets_the_next() throws Exception {
    try (RawClient client = RawClient.connected(server.port(), "broken")) {
      client.subscribe("rooms/broken/heating", 0);
      client.publish("rooms/broken/temperature", "warm".getBytes(UTF_8));
      client.publish("rooms/broken/temperature", "30".getBytes(UTF_8));
      assertThat(next(client)).isEqualTo("rooms/broken/heating off");
      Await.until(
          "the failure is logged",
          Await.PATIENCE,
          () -> server.log().contains("An observer of topics failed at rooms/broken/temperature"));
    }
  }

  @Test
  void the_application_is_a_client_that_can_be_seen() throws Exception {
    try (RawClient client = RawClient.connected(server.port(), "who")) {
      client.subscribe("$presence/+", 0);
      String first = next(client);
      String second = next(client);
      assertThat(first + second)
          .contains("\"userName\":\"$deployment\"", "\"kind\":\"cdi\"", "\"clientId\":\"who\"");
    }
  }
}
