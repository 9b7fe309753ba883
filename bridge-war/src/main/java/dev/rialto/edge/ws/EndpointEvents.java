package dev.rialto.edge.ws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rialto.edge.Rialto;
import dev.rialto.edge.ws.frame.CloseCode;
import dev.rialto.observe.Counter;
import dev.rialto.session.Peer;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;

/**
 * What an endpoint of the standard's does, whatever is spoken: it gives what the container says to
 * a {@link Receiver}. The container calls from one thread at a time.
 */
final class EndpointEvents {
  private static final Logger LOG = System.getLogger(EndpointEvents.class.getName());

  private final Rialto rialto;
  private Receiver receiver;
  private QuietMoment quiet;
  private Brake brake;

  EndpointEvents(Rialto rialto) {
    this.rialto = rialto;
  }

  /** The handshake is complete. The principal is the mark of the filter that let it through. */
  void open(Session session) {
    Remote remote = (Remote) session.getUserPrincipal();
    open(session, remote.peer(), remote.speech());
  }

  void open(Session session, Peer peer, Speech speech) {
    EndpointChannel channel = new EndpointChannel(session, rialto.scheduler());
    quiet = channel.quiet();
    brake = channel.brake();
    receiver = speech.attend(rialto, peer, channel);
  }

  void binary(ByteBuffer part, boolean last) {
    rialto.counters().count(Counter.BYTES_RECEIVED, part.remaining());
    read(() -> receiver.binary(part, last));
  }

  void text(String part, boolean last) {
    ByteBuffer bytes = UTF_8.encode(part);
    rialto.counters().count(Counter.BYTES_RECEIVED, bytes.remaining());
    read(() -> receiver.text(bytes, last));
  }

  void pong() {
    read(() -> {});
  }

  private void read(Runnable action) {
    quiet.readBegins();
    try {
      Turn.run(
          () -> {
            receiver.heard();
            action.run();
          });
    } finally {
      if (!brake.hold()) {
        receiver.unstoppable();
      }
      quiet.readEnds();
    }
  }

  /** What the container, or the endpoint, threw. */
  void error(Session session, Throwable error) {
    LOG.log(Level.WARNING, "A connection failed.", error);
    if (receiver == null) { // open() failed, after which the container leaves the connection open
      EndpointChannel.close(session, CloseCode.UNEXPECTED.value(), "the server is not ready");
    } else {
      receiver.violation(CloseCode.UNEXPECTED, "the connection failed");
    }
  }

  void close(CloseReason reason) {
    if (receiver != null) {
      receiver.gone("the connection was closed (" + reason.getCloseCode() + ")");
    }
  }
}
