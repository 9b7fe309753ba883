package dev.rialto.edge.ws;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;

/** A {@link WebSocketChannel} over the container's own session, by its asynchronous remote only. */
final class EndpointChannel implements WebSocketChannel {
  private static final Logger LOG = System.getLogger(EndpointChannel.class.getName());

  private final Session session;

  EndpointChannel(Session session) {
    this.session = session;
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
    try {
      session.close(new CloseReason(CloseCodes.getCloseCode(code), reason));
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.DEBUG, "A connection could not be closed; it is gone already.", e);
    }
  }

  @Override
  public void cut(int code, String reason) {
    close(code, reason); // so that the container forgets it; the frame will hardly get through
    if (session.getUserPrincipal() instanceof Remote remote) {
      remote.cut();
    }
  }
}
