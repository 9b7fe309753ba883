package dev.rialto.edge.ws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rialto.time.Scheduler;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** A {@link WebSocketChannel} over the container's own session, by its asynchronous remote only. */
final class EndpointChannel implements WebSocketChannel {
  private static final Logger LOG = System.getLogger(EndpointChannel.class.getName());

  private final Session session;
  private final QuietMoment quiet;
  private final Brake brake = new Brake();

  EndpointChannel(Session session, Scheduler scheduler) {
    this.session = session;
    quiet = new QuietMoment(scheduler, () -> remote().ifPresent(Remote::stopReading));
  }

  private Optional<Remote> remote() {
    return session.getUserPrincipal() instanceof Remote remote
        ? Optional.of(remote)
        : Optional.empty();
  }

  /** When the container's threads are in and out. */
  QuietMoment quiet() {
    return quiet;
  }

  /** What keeps the container's thread, when it has brought something. */
  Brake brake() {
    return brake;
  }

  @Override
  public void pauseReading() {
    brake.pull();
  }

  @Override
  public void resumeReading() {
    brake.release();
  }

  @Override
  public void send(List<ByteBuffer> messages, Done done) {
    try {
      session
          .getAsyncRemote()
          .sendBinary(
              messages.get(0), result -> done.done(result.isOK() ? null : result.getException()));
    } catch (RuntimeException e) { // closed meanwhile; the container has no other way to say so
      done.done(e);
    }
  }

  @Override
  public void sendText(ByteBuffer message, Done done) {
    try {
      session
          .getAsyncRemote()
          .sendText(
              UTF_8.decode(message).toString(),
              result -> done.done(result.isOK() ? null : result.getException()));
    } catch (RuntimeException e) { // closed meanwhile
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
    brake.release(); // or it would not be quiet
    quiet.await(
        () -> {
          if (remote().map(Remote::isOpen).orElse(true)) { // or @OnClose follows by itself
            close(session, code, reason);
          }
        });
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
    brake.release();
    quiet.await(
        () -> {
          if (remote().map(Remote::isOpen).orElse(true)) {
            close(session, code, reason); // the container forgets it; the frame hardly gets through
            remote().ifPresent(Remote::cut);
          }
        });
  }
}
