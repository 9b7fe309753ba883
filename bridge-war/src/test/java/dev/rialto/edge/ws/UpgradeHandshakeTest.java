package dev.rialto.edge.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.access.Visitor;
import dev.rialto.config.Setting;
import dev.rialto.edge.Rialto;
import dev.rialto.observe.Counter;
import dev.rialto.session.TestBroker;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which handshakes are completed, and with what (RFC 6455 section 4.2). */
class UpgradeHandshakeTest {
  private final Rialto rialto = new Rialto();
  private final Map<String, String> headers = new TreeMap<>();
  private final List<Integer> statuses = new ArrayList<>();
  private final StringWriter body = new StringWriter();
  private boolean flushed;

  private final HttpServletResponse response =
      Fakes.of(
          HttpServletResponse.class,
          (method, arguments) -> {
            switch (method) {
              case "setStatus" -> statuses.add((int) arguments[0]);
              case "setHeader" ->
                  assertThat(headers.put((String) arguments[0], (String) arguments[1])).isNull();
              case "setContentType" -> {}
              case "flushBuffer" -> flushed = true;
              case "getWriter" -> {
                return new PrintWriter(body, true);
              }
              default -> throw new AssertionError(method);
            }
            return null;
          });

  @BeforeEach
  void start() throws Exception {
    rialto.start(TestBroker.settings(Setting.STORE, "memory"), Runnable::run);
  }

  @AfterEach
  void stop() {
    rialto.stop();
  }

  private static FakeRequest handshake() {
    return FakeRequest.handshake()
        .header("Connection", "Upgrade")
        .header("Sec-WebSocket-Version", "13")
        .header("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
  }

  private void complete(FakeRequest request) throws ServletException, IOException {
    AdmittedRequest admitted =
        new AdmittedRequest(request.asRequest(), new Visitor("127.0.0.1", true));
    new UpgradeHandshake(rialto).complete(admitted, response);
  }

  private void assertRefused(int status) {
    assertThat(statuses).containsExactly(status);
    assertThat(flushed).isFalse();
    assertThat(body.toString().strip()).endsWith(".").doesNotContain("\n");
    assertThat(headers).doesNotContainKey("Sec-WebSocket-Accept");
  }

  @Test
  void a_handshake_is_completed_with_as_few_headers_as_possible() throws Exception {
    complete(handshake().header("Sec-WebSocket-Extensions", "permessage-deflate"));
    assertThat(statuses).containsExactly(101);
    assertThat(headers)
        .containsOnly(
            Map.entry("Connection", "Upgrade"),
            Map.entry("Upgrade", "websocket"),
            Map.entry("Sec-WebSocket-Accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
    assertThat(flushed).as("or the client waits for ever").isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mqtt | mqtt",
        "mqttv3.1 | mqttv3.1",
        "mqttv3.1,mqtt | mqttv3.1",
        "arduino , mqtt | mqtt",
        "arduino |",
        "MQTT |",
      })
  void the_subprotocol_is_the_first_that_both_know(String offered, String answer) throws Exception {
    complete(handshake().header("Sec-WebSocket-Protocol", offered));
    assertThat(headers.get("Sec-WebSocket-Protocol")).isEqualTo(answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Upgrade", "upgrade", "keep-alive, Upgrade", "UPGRADE,close"})
  void the_header_connection_may_say_more_than_upgrade(String connection) throws Exception {
    complete(handshake().without("Connection").header("Connection", connection));
    assertThat(statuses).containsExactly(101);
  }

  @Test
  void lines_of_the_same_header_are_one_list() throws Exception {
    complete(
        handshake()
            .without("Connection")
            .header("Connection", "keep-alive")
            .header("Connection", "Upgrade")
            .header("Sec-WebSocket-Protocol", "arduino")
            .header("Sec-WebSocket-Protocol", "mqtt"));
    assertThat(headers).containsEntry("Sec-WebSocket-Protocol", "mqtt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "8", "12", "14", "13, 8"})
  void another_version_is_answered_with_the_one_that_is_spoken(String version) throws Exception {
    complete(handshake().without("Sec-WebSocket-Version").header("Sec-WebSocket-Version", version));
    assertRefused(426);
    assertThat(headers).containsEntry("Sec-WebSocket-Version", "13");
  }

  @Test
  void no_version_is_another_version() throws Exception {
    complete(handshake().without("Sec-WebSocket-Version"));
    assertRefused(426);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AAAA", "not Base64 at all", "dGhlIHNhbXBsZSBub25jZSBpcyBsb25n"})
  void a_key_that_is_none_is_refused(String key) throws Exception {
    complete(handshake().without("Sec-WebSocket-Key").header("Sec-WebSocket-Key", key));
    assertRefused(400);
    assertThat(rialto.counters().get(Counter.HANDSHAKES_REFUSED)).isEqualTo(1);
  }

  @Test
  void a_handshake_without_a_key_is_refused() throws Exception {
    complete(handshake().without("Sec-WebSocket-Key"));
    assertRefused(400);
  }

  @Test
  void a_handshake_by_another_method_is_refused() throws Exception {
    complete(handshake().verb("POST"));
    assertRefused(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"close", "keep-alive", "Upgrades", ""})
  void a_connection_that_shall_not_be_upgraded_is_not(String connection) throws Exception {
    complete(handshake().without("Connection").header("Connection", connection));
    assertRefused(400);
  }
}
