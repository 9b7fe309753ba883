package dev.rialto.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.it.raw.Answer;
import dev.rialto.it.raw.Mqtt;
import dev.rialto.it.raw.Packet;
import dev.rialto.it.raw.RawClient;
import dev.rialto.it.raw.RawSocket;
import dev.rialto.it.server.Server;
import dev.rialto.it.server.SharedServer;
import java.io.IOException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may open a WebSocket, and what the server answers (RFC 6455 section 4). */
@ExtendWith(SharedServer.class)
class HandshakeTest {
  private static final int SMALL = 1_400; // what fits into one segment on any way

  private final Server server;

  HandshakeTest(Server server) {
    this.server = server;
  }

  private Answer handshake(String... headers) throws IOException {
    try (RawSocket socket = new RawSocket(server.port())) {
      return socket.handshake("/mqtt", headers);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mqtt | mqtt",
        "mqttv3.1 | mqttv3.1",
        "mqtt, mqttv3.1 | mqtt",
        "mqttv3.1,mqtt | mqttv3.1",
        "arduino, mqtt | mqtt",
        "arduino |",
        "chat |",
        "MQTT |",
      })
  void echoes_the_first_subprotocol_that_it_knows_and_names_none_of_the_others(
      String offered, String echoed) throws IOException {
    Answer answer = handshake("Sec-WebSocket-Protocol: " + offered);
    assertThat(answer.status()).isEqualTo(101);
    assertThat(answer.value("Sec-WebSocket-Protocol").orElse(null)).isEqualTo(echoed);
  }

  @Test
  void accepts_a_client_that_offers_no_subprotocol() throws IOException {
    Answer answer = handshake();
    assertThat(answer.status()).isEqualTo(101);
    assertThat(answer.values("Sec-WebSocket-Protocol")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mqtt", "mqttv3.1", "arduino"})
  void speaks_mqtt_whatever_was_offered(String offered) throws IOException {
    try (RawSocket socket = new RawSocket(server.port())) {
      socket.handshake("/mqtt", "Sec-WebSocket-Protocol: " + offered);
      socket.binary(Mqtt.connect("offered-" + offered));
      assertThat(new RawClient(socket).expect(Packet.CONNACK).code()).isZero();
    }
  }

  @Test
  void computes_the_accept_header_of_the_specification() throws IOException {
    assertThat(handshake().value("Sec-WebSocket-Accept")).contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  }

  @Test
  void offers_no_extension_to_a_client_that_asks_for_compression() throws IOException {
    Answer answer = handshake("Sec-WebSocket-Extensions: permessage-deflate");
    assertThat(answer.status()).isEqualTo(101);
    assertThat(answer.values("Sec-WebSocket-Extensions")).isEmpty();
  }

  @RepeatedTest(20)
  void answers_in_one_small_segment_with_a_single_connection_header() throws IOException {
    Answer answer =
        handshake(
            "Sec-WebSocket-Protocol: arduino",
            "Origin: file://",
            "User-Agent: arduino-WebSocket-Client");
    assertThat(answer.status()).isEqualTo(101);
    assertThat(answer.headSize()).isLessThan(SMALL);
    assertThat(answer.firstRead()).isEqualTo(answer.headSize());
    assertThat(answer.values("Connection"))
        .hasSize(1)
        .first()
        .asString()
        .isEqualToIgnoringCase("Upgrade");
    assertThat(answer.values("Upgrade")).hasSize(1);
  }

  @Test
  void lets_a_page_of_its_own_origin_in() throws IOException {
    assertThat(handshake("Origin: http://127.0.0.1:" + server.port()).status()).isEqualTo(101);
  }

  @Test
  void knows_its_own_origin_by_the_name_that_the_client_used() throws IOException {
    String host = "localhost:" + server.port();
    assertThat(handshake("Host: " + host, "Origin: http://" + host).status()).isEqualTo(101);
    assertThat(handshake("Host: " + host, "Origin: https://" + host).status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "http://127.0.0.1:1",
        "null",
        "http://127.0.0.1.evil.example"
      })
  void refuses_a_page_of_a_foreign_origin_with_one_plain_sentence(String origin)
      throws IOException {
    assertRefused(handshake("Origin: " + origin), "rialto.access.origins");
  }

  @Test
  void lets_an_arduino_in_unless_it_carries_a_cookie() throws IOException {
    assertThat(handshake("Origin: file://").status()).isEqualTo(101);
    assertRefused(handshake("Origin: file://", "Cookie: a=b"), "rialto.access.origins");
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "evil.example:80", "192.0.2.1", "127.0.0.1.evil.example"})
  void refuses_a_host_that_is_no_loopback_name(String host) throws IOException {
    assertRefused(handshake("Host: " + host), "rialto.access.anonymous");
  }

  @Test
  void refuses_a_page_that_has_bound_its_own_name_to_loopback() throws IOException {
    String host = "evil.example:" + server.port();
    assertRefused(handshake("Host: " + host, "Origin: http://" + host), "rialto.access.anonymous");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Forwarded-For: 192.0.2.7",
        "X-Forwarded-Proto: https",
        "X-FORWARDED-HOST: example.org",
        "Forwarded: for=192.0.2.7",
        "Via: 1.1 proxy",
      })
  void refuses_whatever_a_proxy_has_forwarded(String header) throws IOException {
    assertRefused(handshake(header), "rialto.access.anonymous");
  }

  private static void assertRefused(Answer answer, String setting) {
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.value("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
    assertThat(answer.body().strip()).contains(setting).endsWith(".").doesNotContain("\n", "<");
  }

  @Test
  void tells_a_plain_request_to_upgrade() throws IOException {
    try (RawSocket socket = new RawSocket(server.port())) {
      Answer answer = socket.get("/mqtt");
      assertThat(answer.status()).isEqualTo(426);
      assertThat(answer.value("Upgrade")).contains("websocket");
      assertThat(answer.body().strip()).endsWith(".");
    }
  }

  @Test
  void serves_no_mqtt_elsewhere() throws IOException {
    try (RawSocket socket = new RawSocket(server.port())) {
      assertThat(socket.handshake("/ws").status()).isEqualTo(404);
    }
  }

  @Test
  void counts_and_logs_what_it_refuses() throws Exception {
    long before = server.counter("handshakes-refused");
    handshake("Origin: https://counted.example");
    assertThat(server.counter("handshakes-refused")).isEqualTo(before + 1);
    server.awaitLog("handshake from 127.0.0.1 refused: Pages of this origin may not connect");
    assertThat(server.log()).doesNotContain("counted.example");
  }
}
