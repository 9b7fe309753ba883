package dev.rialto.edge.ws;

import dev.rialto.time.Scheduler;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;

/** A {@link WebSocketChannel} over the container's own session, by its asynchronous remote only. */
final class EndpointChannel implements WebSocketChannel {
  private static final Logger LOG = System.getLogger(EndpointChannel.class.getName());

  /**
   * How long the thread that opened a connection may still be busy with its handshake. Closed by
   * another thread meanwhile, Payara gives the request's objects back twice, and two connections
   * that come later share them: one of those is never closed, or fails.
   */
  private static final Duration HANDSHAKE = Duration.ofMillis(100);

  private final Session session;
  private final Scheduler scheduler;
  private final long opened;

  EndpointChannel(Session session, Scheduler scheduler) {
    this.session = session;
    this.scheduler = scheduler;
    opened = scheduler.now();
  }

  @Override
  public void send(ByteBuffer message, Done done) {
    try {
      session
          .getAsyncRemote()
          .sendBinary(message, result -> done.done(result.isOK() ? null : result.getException()));
    } catch (RuntimeException e) { // closed meanwhile; the container has no other way to say so
      done.done(e);
    }
  }

  @Override
  public void ping() {
    try {
      session.getAsyncRemote().sendPing(ByteBuffer.allocate(0));
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.DEBUG, "A ping could not be sent.", e); // @OnClose follows
    }
  }

  @Override
  public void close(int code, String reason) {
    afterHandshake(() -> close(session, code, reason));
  }

  private void afterHandshake(Runnable action) {
    Duration rest = HANDSHAKE.minusNanos(scheduler.now() - opened);
    if (rest.isNegative() || rest.isZero()) {
      action.run();
    } else {
      scheduler.after(rest, action);
    }
  }

  /** Closes at once; for a session that has never become a channel. */
  static void close(Session session, int code, String reason) {
    try {
      session.close(new CloseReason(CloseCodes.getCloseCode(code), reason));
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.DEBUG, "A connection could not be closed; it is gone already.", e);
    }
  }

  @Override
  public void cut(int code, String reason) {
    afterHandshake(() -> cutNow(code, reason));
  }

  private void cutNow(int code, String reason) {
    close(
        session, code,
        reason); // so that the container forgets it; the frame will hardly get through
    if (session.getUserPrincipal() instanceof Remote remote) {
      remote.cut();
    }
  }
}
