package dev.rialto.edge.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.access.Visitor;
import dev.rialto.config.InvalidSettingException;
import dev.rialto.config.Settings;
import dev.rialto.edge.Rialto;
import dev.rialto.observe.Counter;
import dev.rialto.session.Peer;
import dev.rialto.session.RecordingLink;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which handshakes reach the container's WebSockets, how, and what the others are told. */
class HandshakeFilterTest {
  private final Rialto rialto = new Rialto();
  private final Map<String, String> headers = new HashMap<>();
  private final StringWriter body = new StringWriter();
  private int status = 200;
  private HttpServletRequest passed;

  private final HttpServletResponse response =
      Fakes.of(
          HttpServletResponse.class,
          (method, arguments) -> {
            switch (method) {
              case "setStatus" -> status = (int) arguments[0];
              case "setHeader" -> headers.put((String) arguments[0], (String) arguments[1]);
              case "setContentType" -> headers.put("Content-Type", (String) arguments[0]);
              case "getWriter" -> {
                return new PrintWriter(body, true);
              }
              default -> throw new AssertionError(method);
            }
            return null;
          });

  private void filter(FakeRequest request, String... settings)
      throws InvalidSettingException, ServletException, IOException {
    Map<String, String> set = new HashMap<>();
    set.put("rialto.store", "memory");
    set.put("rialto.transport", "endpoint"); // the other one is UpgradeHandshake's own
    for (int i = 0; i < settings.length; i += 2) {
      set.put(settings[i], settings[i + 1]);
    }
    rialto.start(new Settings(key -> Optional.ofNullable(set.get(key))), Runnable::run);
    FilterChain chain = (admitted, same) -> passed = (HttpServletRequest) admitted;
    new HandshakeFilter(rialto).doFilter(request.asRequest(), response, chain);
  }

  @AfterEach
  void stop() {
    rialto.stop();
  }

  private void assertRefused(int expected, String sentence, int counted) {
    assertThat(passed).isNull();
    assertThat(status).isEqualTo(expected);
    assertThat(body.toString().strip()).isEqualTo(sentence).doesNotContain("\n");
    assertThat(headers)
        .containsEntry("Content-Type", "text/plain;charset=UTF-8")
        .containsEntry("X-Content-Type-Options", "nosniff")
        .containsEntry("Cache-Control", "no-store");
    assertThat(rialto.counters().get(Counter.HANDSHAKES_REFUSED)).isEqualTo(counted);
  }

  @Test
  void where_there_is_no_place_it_is_said_with_a_status() throws Exception {
    filter(FakeRequest.handshake().from("127.0.0.1"), "rialto.connections.address.max", "1");
    rialto.broker().open(new Peer("127.0.0.1"), new RecordingLink());
    passed = null;
    FilterChain chain = (admitted, same) -> passed = (HttpServletRequest) admitted;
    new HandshakeFilter(rialto).doFilter(FakeRequest.handshake().asRequest(), response, chain);
    assertRefused(429, "Not now: its address has as many connections as it may.", 1);
    assertThat(headers).containsEntry("Retry-After", "10");
  }

  @Test
  void where_too_many_come_it_is_said_with_a_status() throws Exception {
    filter(FakeRequest.handshake(), "rialto.connections.rate", "1");
    for (int i = 0; i < 10; i++) {
      rialto.broker().open(new Peer("10.0.0." + i), new RecordingLink());
    }
    passed = null;
    FilterChain chain = (admitted, same) -> passed = (HttpServletRequest) admitted;
    new HandshakeFilter(rialto).doFilter(FakeRequest.handshake().asRequest(), response, chain);
    assertRefused(503, "Not now: too many connections begin at the moment.", 1);
    assertThat(headers).containsEntry("Retry-After", "1");
  }

