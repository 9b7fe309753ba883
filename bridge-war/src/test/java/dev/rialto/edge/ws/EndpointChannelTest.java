package dev.rialto.edge.ws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.rialto.time.ManualScheduler;
import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The container's session as the outbox sees it: it never throws, and always answers. */
class EndpointChannelTest {
  private final List<Throwable> results = new ArrayList<>();
  private final List<String> calls = new ArrayList<>();
  private Throwable failure;
  private SendResult result;

  private final ManualScheduler scheduler = new ManualScheduler();
  private final EndpointChannel channel =
      new EndpointChannel(
          Fakes.of(
              Session.class,
              (method, arguments) ->
                  switch (method) {
                    case "getAsyncRemote" -> Fakes.of(RemoteEndpoint.Async.class, this::remote);
                    case "close" -> {
                      CloseReason reason = (CloseReason) arguments[0];
                      yield called(
                          reason.getCloseCode().getCode() + " " + reason.getReasonPhrase());
                    }
                    case "getUserPrincipal" -> null;
                    default -> throw new AssertionError(method);
                  }),
          scheduler);

  private Object remote(String method, Object... arguments) throws Throwable {
    switch (method) {
      case "sendBinary" -> {
        var unused = called("send " + ((ByteBuffer) arguments[0]).remaining());
        ((SendHandler) arguments[1]).onResult(result);
      }
      case "sendText" -> {
        var unused = called("send text " + arguments[0]);
        ((SendHandler) arguments[1]).onResult(result);
      }
      case "sendPing" -> {
        return called("ping " + ((ByteBuffer) arguments[0]).remaining());
      }
      default -> throw new AssertionError(method);
    }
    return null;
  }

  private Object called(String call) throws Throwable {
    calls.add(call);
    if (failure != null) {
      throw failure;
    }
    return null;
  }

  private void send() {
    channel.send(List.of(ByteBuffer.wrap(new byte[3])), results::add);
  }

  @Test
  void text_is_sent_as_text() {
    result = new SendResult();
    channel.sendText(ByteBuffer.wrap("é".getBytes(UTF_8)), results::add);
    assertThat(calls).containsExactly("send text é");
    assertThat(results).hasSize(1).containsOnlyNulls();
  }

  @Test
  void text_that_cannot_be_sent_has_failed() {
    failure = new IllegalStateException("closed");
    channel.sendText(ByteBuffer.wrap(new byte[0]), results::add);
    assertThat(results).containsExactly(failure);
  }

  @Test
  void a_send_that_succeeds_has_no_error() {
    result = new SendResult();
    send();
    assertThat(calls).containsExactly("send 3");
    assertThat(results).hasSize(1).containsOnlyNulls();
  }

  @Test
  void a_send_that_fails_has_its_error() {
    IOException gone = new IOException("gone");
    result = new SendResult(gone);
    send();
    assertThat(results).containsExactly(gone);
  }

  @Test
  void a_send_that_throws_has_its_error_too() {
    failure = new IllegalStateException("closed");
    send();
    assertThat(results).containsExactly(failure);
  }

  @Test
  void a_ping_is_empty_and_never_throws() {
    channel.ping();
    failure = new IOException("gone");
    assertThatCode(channel::ping).doesNotThrowAnyException();
    failure = new IllegalStateException("closed");
    assertThatCode(channel::ping).doesNotThrowAnyException();
    assertThat(calls).containsExactly("ping 0", "ping 0", "ping 0");
  }

  @Test
  void a_close_has_code_and_reason_and_never_throws() {
    scheduler.pass(Duration.ofMillis(100));
    channel.close(1008, "quota exceeded");
    scheduler.pass(Duration.ofMillis(10));
    failure = new IOException("gone");
    channel.close(1003, "x");
    assertThatCode(() -> scheduler.pass(Duration.ofMillis(10))).doesNotThrowAnyException();
    failure = new IllegalStateException("closed");
    channel.close(1000, null);
    assertThatCode(() -> scheduler.pass(Duration.ofMillis(10))).doesNotThrowAnyException();
    assertThat(calls).containsExactly("1008 quota exceeded", "1003 x", "1000 ");
  }

  @Test
  void nothing_is_closed_while_the_container_may_be_busy_with_the_handshake() {
    channel.close(1008, "early");
    channel.cut(1008, "early too");
    scheduler.pass(Duration.ofMillis(109));
    assertThat(calls).isEmpty();
    scheduler.pass(Duration.ofMillis(1));
    assertThat(calls).containsExactly("1008 early", "1008 early too");
  }
}
