package dev.rialto.edge.ws;

import dev.rialto.edge.Rialto;
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

  /** A thread reads for one connection at a time; an idle connection has no buffer. */
  private static final ThreadLocal<byte[]> BUFFER = ThreadLocal.withInitial(() -> new byte[READ]);

  private Rialto rialto;
  private Peer peer;
  private Runnable termination;
  private ServletInputStream in;
  private Speech speech;
  private Incoming incoming;
  private Reading reading;

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
      reading = new Reading(rialto.threads(), rialto.scheduler(), this::readOn);
      ServletWire wire = new ServletWire(connection, reading);
      FramedChannel channel = new FramedChannel(wire, termination, rialto.scheduler());
      incoming = speech.begin(rialto, peer, channel);
      in = connection.getInputStream();
      wire.tell(channel);
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
    // once it is over, the container may give the stream to another connection
    while (!incoming.isOver()
        && reading.mayGoOn()
        && in.isReady()) { // or this is called again, perhaps meanwhile
      int count = in.read(buffer);
      if (count < 0) {
        onAllDataRead();
      } else {
        incoming.read(ByteBuffer.wrap(buffer, 0, count));
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

  @Override
  public void onAllDataRead() {
    incoming.end("it closed the connection without a word");
  }

  @Override
  public void onError(Throwable error) {
    if (incoming != null) {
      incoming.end(
          error instanceof EOFException
              ? "it closed the connection without a word"
              : "the connection failed: " + error);
    }
  }

  /** The container has taken the connection away, or is just closing it as it was told to. */
  @Override
  public void destroy() {
    if (incoming != null) {
      incoming.end("the connection was closed");
    }
  }
}