  private void assertPassed(String principal) {
    assertThat(passed).isNotNull();
    assertThat(passed.getUserPrincipal().getName()).isEqualTo(principal);
    assertThat(status).isEqualTo(200);
    assertThat(body.toString()).isEmpty();
    assertThat(headers).isEmpty();
    assertThat(rialto.counters().get(Counter.HANDSHAKES_REFUSED)).isZero();
  }

  private static final String STRANGER =
      "Only programs on this machine may connect, by a loopback address and without a proxy,"
          + " unless there is a rialto.access.passwords.file, or rialto.access.anonymous is set to anyone.";

  @Test
  void a_program_on_this_machine_gets_through_with_its_address_as_the_principal() throws Exception {
    filter(FakeRequest.handshake());
    assertPassed("127.0.0.1:51123");
  }

  @Test
  void the_engine_hears_as_whom_the_server_has_authenticated_it() throws Exception {
    filter(FakeRequest.handshake().user("joe"));
    assertThat(((Remote) passed.getUserPrincipal()).peer().visitor())
        .isEqualTo(new Visitor("127.0.0.1", true, "joe"));
  }

  @Test
  void a_stranger_is_refused() throws Exception {
    filter(FakeRequest.handshake().from("192.0.2.7"));
    assertRefused(403, STRANGER, 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Forwarded",
        "X-Forwarded-For",
        "X-Forwarded-Proto",
        "X-Forwarded-Host",
        "X-Forwarded-Server",
        "X-Forwarded-Anything",
        "X-Forwarded",
        "X-Real-IP",
        "Via",
        "via",
        "x-FORWARDED-for",
        "forwarded"
      })
  void whatever_only_proxies_add_is_refused(String header) throws Exception {
    for (String value : new String[] {"127.0.0.1", ""}) {
      passed = null;
      filter(FakeRequest.handshake().header(header, value));
      assertThat(passed).isNull();
      assertThat(status).isEqualTo(403);
      rialto.stop();
    }
  }

  @Test
  void a_foreign_page_is_refused() throws Exception {
    filter(FakeRequest.handshake().header("Origin", "https://evil.example"));
    assertRefused(
        403,
        "Pages of this origin may not connect; rialto.access.origins lists those that may,"
            + " and rialto.access.proxies names a proxy that ends TLS.",
        1);
  }

