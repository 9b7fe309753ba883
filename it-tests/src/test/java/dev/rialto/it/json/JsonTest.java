package dev.rialto.it.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.it.raw.Answer;
import dev.rialto.it.raw.Frame;
import dev.rialto.it.raw.Packet;
import dev.rialto.it.raw.RawClient;
import dev.rialto.it.raw.RawSocket;
import dev.rialto.it.server.Server;
import dev.rialto.it.server.SharedServer;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JSON over a WebSocket, on either transport, beside clients of MQTT. */
@ExtendWith(SharedServer.class)
class JsonTest {
  private final Server server;

  JsonTest(Server server) {
    this.server = server;
  }

  private JsonSocket page() throws IOException {
    return new JsonSocket(server.port());
  }

  private static void assertIs(JsonNode object, String expected) {
    assertThat(object.toString()).isEqualTo(expected.replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource({"rialto.json, rialto.json", "'mqtt, rialto.json', rialto.json", "other, "})
  void the_subprotocol_is_named_if_it_is_offered(String offered, String named) throws Exception {
    try (JsonSocket page = new JsonSocket(server.port(), "Sec-WebSocket-Protocol: " + offered)) {
      assertThat(page.handshake().status()).isEqualTo(101);
      assertThat(page.handshake().value("Sec-WebSocket-Protocol").orElse(null)).isEqualTo(named);
    }
  }

  @Test
  void what_a_page_publishes_mqtt_receives() throws Exception {
    try (RawClient client = RawClient.connected(server.port(), "json-to");
        JsonSocket page = page()) {
      client.subscribe("it/json/to", 1);
      assertIs(
          page.ask("{'type':'publish','id':1,'topic':'it/json/to','value':{'t':21.50}}"),
          "{'type':'ok','id':1}");
      Packet publish = client.expect(Packet.PUBLISH);
      assertThat(new String(publish.payload(), UTF_8)).isEqualTo("{\"t\":21.50}");
    }
  }

  @Test
  void what_mqtt_publishes_a_page_receives_and_acknowledges() throws Exception {
    try (RawClient client = RawClient.connected(server.port(), "json-from");
        JsonSocket page = page()) {
      assertThat(page.ask("{'type':'subscribe','id':1,'filter':'it/json/from'}").get("qos").asInt())
          .isEqualTo(1);
      client.publish("it/json/from", "é".getBytes(UTF_8));
      client.publish("it/json/from", new byte[] {(byte) 0xFF});
      JsonNode first = page.read();
      assertThat(first.get("value").asText()).isEqualTo("é");
      assertThat(first.get("ack").asInt()).isEqualTo(1);
      assertThat(page.read().get("base64").asText()).isEqualTo("/w==");
      assertIs(page.ask("{'type':'ack','id':2,'ack':1}"), "{'type':'ok','id':2}");
    }
  }

  @Test
  void a_session_goes_on_with_what_was_not_acknowledged() throws Exception {
    String connect = "{'type':'connect','id':1,'clientId':'it-json','session':60}";
    try (JsonSocket page = page()) {
      assertThat(page.ask(connect).get("resumed").asBoolean()).isFalse();
      page.ask("{'type':'subscribe','id':2,'filter':'it/json/session'}");
      assertThat(page.ask("{'type':'publish','topic':'it/json/session','value':'1'}").has("ack"))
          .isTrue();
    }
    try (JsonSocket other = page()) {
      other.ask("{'type':'publish','id':1,'topic':'it/json/session','value':'2'}");
    }
    try (JsonSocket page = page()) {
      assertThat(page.ask(connect).get("resumed").asBoolean()).isTrue();
      JsonNode first = page.read();
      assertThat(first.get("value").asText()).isEqualTo("1");
      assertThat(first.get("dup").asBoolean()).isTrue();
      JsonNode second = page.read();
      assertThat(second.get("value").asText()).isEqualTo("2");
      assertThat(second.has("dup")).isFalse();
    }
  }

  @Test
  void a_page_that_has_just_opened_is_not_empty() throws Exception {
    try (JsonSocket page = page()) {
      for (int i = 1; i <= 3; i++) {
        page.ask("{'type':'publish','id':1,'topic':'it/json/last','value':'%d'}".formatted(i));
      }
      page.ask("{'type':'subscribe','id':2,'filter':'it/json/last','last':2}");
      assertThat(page.read().get("value").asText()).isEqualTo("2");
      JsonNode third = page.read();
      assertThat(third.get("value").asText()).isEqualTo("3");
      try (JsonSocket again = page()) {
        page.ask("{'type':'publish','topic':'it/json/last','value':'4'}"); // which comes back
        JsonNode ok =
            again.ask(
                "{'type':'subscribe','id':1,'filter':'it/json/last','since':'%s'}"
                    .formatted(third.get("offset").asText()));
        assertThat(ok.has("gap")).isFalse();
        assertThat(again.read().get("value").asText()).isEqualTo("4");
      }
    }
  }

  @Test
  void a_batch_is_answered_in_order() throws Exception {
    try (JsonSocket page = page()) {
      page.send("[{'type':'ping','id':1},{'type':'ping','id':'é'},{'type':'ping','id':3.5}]");
      assertIs(page.read(), "{'type':'pong','id':1}");
      assertIs(page.read(), "{'type':'pong','id':'é'}");
      assertIs(page.read(), "{'type':'pong','id':3.5}");
    }
  }

  @Test
  void a_message_may_come_in_pieces_of_any_size() throws Exception {
    byte[] ping = "{\"type\":\"ping\",\"id\":\"é😀\"}".getBytes(UTF_8);
    try (JsonSocket page = page()) {
      for (int i = 0; i < ping.length; i++) {
        page.socket()
            .send(
                Frame.part(
                    i == ping.length - 1, i == 0 ? Frame.TEXT : Frame.CONTINUATION, ping[i]));
      }
      assertIs(page.read(), "{'type':'pong','id':'é😀'}");
    }
  }

  @Test
  void bad_input_is_an_error_and_the_connection_stays() throws Exception {
    try (JsonSocket page = page()) {
      page.sendAnything("{\"type\":");
      assertThat(page.read().get("code").asText()).isEqualTo("malformed-json");
      page.sendAnything("[".repeat(100_000));
      assertThat(page.read().get("code").asText()).isEqualTo("too-deep");
      page.sendAnything("{\"type\":\"subscribe\",\"filter\":1}");
      assertThat(page.read().get("sentence").asText()).contains("filter");
      assertIs(page.ask("{'type':'ping'}"), "{'type':'pong'}");
    }
  }

  @Test
  void what_can_not_be_understood_closes_with_its_code() throws Exception {
    try (JsonSocket page = page()) {
      page.socket().send(Frame.of(Frame.BINARY, (byte) 1));
      assertThat(page.socket().readToEnd()).isEqualTo(1003);
    }
    try (JsonSocket page = page()) {
      page.socket().send(Frame.of(Frame.TEXT, (byte) 0xFF));
      assertThat(page.socket().readToEnd()).isEqualTo(1007);
    }
    try (JsonSocket page = page()) {
      byte[] large = " ".repeat((1 << 20) + 1).getBytes(UTF_8);
      page.socket().send(Frame.of(Frame.TEXT, large));
      assertThat(page.read().get("code").asText()).isEqualTo("packet-too-large");
      assertThat(page.socket().readToEnd()).isEqualTo(1009);
    }
  }

  @Test
  void who_says_nothing_is_closed() throws Exception {
    try (JsonSocket page = page()) {
      page.socket().readToEnd(); // by the time that MQTT has for CONNECT
    }
  }

  @Test
  void a_page_of_a_foreign_origin_is_refused() throws Exception {
    try (JsonSocket page = new JsonSocket(server.port(), "Origin: https://evil.example")) {
      assertThat(page.handshake().status()).isEqualTo(403);
    }
  }

  @Test
  void a_plain_request_is_told_to_upgrade_and_may_have_the_schema() throws Exception {
    try (RawSocket socket = new RawSocket(server.port())) {
      assertThat(socket.get("/json").status()).isEqualTo(426);
    }
    try (RawSocket socket = new RawSocket(server.port())) {
      Answer answer = socket.get("/json-schema.json");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body())
          .isEqualTo(
              Files.readString(
                  Server.checkout().resolve("bridge-war/src/main/webapp/json-schema.json")));
    }
  }
}
