package dev.rialto.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.access.Visitor;
import dev.rialto.edge.Rialto;
import dev.rialto.edge.client.Credentials;
import dev.rialto.time.ManualScheduler;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventsTest {
  private static <T> T fake(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /** An asynchronous response that nobody completes is waited for as long as the client likes. */
  @Test
  void a_server_that_stops_says_so_at_once() throws Exception {
    HttpClients stopped =
        new HttpClients(
            (peer, link) -> {
              throw new IllegalStateException("the server stops");
            },
            ManualScheduler::new);
    Caller caller =
        new Caller(
            stopped,
            new Visitor("192.0.2.7", true),
            Credentials.NONE,
            new Hands(Runnable::run),
            List.of());
    List<String> asked = new ArrayList<>();
    HttpServletRequest request =
        fake(
            HttpServletRequest.class,
            (proxy, method, arguments) -> {
              asked.add(method.getName());
              return switch (method.getName()) {
                case "getHeader" -> arguments[0].equals("Accept") ? "application/json" : null;
                case "getParameterValues" -> new String[] {"a"};
                case "getAttribute" -> caller;
                default -> null;
              };
            });
    List<Object> statuses = new ArrayList<>();
    StringWriter body = new StringWriter();
    HttpServletResponse response =
        fake(
            HttpServletResponse.class,
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "setStatus" -> {
                    statuses.add(arguments[0]);
                    yield null;
                  }
                  case "getWriter" -> new PrintWriter(body, true);
                  default -> null;
                });
    new Events(new Rialto()).doGet(request, response);
    assertThat(statuses).containsExactly(503);
    assertThat(body.toString()).contains("server-unavailable");
    assertThat(asked).doesNotContain("startAsync");
  }
}
