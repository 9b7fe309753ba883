package dev.rialto.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What browsers are told with each page. */
class PageHeadersTest {
  private final Map<String, Object> headers = new HashMap<>();
  private int passed;

  private static <T> T fake(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private void filter(String upgrade) throws Exception {
    filter("/index.html", upgrade);
  }

  private void filter(String path, String upgrade) throws Exception {
    HttpServletRequest request =
        fake(
            HttpServletRequest.class,
            (proxy, method, arguments) ->
                method.getName().equals("getServletPath")
                    ? path
                    : arguments[0].equals("Upgrade") ? upgrade : null);
    HttpServletResponse response =
        fake(
            HttpServletResponse.class,
            (proxy, method, arguments) -> headers.put((String) arguments[0], arguments[1]));
    FilterChain chain =
        (same, sameAgain) -> {
          assertThat(same).isSameAs(request);
          assertThat(sameAgain).isSameAs(response);
          passed++;
        };
    new PageHeaders().doFilter(request, response, chain);
  }

  @Test
  void a_page_may_run_its_own_files_only_and_stands_in_no_frame() throws Exception {
    filter(null);
    assertThat(passed).isEqualTo(1);
    assertThat(headers)
        .containsOnly(
            Map.entry(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'"),
            Map.entry("X-Content-Type-Options", "nosniff"),
            Map.entry("X-Frame-Options", "DENY"),
            Map.entry("Referrer-Policy", "no-referrer"));
  }

  @ParameterizedTest
  @CsvSource({
    "/rialto.js, *",
    "/rialto/client.js, *",
    "/js/filter.js, *",
    "/index.html,",
    "/api,",
    "/rialto/../api,",
    "/js/api/topics/a.js,"
  })
  void modules_are_for_pages_of_any_server_and_nothing_else_is(String path, String allowed)
      throws Exception {
    filter(path, null);
    assertThat(headers.get("Access-Control-Allow-Origin")).isEqualTo(allowed);
  }

  /** Small devices want the answer to a handshake in one small segment. */
  @Test
  void a_handshake_gets_none_of_that() throws Exception {
    filter("websocket");
    assertThat(passed).isEqualTo(1);
    assertThat(headers).isEmpty();
  }
}
