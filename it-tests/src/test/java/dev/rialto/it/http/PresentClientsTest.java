package dev.rialto.it.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.it.raw.Packet;
import dev.rialto.it.raw.RawClient;
import dev.rialto.it.server.Server;
import dev.rialto.it.server.SharedServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who is connected, by HTTP and by MQTT. */
@ExtendWith(SharedServer.class)
class PresentClientsTest {
  private final Server server;

  PresentClientsTest(Server server) {
    this.server = server;
  }

  private HttpResponse<String> get(String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(server.http().resolve(path)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  @Test
  void http_tells_who_is_there_with_the_kind_of_each() throws Exception {
    try (RawClient client = RawClient.connected(server.port(), "present")) {
      client.subscribe("present", 0); // it is connected
      HttpResponse<String> response = get("api/presence");
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("Content-Type"))
          .contains("application/json;charset=UTF-8");
      assertThat(response.body())
          .startsWith("[{\"clientId\":")
          .containsPattern(
              "\\{\"clientId\":\"present\",\"since\":\"20[-0-9]{8}T[0-9:.]+Z\",\"kind\":\"mqtt\"}")
          .contains("\"kind\":\"http\"}")
          .endsWith("}]");
    }
  }

  @Test
  void mqtt_tells_who_comes_and_goes() throws Exception {
    try (RawClient watcher = RawClient.connected(server.port(), "presence-watcher")) {
      watcher.subscribe("$presence/presence-guest", 0);
      RawClient.connected(server.port(), "presence-guest").close();
      Packet joined = watcher.expect(Packet.PUBLISH);
      assertThat(joined.topic()).isEqualTo("$presence/presence-guest");
      assertThat(new String(joined.payload(), UTF_8)).contains("\"clientId\":\"presence-guest\"");
      assertThat(watcher.expect(Packet.PUBLISH).payload()).isEmpty();
    }
  }

  @Test
  void openapi_tells_of_it() throws Exception {
    assertThat(get("openapi").body()).contains("/api/presence");
  }
}
