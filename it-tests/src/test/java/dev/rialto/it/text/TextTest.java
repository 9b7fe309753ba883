package dev.rialto.it.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.it.raw.Answer;
import dev.rialto.it.raw.Frame;
import dev.rialto.it.raw.Packet;
import dev.rialto.it.raw.RawClient;
import dev.rialto.it.raw.RawSocket;
import dev.rialto.it.server.Server;
import dev.rialto.it.server.SharedServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plain values over a WebSocket, beside clients of MQTT. */
@ExtendWith(SharedServer.class)
class TextTest {
  private final Server server;

  TextTest(Server server) {
    this.server = server;
  }

  private RawSocket device(String path) throws Exception {
    RawSocket socket = new RawSocket(server.port());
    assertThat(socket.handshake("/text/" + path).status()).isEqualTo(101);
    return socket;
  }

  private static void send(RawSocket device, int opcode, String value) throws Exception {
    device.send(Frame.of(opcode, value.getBytes(UTF_8)));
  }

  private static String text(Packet publish) {
    return publish.topic() + "=" + new String(publish.payload(), UTF_8);
  }

  @Test
  void each_message_reaches_mqtt() throws Exception {
    try (RawClient client = RawClient.connected(server.port(), "text-to");
        RawSocket device = device("it/to")) {
      client.subscribe("it/to", 1);
      send(device, Frame.TEXT, "461");
      send(device, Frame.BINARY, "462");
      assertThat(text(client.expect(Packet.PUBLISH))).isEqualTo("it/to=461");
      assertThat(text(client.expect(Packet.PUBLISH))).isEqualTo("it/to=462");
    }
  }

  @Test
  void what_mqtt_publishes_to_set_comes_back() throws Exception {
    try (RawClient client = RawClient.connected(server.port(), "text-from");
        RawSocket device = device("it/from")) {
      send(device, Frame.TEXT, "first"); // once this is there, so is the device's subscription
      client.subscribe("it/from", 1);
      send(device, Frame.TEXT, "second");
      client.expect(Packet.PUBLISH);
      client.publish("it/from/set", "on".getBytes(UTF_8));
      client.publish("it/from/set", new byte[] {(byte) 0xFF});
      Frame text = device.read();
      assertThat(text.opcode()).isEqualTo(Frame.TEXT);
      assertThat(text.payload()).isEqualTo("on".getBytes(UTF_8));
      Frame binary = device.read();
      assertThat(binary.opcode()).isEqualTo(Frame.BINARY);
      assertThat(binary.payload()).isEqualTo(new byte[] {(byte) 0xFF});
    }
  }

  /** The bytes of arduinoWebSockets, as its WebSocketsClient::sendHeader writes them. */
  @Test
  void an_arduino_gets_the_answer_that_it_understands() throws Exception {
    String request =
        """
        GET /text/it/arduino HTTP/1.1
        Host: 127.0.0.1:%d
        Connection: Upgrade
        Upgrade: websocket
        Sec-WebSocket-Version: 13
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
        Sec-WebSocket-Protocol: arduino
        Origin: file://
        User-Agent: arduino-WebSocket-Client

        """
            .formatted(server.port())
            .replace("\n", "\r\n");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      InputStream in = socket.getInputStream();
      byte[] segment = new byte[1_400];
      String answer = new String(segment, 0, in.read(segment), ISO_8859_1);
      assertThat(answer).startsWith("HTTP/1.1 101 ").endsWith("\r\n\r\n");
      List<String> lines = List.of(answer.strip().split("\r\n"));
      assertThat(lines.subList(1, lines.size()))
          .containsExactlyInAnyOrder(
              "Server: Payara Micro",
              "X-Frame-Options: SAMEORIGIN",
              "Upgrade: websocket",
              "Connection: Upgrade",
              "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
              "Sec-WebSocket-Protocol: arduino");
    }
  }

  @Test
  void one_that_offers_nothing_is_named_nothing() throws Exception {
    try (RawSocket socket = new RawSocket(server.port())) {
      Answer answer = socket.handshake("/text/it/none");
      assertThat(answer.status()).isEqualTo(101);
      assertThat(answer.values("Sec-WebSocket-Protocol")).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"/text/a+b, 400", "/text/%23, 400", "/text/$SYS/x, 400", "/text/, 400"})
  void a_path_that_is_no_topic_is_refused_with_a_sentence(String path, int status)
      throws Exception {
    try (RawSocket socket = new RawSocket(server.port())) {
      Answer answer = socket.handshake(path);
      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.body().strip()).startsWith("The topic is not valid: ").endsWith(".");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "it/path/a%20b, it/path/a b",
    "/it/path, /it/path",
    "it//path/, it//path/",
    "it/path%2Fslash, it/path/slash",
  })
  void a_path_is_a_topic(String path, String topic) throws Exception {
    try (RawClient client = RawClient.connected(server.port(), "text-path");
        RawSocket device = device(path)) {
      client.subscribe(topic, 0);
      send(device, Frame.TEXT, "x");
      assertThat(client.expect(Packet.PUBLISH).topic()).isEqualTo(topic);
    }
  }

  @Test
  void a_page_of_a_foreign_origin_is_refused() throws Exception {
    try (RawSocket socket = new RawSocket(server.port())) {
      Answer answer = socket.handshake("/text/it/cors", "Origin: https://evil.example");
      assertThat(answer.status()).isEqualTo(403);
    }
  }

  @Test
  void a_plain_request_is_told_to_upgrade() throws Exception {
    try (RawSocket socket = new RawSocket(server.port())) {
      assertThat(socket.get("/text/it/plain").status()).isEqualTo(426);
    }
  }

  @Test
  void the_log_reads_like_the_lecture() throws Exception {
    try (RawSocket device = device("lecture")) {
      send(device, Frame.TEXT, "461");
      server.awaitLog("lecture: new client connected");
      server.awaitLog("lecture: Received: 461");
    }
    server.awaitLog("lecture: lost one client");
  }
}
