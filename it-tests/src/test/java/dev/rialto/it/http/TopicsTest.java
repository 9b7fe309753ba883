package dev.rialto.it.http;

import static dev.rialto.it.http.Api.header;
import static dev.rialto.it.http.Api.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.it.raw.Mqtt;
import dev.rialto.it.raw.Packet;
import dev.rialto.it.raw.RawClient;
import dev.rialto.it.server.Server;
import dev.rialto.it.server.SharedServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The last value, publishing and clearing by HTTP, beside clients of MQTT. */
@ExtendWith(SharedServer.class)
class TopicsTest {
  private final Server server;
  private final Api api;

  TopicsTest(Server server) {
    this.server = server;
    api = new Api(server.port());
  }

  @Test
  void what_is_posted_reaches_mqtt_and_is_answered_with_a_code() throws Exception {
    assertThat(text(api.post("http/post", "1"))).contains("\"code\":\"no-matching-subscribers\"");
    try (RawClient client = RawClient.connected(server.port(), "http-post")) {
      client.subscribe("http/post", 1);
      HttpResponse<byte[]> response = api.post("http/post", "461");
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(text(response))
          .contains("\"code\":\"success\"", "\"sentence\":\"It is published.\"");
      assertThat(client.expect(Packet.PUBLISH).payload()).isEqualTo("461".getBytes(UTF_8));
    }
  }

  @Test
  void what_mqtt_publishes_is_the_last_value() throws Exception {
    try (RawClient client = RawClient.connected(server.port(), "http-get")) {
      client.publish("http/get", "7".getBytes(UTF_8));
      HttpResponse<byte[]> response = api.get("http/get");
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(text(response)).isEqualTo("7");
      assertThat(header(response, "Content-Type")).isEqualTo("text/plain;charset=UTF-8");
      client.publish("http/get", new byte[] {(byte) 0xFF, 0});
      response = api.get("http/get");
      assertThat(response.body()).isEqualTo(new byte[] {(byte) 0xFF, 0});
      assertThat(header(response, "Content-Type")).isEqualTo("application/octet-stream");
    }
  }

  @Test
  void a_topic_without_a_value_is_not_found_and_says_so() throws Exception {
    HttpResponse<byte[]> response = api.get("http/none");
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(text(response))
        .isEqualTo("{\"code\":\"no-value\",\"sentence\":\"This topic has no value.\"}");
    api.post("http/none", "first");
    String since = header(response, "Rialto-Offset");
    assertThat(text(api.get("http/none?since=" + since))).isEqualTo("first");
    api.delete("http/none");
  }

  @Test
  void who_has_the_value_already_is_told_that_nothing_changed() throws Exception {
    api.post("http/tag", "1");
    String tag = header(api.get("http/tag"), "ETag");
    assertThat(api.send(api.request("http/tag").header("If-None-Match", tag)).statusCode())
        .isEqualTo(304);
    api.post("http/tag", "1");
    assertThat(api.send(api.request("http/tag").header("If-None-Match", tag)).statusCode())
        .isEqualTo(200);
  }

  @Test
  void the_content_type_stays_with_the_value() throws Exception {
    HttpRequest.Builder post =
        api.request("http/type")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"t\":21.5}"));
    api.send(post);
    HttpResponse<byte[]> response = api.get("http/type");
    assertThat(header(response, "Content-Type")).isEqualTo("application/json");
    assertThat(text(response)).isEqualTo("{\"t\":21.5}");
  }

  @Test
  void nothing_that_was_published_runs_as_a_page_of_ours() throws Exception {
    HttpRequest.Builder post =
        api.request("http/evil")
            .header("Content-Type", "text/html")
            .POST(BodyPublishers.ofString("<script src='/api/topics/http/evil.js'></script>"));
    api.send(post);
    HttpResponse<byte[]> response = api.get("http/evil");
    assertThat(response.headers().allValues("Content-Security-Policy"))
        .containsExactly("default-src 'none'; sandbox; frame-ancestors 'none'");
    assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @Test
  void retained_only_if_asked_and_cleared_by_delete() throws Exception {
    api.post("http/retained?retain=true", "kept");
    api.post("http/live", "gone");
    try (RawClient client = RawClient.connected(server.port(), "http-retained")) {
      client.send(Mqtt.subscribe(1, "http/live", 0), Mqtt.subscribe(2, "http/retained", 0));
      assertThat(client.expect(Packet.SUBACK).packetId()).isEqualTo(1);
      assertThat(client.expect(Packet.SUBACK).packetId()).isEqualTo(2);
      assertThat(client.expect(Packet.PUBLISH).payload()).isEqualTo("kept".getBytes(UTF_8));
    }
    assertThat(api.delete("http/retained").statusCode()).isEqualTo(204);
    assertThat(api.get("http/retained").statusCode()).isEqualTo(404);
    assertThat(api.post("http/retained?retain=maybe", "x").statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "http/path/a%20b, http/path/a b",
    "/http/path, /http/path",
    "http//path, http//path",
    "http/path/, http/path/",
    "http/path%2Fslash, http/path/slash",
    "http/path/%C3%A9, http/path/é",
    "http/path/$x, http/path/$x",
    "http/path/a;b=c, http/path/a;b=c",
  })
  void a_path_is_a_topic(String path, String topic) throws Exception {
    try (RawClient client = RawClient.connected(server.port(), "http-path")) {
      client.subscribe("#", 0);
      api.post(path, "x");
      assertThat(client.expect(Packet.PUBLISH).topic()).isEqualTo(topic);
    }
    assertThat(text(api.get(path))).isEqualTo("x");
  }

  @ParameterizedTest
  @CsvSource({
    "$SYS/x, 403, not-authorized",
    "http/a+b, 400, bad-request",
    "http/%23, 400, bad-request",
  })
  void what_may_not_be_published_is_refused_with_a_code(String path, int status, String code)
      throws Exception {
    HttpResponse<byte[]> response = api.post(path, "x");
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(text(response))
        .startsWith("{\"code\":\"" + code + "\",\"sentence\":\"")
        .endsWith(".\"}");
  }

  @Test
  void a_message_above_the_largest_packet_is_refused() throws Exception {
    HttpResponse<byte[]> response = api.post("http/large", "x".repeat((1 << 20) + 1));
    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(api.post("http/large", "x".repeat(1 << 20)).statusCode()).isEqualTo(413);
    assertThat(api.post("http/large", "x".repeat((1 << 20) - 100)).statusCode()).isEqualTo(200);
  }

  @Test
  void a_page_of_a_foreign_origin_is_refused() throws Exception {
    HttpResponse<byte[]> response =
        api.send(api.request("http/cors").header("Origin", "https://evil.example"));
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(text(response)).contains("\"code\":\"forbidden\"");
    String own = "http://127.0.0.1:" + server.port();
    api.post("http/cors", "x");
    response = api.send(api.request("http/cors").header("Origin", own));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "Access-Control-Allow-Origin")).isEqualTo(own);
  }

  @Test
  void openapi_tells_of_it() throws Exception {
    HttpRequest openapi =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/openapi"))
            .build();
    assertThat(HttpClient.newHttpClient().send(openapi, BodyHandlers.ofString()).body())
        .contains("/api/topics/{topic")
        .contains("/api/events");
  }
}
