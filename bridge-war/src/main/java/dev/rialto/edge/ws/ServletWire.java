package dev.rialto.edge.ws;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.List;

/** The servlet stream of an upgraded connection. */
final class ServletWire implements Wire {
  private static final Logger LOG = System.getLogger(ServletWire.class.getName());

  private final WebConnection connection;
  private final ServletOutputStream out;
  private final Reading reading;

  ServletWire(WebConnection connection, Reading reading) throws IOException {
    this.connection = connection;
    this.reading = reading;
    out = connection.getOutputStream();
  }

  /** Tells a channel from now on when the stream is ready again, or broken. */
  void tell(FramedChannel channel) {
    out.setWriteListener(
        new WriteListener() {
          @Override
          public void onWritePossible() {
            channel.writable();
          }

          @Override
          public void onError(Throwable error) {
            channel.fail(error);
          }
        });
  }

  @Override
  public boolean isReady() {
    return out.isReady();
  }

  @Override
  public void write(List<ByteBuffer> frames) throws IOException {
    ByteBuffer all = frames.size() == 1 ? frames.get(0) : joined(frames); // one call, see isReady()
    out.write(all.array(), all.arrayOffset() + all.position(), all.remaining());
  }

  private static ByteBuffer joined(List<ByteBuffer> frames) {
    ByteBuffer all = ByteBuffer.allocate(frames.stream().mapToInt(ByteBuffer::remaining).sum());
    frames.forEach(all::put);
    return all.flip();
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void pauseReading() {
    reading.pause();
  }

  @Override
  public void resumeReading() {
    reading.resume();
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (Exception e) { // the interface's own; nothing is left to be done
      LOG.log(Level.DEBUG, "A connection could not be closed; it is gone already.", e);
    }
  }
}