  @Test
  void a_page_of_this_server_gets_through_with_and_without_tls() throws Exception {
    filter(FakeRequest.handshake().header("Origin", "https://localhost:8080").secure());
    assertPassed("127.0.0.1:51123");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Cookie", "Authorization", "(a user of the container's)"})
  void a_page_with_credentials_does_not_pass_as_an_arduino(String credential) throws Exception {
    FakeRequest request = FakeRequest.handshake().header("Origin", "file://");
    filter(credential.startsWith("(") ? request.user("joe") : request.header(credential, "x"));
    assertThat(passed).isNull();
    assertThat(status).isEqualTo(403);
  }

  @Test
  void an_arduino_gets_through() throws Exception {
    filter(FakeRequest.handshake().header("Origin", "file://"));
    assertPassed("127.0.0.1:51123");
  }

  @Test
  void a_request_that_is_no_handshake_is_told_what_this_is_and_not_counted() throws Exception {
    filter(FakeRequest.handshake().without("Upgrade"));
    assertRefused(426, "This is for MQTT clients, over a WebSocket.", 0);
    assertThat(headers).containsEntry("Upgrade", "websocket"); // RFC 9110 section 15.5.22
  }

  @ParameterizedTest
  @CsvSource({"h2c, false", "WebSocket, true", "WEBSOCKET, true", "'websocket, h2c', false"})
  void the_upgrade_is_to_websockets_in_any_case(String upgrade, boolean allowed) throws Exception {
    filter(FakeRequest.handshake().without("Upgrade").header("Upgrade", upgrade));
    assertThat(passed != null).isEqualTo(allowed);
    assertThat(status).isEqualTo(allowed ? 200 : 426);
  }

  @Test
  void a_stranger_is_not_even_told_what_this_is() throws Exception {
    filter(FakeRequest.handshake().without("Upgrade").from("192.0.2.7"));
    assertRefused(403, STRANGER, 1);
  }

  @ParameterizedTest
  @CsvSource({
    "'', false",
    "mqtt, true",
    "mqttv3.1, true",
    "'chat, mqtt', true",
    "'chat ,\tmqttv3.1 ', true",
    "chat, false",
    "MQTT, false",
    "mqttv5, false",
    "'mqtt;mqttv3.1', false",
  })
  void a_subprotocol_can_be_demanded(String offered, boolean allowed) throws Exception {
    FakeRequest request = FakeRequest.handshake().header("Sec-WebSocket-Protocol", "arduino");
    filter(
        offered.isEmpty()
            ? request.without("Sec-WebSocket-Protocol")
            : request.header("Sec-WebSocket-Protocol", offered),
        "rialto.websocket.subprotocol.required",
        "true");
    if (allowed) {
      assertPassed("127.0.0.1:51123");
    } else {
      assertRefused(400, "The client offers neither of the subprotocols mqtt and mqttv3.1.", 1);
    }
  }

  @Test
  void otherwise_any_subprotocol_will_do() throws Exception {
    filter(FakeRequest.handshake().header("Sec-WebSocket-Protocol", "arduino"));
    assertPassed("127.0.0.1:51123");
  }

  @ParameterizedTest
  @CsvSource({"'', /mqtt", "'', /ws", "/rialto, /ws", "/rialto, /mqtt"})
  void whatever_path_the_client_used_the_endpoint_sees_its_own(String context, String path)
      throws Exception {
    filter(FakeRequest.handshake().to(context, path), "rialto.mqtt.paths", "/ws");
    assertThat(passed.getRequestURI()).isEqualTo(context + "/mqtt");
    assertThat(passed).isInstanceOf(EndpointRequest.class); // what comes together is one turn
  }

  private static final String[] BEHIND_PROXY = {
    "rialto.access.anonymous", "anyone", "rialto.access.proxies", "10.0.0.1"
  };

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10.0.0.1  | X-Forwarded-For | 192.0.2.7                   | 192.0.2.7",
        "10.0.0.1  | X-Forwarded-For | 6.6.6.6, 192.0.2.7          | 192.0.2.7",
        "10.0.0.1  | Forwarded       | for=6.6.6.6,for=\"[::7]:1\" | ::7",
        "10.0.0.1  | Via             | 1.1 proxy                   | 10.0.0.1:51123",
        "192.0.2.9 | X-Forwarded-For | 6.6.6.6                     | 192.0.2.9:51123",
        "192.0.2.9 | Forwarded       | for=6.6.6.6                 | 192.0.2.9:51123",
      })
  void only_a_named_proxy_is_believed_who_the_client_is(
      String peer, String header, String value, String principal) throws Exception {
    filter(FakeRequest.handshake().from(peer).header(header, value), BEHIND_PROXY);
    assertPassed(principal);
  }

  @Test
  void a_liars_own_line_of_the_header_comes_before_the_proxys() throws Exception {
    filter(
        FakeRequest.handshake()
            .from("10.0.0.1")
            .header("X-Forwarded-For", "6.6.6.6")
            .header("X-Forwarded-For", "192.0.2.7"),
        BEHIND_PROXY);
    assertPassed("192.0.2.7");
  }

  /** The proxy writes X-Forwarded-For and hands on a Forwarded header that it doesn't know. */
  @Test
  void a_liar_does_not_get_by_with_the_header_that_the_proxy_does_not_write() throws Exception {
    filter(
        FakeRequest.handshake()
            .from("10.0.0.1")
            .header("Forwarded", "for=6.6.6.6")
            .header("X-Forwarded-For", "192.0.2.7"),
        BEHIND_PROXY);
    assertPassed("10.0.0.1:51123");
  }
}
