package dev.rialto.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.Setting;
import dev.rialto.edge.Rialto;
import dev.rialto.observe.Counter;
import dev.rialto.session.TestBroker;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may use topics by HTTP, and what browsers are told about it. */
class ApiFilterTest {
  private static final String LISTED = "https://www.example.org";

  private final Rialto rialto = new Rialto();
  private final Map<String, String> sent = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, Object> attributes = new HashMap<>();
  private final Map<String, String> headers = new HashMap<>();
  private final StringWriter body = new StringWriter();
  private int status = 200;
  private int passes;

  ApiFilterTest() {
    sent.put("Host", "localhost:8080");
  }

  private static <T> T fake(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private String uri = "/api/topics/t";
  private String query;

  private HttpServletRequest request(String verb, String peer) {
    return fake(
        HttpServletRequest.class,
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "getMethod" -> verb;
              case "getRequestURI" -> uri;
              case "getContextPath" -> "";
              case "getQueryString" -> query;
              case "getRemoteAddr" -> peer;
              case "isSecure" -> false;
              case "getHeader" -> sent.get(arguments[0]);
              case "getHeaderNames" -> Collections.enumeration(sent.keySet());
              case "getHeaders" ->
                  Collections.enumeration(
                      Optional.ofNullable(sent.get(arguments[0])).map(List::of).orElse(List.of()));
              case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
              case "getAttribute" -> attributes.get(arguments[0]);
              default -> null;
            });
  }

  private void filter(String verb, String peer) throws Exception {
    rialto.start(
        TestBroker.settings(Setting.STORE, "memory", Setting.ACCESS_ORIGINS, LISTED),
        Runnable::run);
    HttpServletResponse response =
        fake(
            HttpServletResponse.class,
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "setStatus" -> {
                    status = (int) arguments[0];
                    yield null;
                  }
                  case "setHeader", "addHeader" ->
                      headers.put((String) arguments[0], (String) arguments[1]);
                  case "getWriter" -> new PrintWriter(body, true);
                  default -> null;
                });
    HttpServletRequest request = request(verb, peer);
    new ApiFilter(rialto, Runnable::run).doFilter(request, response, (same, sameAgain) -> passes++);
  }

  @AfterEach
  void stop() {
    rialto.stop();
  }

  @Test
  void a_program_on_this_machine_gets_through_as_a_client_of_its_address() throws Exception {
    filter("GET", "127.0.0.1");
    assertThat(passes).isOne();
    assertThat(Caller.of(request("GET", "127.0.0.1")).visitor().address()).isEqualTo("127.0.0.1");
    assertThat(headers).doesNotContainKey("Access-Control-Allow-Origin");
  }

  @Test
  void a_stranger_is_refused_with_a_code_and_a_sentence() throws Exception {
    filter("GET", "192.0.2.7");
    assertThat(passes).isZero();
    assertThat(status).isEqualTo(403);
    assertThat(body.toString()).contains("\"code\":\"forbidden\"", "rialto.access.anonymous");
    assertThat(rialto.counters().get(Counter.HANDSHAKES_REFUSED)).isOne();
  }

  @Test
  void a_page_of_a_foreign_origin_is_refused_and_may_not_read_why() throws Exception {
    sent.put("Origin", "https://evil.example");
    filter("POST", "127.0.0.1");
    assertThat(passes).isZero();
    assertThat(status).isEqualTo(403);
    assertThat(headers).doesNotContainKey("Access-Control-Allow-Origin");
  }

  @Test
  void a_page_of_a_listed_origin_may_read_the_answer() throws Exception {
    sent.put("Origin", LISTED);
    filter("POST", "127.0.0.1");
    assertThat(passes).isOne();
    assertThat(headers)
        .containsEntry("Access-Control-Allow-Origin", LISTED)
        .containsEntry("Access-Control-Expose-Headers", "ETag, Rialto-Offset, Rialto-Gap")
        .containsEntry("Vary", "Origin");
  }

  @Test
  void a_browser_that_asks_first_is_told_what_is_allowed() throws Exception {
    sent.put("Origin", LISTED);
    sent.put("Access-Control-Request-Method", "DELETE");
    filter("OPTIONS", "127.0.0.1");
    assertThat(passes).isZero();
    assertThat(status).isEqualTo(204);
    assertThat(headers)
        .containsEntry("Access-Control-Allow-Origin", LISTED)
        .containsEntry("Access-Control-Allow-Methods", "GET, HEAD, POST, DELETE");
  }

  @Test
  void a_browser_that_asks_first_for_a_foreign_page_is_told_nothing() throws Exception {
    sent.put("Origin", "https://evil.example");
    sent.put("Access-Control-Request-Method", "DELETE");
    filter("OPTIONS", "127.0.0.1");
    assertThat(status).isEqualTo(403);
    assertThat(headers)
        .doesNotContainKeys("Access-Control-Allow-Origin", "Access-Control-Allow-Methods");
  }

  @Test
  void a_page_of_a_listed_origin_may_use_its_users_cookies() throws Exception {
    sent.put("Origin", LISTED);
    filter("POST", "127.0.0.1");
    assertThat(headers).containsEntry("Access-Control-Allow-Credentials", "true");
  }

  @Test
  void a_ticket_is_for_the_stream_of_events_alone() throws Exception {
    query = "ticket=abc";
    filter("GET", "127.0.0.1");
    assertThat(Caller.of(request("GET", "127.0.0.1")).visitor().ticket()).isNull();
    uri = "/api/events";
    stop();
    filter("GET", "127.0.0.1");
    assertThat(Caller.of(request("GET", "127.0.0.1")).visitor().ticket()).isNotNull();
  }

  @Test
  void nothing_that_was_published_runs_in_a_browser() throws Exception {
    filter("GET", "127.0.0.1");
    assertThat(headers.get("Content-Security-Policy")).contains("sandbox", "default-src 'none'");
  }
}
