package dev.rialto.edge.ws;

import dev.rialto.edge.ws.frame.CloseCode;
import dev.rialto.edge.ws.frame.FrameException;
import dev.rialto.edge.ws.frame.FrameReader;
import dev.rialto.edge.ws.frame.Received;
import dev.rialto.observe.Counter;
import dev.rialto.observe.Counters;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;

/**
 * Cuts what comes in on one connection into frames, for whoever takes care of the client. One
 * thread at a time reads; the end may come by another.
 */
final class Incoming {
  private static final Logger LOG = System.getLogger(Incoming.class.getName());

  private final Counters counters;
  private final FrameReader frames;
  private final FramedChannel channel;
  private final Receiver receiver;
  private boolean refusing; // no frame can follow a broken one
  private volatile boolean over;

  Incoming(FrameReader frames, FramedChannel channel, Receiver receiver, Counters counters) {
    this.counters = counters;
    this.frames = frames;
    this.channel = channel;
    this.receiver = receiver;
  }

  /** Whether nothing that comes now is of any interest: the connection ends. */
  boolean isOver() {
    return over;
  }

  /**
   * Takes what one read has brought.
   *
   * @param bytes backed by an array, which is changed, and good until the method returns
   */
  void read(ByteBuffer bytes) {
    counters.count(Counter.BYTES_RECEIVED, bytes.remaining());
    if (refusing || over) {
      return;
    }
    Turn turn = Turn.begin();
    receiver.heard();
    try {
      Received received;
      while ((received = frames.next(bytes)) != null) {
        take(received);
      }
    } catch (FrameException e) {
      refusing = true;
      receiver.violation(e.code(), e.getMessage());
    } catch (RuntimeException e) {
      refusing = true;
      LOG.log(Level.WARNING, "A connection failed.", e);
      receiver.violation(CloseCode.UNEXPECTED, "the connection failed");
    } finally {
      turn.end();
    }
  }

  private void take(Received received) {
    if (received instanceof Received.Data data) {
      if (data.text()) {
        receiver.text(data.payload(), data.last());
      } else {
        receiver.binary(data.payload(), data.last());
      }
    } else if (received instanceof Received.Ping ping) {
      channel.pong(ping.payload());
    } else if (received instanceof Received.Close close) {
      over = true;
      channel.close(close.code(), ""); // its own code, unless this is itself an answer
      receiver.gone("it closed the WebSocket (" + close.code() + ")");
      channel.closed();
    }
  }

  /** The connection has ended, or is to. The caller must hold no locks. */
  void end(String sentence) {
    over = true;
    channel.abandon(new IOException(sentence));
    receiver.gone(sentence);
    channel.hangUp();
  }
}
