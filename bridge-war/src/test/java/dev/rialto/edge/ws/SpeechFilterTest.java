package dev.rialto.edge.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.Settings;
import dev.rialto.edge.Rialto;
import dev.rialto.edge.client.Credentials;
import dev.rialto.observe.Counter;
import dev.rialto.wire.Payload;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the standard's endpoints for text and JSON are given of a handshake. */
class SpeechFilterTest {
  private final Rialto rialto = new Rialto();
  private final StringWriter body = new StringWriter();
  private int status = 200;
  private HttpServletRequest passed;

  private final HttpServletResponse response =
      Fakes.of(
          HttpServletResponse.class,
          (method, arguments) -> {
            switch (method) {
              case "setStatus" -> status = (int) arguments[0];
              case "getWriter" -> {
                return new PrintWriter(body, true);
              }
              default -> {} // headers, which HandshakeFilterTest looks at
            }
            return null;
          });

  @BeforeEach
  void start() throws Exception {
    Map<String, String> set = Map.of("rialto.store", "memory", "rialto.transport", "endpoint");
    rialto.start(new Settings(key -> Optional.ofNullable(set.get(key))), Runnable::run);
  }

  @AfterEach
  void stop() {
    rialto.stop();
  }

  private void filter(SpeechFilter filter, FakeRequest request) throws Exception {
    FilterChain chain = (admitted, same) -> passed = (HttpServletRequest) admitted;
    filter.doFilter(request.asRequest(), response, chain);
  }

  private Speech speech() {
    return ((Remote) passed.getUserPrincipal()).speech();
  }

  private static FakeRequest anna(String path) {
    return FakeRequest.handshake()
        .to("/r", path)
        .header("Authorization", "Basic YW5uYTpwYXNz"); // anna:pass
  }

  @Test
  void a_topic_of_any_depth_gets_to_the_one_path_of_its_endpoint() throws Exception {
    filter(SpeechFilter.text(rialto), anna("/text/a//b%20c"));
    assertThat(passed.getRequestURI()).isEqualTo("/r/text");
    TextTopic topic = (TextTopic) speech();
    assertThat(topic.topic().value()).isEqualTo("a//b c");
    assertThat(topic.credentials()).isEqualTo(new Credentials("anna", Payload.of("pass")));
  }

  @Test
  void json_comes_with_the_credentials_of_its_handshake() throws Exception {
    filter(SpeechFilter.json(rialto), anna("/json"));
    assertThat(passed.getRequestURI()).isEqualTo("/r/json");
    assertThat(passed).isInstanceOf(EndpointRequest.class);
    assertThat(speech()).isEqualTo(new JsonSpeech(new Credentials("anna", Payload.of("pass"))));
  }

  @Test
  void no_topic_gets_to_no_endpoint() throws Exception {
    filter(SpeechFilter.text(rialto), anna("/text"));
    assertThat(passed).isNull();
    assertThat(status).isEqualTo(400);
    assertThat(rialto.counters().get(Counter.HANDSHAKES_REFUSED)).isOne();
  }

  @Test
  void who_may_not_connect_is_refused() throws Exception {
    filter(SpeechFilter.json(rialto), FakeRequest.handshake().from("192.0.2.7"));
    assertThat(passed).isNull();
    assertThat(status).isEqualTo(403);
  }

  @Test
  void a_plain_request_is_told_to_upgrade() throws Exception {
    filter(SpeechFilter.json(rialto), FakeRequest.handshake().without("Upgrade"));
    assertThat(passed).isNull();
    assertThat(status).isEqualTo(426);
    assertThat(body.toString()).contains("JSON");
  }

  @Test
  void each_endpoint_names_its_own_subprotocol() {
    List<String> offered = List.of("mqtt", "arduino", "rialto.json");
    assertThat(new TextEndpoint.Subprotocol().getNegotiatedSubprotocol(List.of(), offered))
        .isEqualTo("arduino");
    assertThat(new JsonEndpoint.Subprotocol().getNegotiatedSubprotocol(List.of(), offered))
        .isEqualTo("rialto.json");
    assertThat(new JsonEndpoint.Subprotocol().getNegotiatedSubprotocol(List.of(), List.of("mqtt")))
        .isEmpty();
  }
}
