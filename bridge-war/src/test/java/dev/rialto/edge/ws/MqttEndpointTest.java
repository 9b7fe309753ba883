package dev.rialto.edge.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rialto.config.InvalidSettingException;
import dev.rialto.config.Setting;
import dev.rialto.edge.Rialto;
import dev.rialto.session.TestBroker;
import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.security.Principal;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A connection's life as the container tells it, with the real engine behind. */
class MqttEndpointTest {
  private static final String CONNECT = "100c00044d5154540402000000 00".replace(" ", "");
  private static final String CONNACK = "20020000";
  private static final String PINGREQ = "c000";
  private static final String PINGRESP = "d000";

  private final Rialto rialto = new Rialto();
  private final List<String> sent = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1); // a moment after it is decided
  private Principal principal = () -> "192.0.2.7:51123";
  private final Session session = Fakes.of(Session.class, this::session);
  private final MqttEndpoint endpoint = new MqttEndpoint(rialto);

  private Object session(String method, Object... arguments) {
    switch (method) {
      case "getUserPrincipal" -> {
        return principal;
      }
      case "getAsyncRemote" -> {
        return Fakes.of(RemoteEndpoint.Async.class, this::remote);
      }
      case "close" -> {
        sent.add("close " + ((CloseReason) arguments[0]).getCloseCode().getCode());
        closed.countDown();
      }
      default -> throw new AssertionError(method);
    }
    return null;
  }

  private Object remote(String method, Object... arguments) {
    ByteBuffer message = (ByteBuffer) arguments[0];
    byte[] bytes = new byte[message.remaining()];
    message.get(bytes);
    sent.add(HexFormat.of().formatHex(bytes));
    ((SendHandler) arguments[1]).onResult(new SendResult());
    return null;
  }

  private static ByteBuffer bytes(String hex) {
    return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
  }

  @BeforeEach
  void start() throws InvalidSettingException {
    rialto.start(TestBroker.settings(Setting.STORE, "memory"), Runnable::run);
  }

  @AfterEach
  void stop() {
    rialto.stop();
  }

  @Test
  void packets_come_in_whatever_pieces() {
    endpoint.open(session);
    String stream = CONNECT + PINGREQ + PINGREQ;
    for (int i = 0; i < stream.length(); i += 2) {
      endpoint.binary(bytes(stream.substring(i, i + 2)), i % 4 == 0);
    }
    assertThat(String.join("", sent)).isEqualTo(CONNACK + PINGRESP + PINGRESP);
  }

  @Test
  void many_packets_come_in_one_message() {
    endpoint.open(session);
    endpoint.binary(bytes(CONNECT + PINGREQ + PINGREQ + PINGREQ), true);
    assertThat(String.join("", sent)).isEqualTo(CONNACK + PINGRESP.repeat(3));
  }

  @Test
  void what_is_no_packet_ends_the_connection() throws InterruptedException {
    endpoint.open(session);
    endpoint.binary(bytes(CONNECT + "00ff"), true);
    endpoint.binary(bytes(PINGREQ), true);
    assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(sent).containsExactly(CONNACK, "close 1002");
  }

  @Test
  void a_text_message_ends_the_connection() throws InterruptedException {
    endpoint.open(session);
    endpoint.text("461", true);
    assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(sent).containsExactly("close 1003");
  }

  @Test
  void an_error_ends_the_connection() throws InterruptedException {
    endpoint.open(session);
    endpoint.binary(bytes(CONNECT), true);
    endpoint.error(session, new IllegalStateException("on purpose"));
    endpoint.close(new CloseReason(CloseReason.CloseCodes.CLOSED_ABNORMALLY, ""));
    assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(sent).containsExactly(CONNACK, "close 1011");
  }

  private void assertClosedThoughNeverOpened() {
    assertThatThrownBy(() -> endpoint.open(session)).isInstanceOf(RuntimeException.class);
    endpoint.error(session, new IllegalStateException("what open() threw"));
    assertThat(sent).containsExactly("close 1011");
    assertThatCode(
            () -> endpoint.close(new CloseReason(CloseReason.CloseCodes.CLOSED_ABNORMALLY, "")))
        .doesNotThrowAnyException();
  }

  @Test
  void a_connection_that_comes_while_the_server_stops_is_closed() {
    rialto.stop();
    assertClosedThoughNeverOpened();
  }

  /** The principal is the mark of the filter: nothing that went round it is served. */
  @Test
  void a_connection_that_did_not_come_through_the_filter_is_closed() {
    principal = null;
    assertClosedThoughNeverOpened();
  }
}
