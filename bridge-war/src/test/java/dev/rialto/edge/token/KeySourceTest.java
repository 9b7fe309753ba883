package dev.rialto.edge.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys that come by HTTP. */
class KeySourceTest {
  private HttpServer server;
  private int status = 200;
  private byte[] body = "{}".getBytes(UTF_8);

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/keys",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/other");
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String read() throws IOException {
    return KeySource.of("http://127.0.0.1:" + server.getAddress().getPort() + "/keys").read();
  }

  @Test
  void they_are_what_is_there() throws IOException {
    assertThat(read()).isEqualTo("{}");
  }

  @Test
  void another_answer_is_none_and_nobody_is_sent_elsewhere() {
    for (int other : new int[] {302, 404, 503}) {
      status = other;
      assertThatThrownBy(this::read)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("" + other);
    }
  }

  @Test
  void an_answer_has_an_end() {
    body = new byte[KeySource.LONGEST + 1];
    assertThatThrownBy(this::read).hasMessageContaining("longer");
  }

  @Test
  void a_server_that_is_not_there_is_a_problem_and_no_more() {
    server.stop(0);
    assertThatThrownBy(this::read).isInstanceOf(IOException.class);
  }
}
