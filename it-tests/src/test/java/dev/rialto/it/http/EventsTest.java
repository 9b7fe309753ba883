package dev.rialto.it.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.it.Await;
import dev.rialto.it.raw.RawClient;
import dev.rialto.it.server.Server;
import dev.rialto.it.server.SharedServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Server-Sent Events beside clients of MQTT. */
@ExtendWith(SharedServer.class)
class EventsTest {
  private static final Pattern VALUE = Pattern.compile("\"value\":\"(\\d+)\"");

  private final Server server;
  private final HttpClient http = HttpClient.newHttpClient();

  EventsTest(Server server) {
    this.server = server;
  }

  private HttpRequest.Builder request(String query) {
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + server.port() + "/api/events" + query))
        .timeout(Await.PATIENCE);
  }

  /** A stream of events, as far as they are data or have a name or an identifier. */
  private final class Events implements AutoCloseable {
    private final Stream<String> body;
    private final Iterator<String> lines;

    Events(String filter, String since) throws Exception {
      HttpRequest.Builder request = request("?filter=" + filter);
      if (since != null) {
        request.header("Last-Event-ID", since);
      }
      HttpResponse<Stream<String>> response = http.send(request.build(), BodyHandlers.ofLines());
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("text/event-stream");
      body = response.body();
      lines = body.iterator();
    }

    /** The next line that begins like this, without that. */
    String next(String beginning) {
      String line;
      do {
        line = lines.next();
      } while (!line.startsWith(beginning));
      return line.substring(beginning.length());
    }

    @Override
    public void close() {
      body.close();
    }
  }

  @Test
  void what_mqtt_publishes_comes_as_events() throws Exception {
    try (RawClient client = RawClient.connected(server.port(), "events");
        Events events = new Events("events/%23", null)) {
      assertThat(events.next("event: ")).isEqualTo("ready");
      client.publish("events/a", "21.5".getBytes(UTF_8));
      assertThat(events.next("data: {\"topic\"")).isEqualTo(":\"events/a\",\"value\":\"21.5\"}");
      client.publish("events/b", new byte[] {(byte) 0xFF});
      assertThat(events.next("data: {\"topic\"")).isEqualTo(":\"events/b\",\"base64\":\"/w==\"}");
    }
  }

  @Test
  void who_comes_back_gets_what_was_missed_in_order_once() throws Exception {
    List<String> got = new ArrayList<>();
    try (RawClient client = RawClient.connected(server.port(), "events-resume")) {
      String seen;
      try (Events events = new Events("resume/%2B", null)) {
        seen = events.next("id: ");
      }
      for (int i = 0; i < 50; i += 10) {
        for (int next = i; next < i + 10; next++) {
          client.publish("resume/" + next % 2, ("" + next).getBytes(UTF_8));
        }
        try (Events events = new Events("resume/%2B", seen)) {
          for (int next = i; next < i + 10; next++) {
            seen = events.next("id: ");
            got.add(events.next("data: ").replaceAll(".*\"value\":\"|\"}", ""));
          }
        }
      }
    }
    assertThat(got).isEqualTo(IntStream.range(0, 50).mapToObj(i -> "" + i).toList());
  }

  @Test
  void who_has_seen_another_life_of_the_server_is_told() throws Exception {
    try (Events events = new Events("another/life", "another-7")) {
      assertThat(events.next("event: ")).isEqualTo("gap");
    }
  }

  @Test
  void who_leaves_is_no_client_any_more() throws Exception {
    long before = server.counter("sessions");
    for (int i = 0; i < 5; i++) {
      try (Events events = new Events("leave", null)) {
        events.next("event: ");
      }
    }
    try (RawClient client = RawClient.connected(server.port(), "events-leave")) {
      Await.until(
          "the streams have noticed",
          () -> {
            client.publish("leave", "x".getBytes(UTF_8)); // a write shows that nobody is there
            return server.counter("sessions") <= before + 1;
          });
    }
  }

  private HttpResponse<String> poll(String query) throws Exception {
    return http.send(
        request(query).header("Accept", "application/json").build(), BodyHandlers.ofString());
  }

  @Test
  void long_polls_over_filters_lose_none_between_two_of_them() throws Exception {
    String filters = "?filter=poll/%2B&filter=more/%23";
    try (RawClient client = RawClient.connected(server.port(), "events-poll")) {
      assertThat(poll("").body()).isEqualTo("[]"); // of no topic, nothing
      HttpResponse<String> response = poll(filters);
      assertThat(response.body()).isEqualTo("[]");
      StringBuilder got = new StringBuilder();
      for (int i = 0; i < 20; i++) {
        String since = response.headers().firstValue("Rialto-Offset").orElseThrow();
        String next = filters + "&wait=25&since=" + since;
        if (i % 2 == 0) { // it comes while somebody waits, or perhaps between two polls
          CompletableFuture<HttpResponse<String>> waiting =
              http.sendAsync(
                  request(next).header("Accept", "application/json").build(),
                  BodyHandlers.ofString());
          client.publish("poll/a", ("" + i).getBytes(UTF_8));
          response = waiting.get();
        } else {
          client.publish("more", ("" + i).getBytes(UTF_8));
          response = poll(next);
        }
        got.append(response.body());
        assertThat(response.headers().firstValue("Rialto-Gap")).isEmpty();
      }
      assertThat(VALUE.matcher(got).results().map(each -> each.group(1)))
          .containsExactlyElementsOf(IntStream.range(0, 20).mapToObj(i -> "" + i).toList());
    }
    assertThat(poll(filters + "&wait=26").statusCode()).isEqualTo(400);
    assertThat(poll("?filter=%24share/a/b").statusCode()).isEqualTo(400);
  }

  @Test
  void what_is_no_filter_is_refused_with_a_code() throws Exception {
    for (String query : List.of("", "?filter=", "?filter=a%23")) {
      HttpResponse<String> response = http.send(request(query).build(), BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.body()).contains("\"code\":\"bad-request\"");
    }
  }

  @Test
  void a_page_of_a_foreign_origin_is_refused() throws Exception {
    HttpRequest foreign = request("?filter=a").header("Origin", "https://evil.example").build();
    assertThat(http.send(foreign, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
  }
}
