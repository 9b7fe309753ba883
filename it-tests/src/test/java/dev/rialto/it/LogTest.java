package dev.rialto.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.it.raw.Frame;
import dev.rialto.it.raw.Mqtt;
import dev.rialto.it.raw.Packet;
import dev.rialto.it.raw.RawClient;
import dev.rialto.it.raw.RawSocket;
import dev.rialto.it.server.Server;
import dev.rialto.it.server.SharedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the server's log says, and what it must not. */
@ExtendWith(SharedServer.class)
class LogTest {
  private final Server server;

  LogTest(Server server) {
    this.server = server;
  }

  @Test
  void tells_who_connected_from_where_and_who_left_and_why() throws Exception {
    int port;
    try (RawClient client = RawClient.connected(server.port(), "node-12")) {
      port = client.socket().localPort();
      client.send(Mqtt.DISCONNECT);
      assertThat(client.readToEnd()).isEqualTo(1000);
    }
    server.awaitLog("client 'node-12' connected from 127.0.0.1:" + port + " (MQTT 3.1.1)");
    server.awaitLog("client 'node-12' left: it disconnected");
  }

  @Test
  void tells_a_lost_connection_from_a_farewell() throws Exception {
    try (RawClient client = RawClient.connected(server.port(), "node-lost")) {
      client.socket().reset();
    }
    server.awaitLog("client 'node-lost' left: ");
    assertThat(server.log()).doesNotContain("client 'node-lost' left: it disconnected");
  }

  @Test
  void tells_why_a_text_message_ended_a_connection() throws Exception {
    try (RawClient client = RawClient.connected(server.port(), "node-text")) {
      client.socket().send(Frame.of(Frame.TEXT, "hello".getBytes(UTF_8)));
      client.readToEnd();
    }
    server.awaitLog("client 'node-text' left: it sent a text message");
  }

  @Test
  void tells_which_rule_was_broken() throws Exception {
    try (RawClient client = RawClient.connected(server.port(), "node-rules")) {
      client.send(Mqtt.bytes(0x30, 2, 0, 0));
      client.readToEnd();
    }
    server.awaitLog("client 'node-rules' left: ");
    try (RawSocket socket = RawSocket.webSocket(server.port())) {
      socket.binary(Mqtt.PINGREQ);
      socket.readToEnd();
    }
    server.awaitLog("closed before CONNECT was accepted: the first packet is not CONNECT");
  }

  @Test
  void cannot_be_forged_by_a_client_identifier() throws Exception {
    String forger = "forger\r\n[2026-01-01] client 'admin' connected\u001b[31m\u2028\u202e";
    try (RawClient client = RawClient.connected(server.port(), forger)) {
      client.send(Mqtt.DISCONNECT);
      client.readToEnd();
    }
    server.awaitLog("client 'forger..[2026-01-01] client 'admin' connected.[31m");
    assertThat(server.log()).doesNotContain("forger\r", "forger\n", "\u2028", "\u202e");
    assertThat(server.log().lines()).noneMatch(line -> line.startsWith("[2026-01-01]"));
  }

  @Test
  void shortens_a_client_identifier_that_would_fill_it() throws Exception {
    try (RawClient client = RawClient.connected(server.port(), "long" + "g".repeat(60_000))) {
      client.send(Mqtt.DISCONNECT);
      client.readToEnd();
    }
    server.awaitLog("client 'longg");
    assertThat(server.log()).doesNotContain("g".repeat(100));
  }

  @Test
  void keeps_payloads_topics_and_passwords_to_itself() throws Exception {
    byte[] connect = Mqtt.connectAs("node-secret", "user-secret", "password-secret");
    try (RawClient client = RawClient.connected(server.port(), connect)) {
      client.subscribe("topic-secret", 1);
      client.publish("topic-secret", "payload-secret".getBytes(UTF_8));
      assertThat(client.expect(Packet.PUBLISH).payloadText()).isEqualTo("payload-secret");
      client.send(Mqtt.bytes(0x30, 0xff, 0xff, 0xff, 0xff, 1));
      client.readToEnd();
    }
    server.awaitLog("client 'node-secret' left: ");
    assertThat(server.log())
        .doesNotContain("user-secret", "password-secret", "topic-secret", "payload-secret");
  }
}
