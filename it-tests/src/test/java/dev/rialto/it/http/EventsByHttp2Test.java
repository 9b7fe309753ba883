package dev.rialto.it.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.it.raw.Tls;
import dev.rialto.it.server.Ports;
import dev.rialto.it.server.Server;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Events by HTTP/2, where Payara cuts what lasts longer than some 45 s. */
@Tag("long")
class EventsByHttp2Test {
  @Test
  void a_stream_ends_by_itself_before_it_is_cut() throws Exception {
    int port = Ports.free();
    try (Server server = Server.startSecure("events-http2", port)) {
      HttpClient http = HttpClient.newBuilder().sslContext(Tls.context()).build();
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/api/events?filter=a"))
              .build();
      long begin = System.nanoTime();
      HttpResponse<Stream<String>> response = http.send(request, BodyHandlers.ofLines());
      assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
      List<String> lines = response.body().toList(); // fails if the stream is cut
      assertThat(lines).contains("event: ready");
      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(40));
      assertThat(server.counter("sessions")).isZero();
    }
  }
}
