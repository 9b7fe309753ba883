package dev.rialto.edge.ws;

import dev.rialto.config.Setting;
import dev.rialto.edge.Rialto;
import dev.rialto.edge.ws.frame.CloseCode;
import dev.rialto.edge.ws.frame.FrameException;
import dev.rialto.edge.ws.frame.FrameReader;
import dev.rialto.edge.ws.frame.Received;
import dev.rialto.session.Peer;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.EOFException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;

/**
 * WebSockets in frames of our own over the connection that a servlet container hands over. It does
 * per read what the container's WebSockets do per frame.
 *
 * <p>The container makes one instance per connection, and calls it from one thread at a time, but
 * for {@link #destroy} and {@link #onError}.
 */
public final class UpgradeHandler implements HttpUpgradeHandler, ReadListener {
  private static final Logger LOG = System.getLogger(UpgradeHandler.class.getName());
  private static final int READ = 32 << 10;

  /** A frame may carry packets besides the largest one. */
  private static final long BESIDES = 64 << 10;

  /** A thread reads for one connection at a time; an idle connection has no buffer. */
  private static final ThreadLocal<byte[]> BUFFER = ThreadLocal.withInitial(() -> new byte[READ]);

  private Rialto rialto;
  private Peer peer;
  private Runnable termination;
  private ServletInputStream in;
  private UpgradeChannel channel;
  private Reading reading;
  private FrameReader frames;
  private Speech speech;
  private Receiver attendant;
  private boolean refusing; // no frame can follow a broken one
  private volatile boolean over; // the container may give the stream to another connection

  /** Called by the container. */
  public UpgradeHandler() {}

  /** Tells for whom, and how to end the connection by force, before {@link #init}. */
  void serve(Rialto deployment, Speech spoken, Peer client, Runnable ending) {
    rialto = deployment;
    speech = spoken;
    peer = client;
    termination = ending;
  }

  @Override
  public void init(WebConnection connection) {
    try {
      frames = new FrameReader(rialto.settings().number(Setting.PACKET_MAX) + BESIDES);
      channel = new UpgradeChannel(connection, termination, rialto.scheduler());
      reading = new Reading(rialto.threads(), rialto.scheduler(), this::readOn);
      channel.readBy(reading);
      attendant = speech.attend(rialto, peer, channel);
      in = connection.getInputStream();
      connection.getOutputStream().setWriteListener(channel);
      in.setReadListener(this);
    } catch (IOException | RuntimeException e) { // such as when the server is just stopping
      LOG.log(Level.DEBUG, "A connection could not be served.", e);
      onError(e);
      hangUp(connection);
    }
  }

  private static void hangUp(WebConnection connection) {
    try {
      connection.close();
    } catch (Exception e) { // the interface's own
      LOG.log(Level.DEBUG, "A connection could not be closed; it is gone already.", e);
    }
  }

  @Override
  public void onDataAvailable() throws IOException {
    byte[] buffer = BUFFER.get();
    while (!over
        && reading.mayGoOn()
        && in.isReady()) { // or else this is called again, perhaps before it has returned
      int count = in.read(buffer);
      if (count < 0) {
        onAllDataRead();
      } else if (!refusing) {
        read(ByteBuffer.wrap(buffer, 0, count));
      }
    }
  }

  /** In a thread of its own, since the container has been left without asking for more. */
  private void readOn() {
    try {
      onDataAvailable();
    } catch (IOException e) {
      onError(e);
    } catch (RuntimeException e) { // the container would tell of it, if it were its thread
      LOG.log(Level.DEBUG, "A connection could not be read on.", e);
      onError(e);
    }
  }

  private void read(ByteBuffer bytes) {
    Turn turn = Turn.begin();
    attendant.heard();
    try {
      Received received;
      while ((received = frames.next(bytes)) != null) {
        take(received);
      }
    } catch (FrameException e) {
      refusing = true;
      attendant.violation(e.code(), e.getMessage());
    } catch (RuntimeException e) {
      refusing = true;
      LOG.log(Level.WARNING, "A connection failed.", e);
      attendant.violation(CloseCode.UNEXPECTED, "the connection failed: " + e);
    } finally {
      turn.end();
    }
  }

  private void take(Received received) {
    if (received instanceof Received.Data data) {
      if (data.text()) {
        attendant.text(data.payload(), data.last());
      } else {
        attendant.binary(data.payload(), data.last());
      }
    } else if (received instanceof Received.Ping ping) {
      channel.pong(ping.payload());
    } else if (received instanceof Received.Close close) {
      over = true;
      channel.close(close.code(), ""); // its own code, unless this is itself an answer
      attendant.gone("it closed the WebSocket (" + close.code() + ")");
      channel.closed();
    }
  }

  @Override
  public void onAllDataRead() {
    end("it closed the connection without a word");
  }

  @Override
  public void onError(Throwable error) {
    if (attendant != null) {
      end(
          error instanceof EOFException
              ? "it closed the connection without a word"
              : "the connection failed: " + error);
    }
  }

  /** The container has taken the connection away, or is just closing it as it was told to. */
  @Override
  public void destroy() {
    if (attendant != null) {
      end("the connection was closed");
    }
  }

  private void end(String sentence) {
    over = true;
    channel.abandon(new IOException(sentence));
    attendant.gone(sentence);
    channel.hangUp();
  }
}
