package dev.rialto.edge.ws;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CancellationException;
import org.glassfish.grizzly.CompletionHandler;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.WriteResult;
import org.glassfish.grizzly.memory.Buffers;

/**
 * A connection of Grizzly's, without HTTP. It is ready when what was written before is with the
 * operating system, so nothing of ours waits in the container.
 */
final class GrizzlyWire implements Wire, CompletionHandler<WriteResult<Object, Object>> {
  private final Connection<?> connection;
  private FramedChannel channel;
  private volatile boolean writing;

  GrizzlyWire(Connection<?> connection) {
    this.connection = connection;
  }

  /** Tells a channel from now on when the connection is ready again, or broken. */
  void tell(FramedChannel whenReady) {
    channel = whenReady;
  }

  @Override
  public boolean isReady() {
    return !writing;
  }

  @Override
  @SuppressWarnings("unchecked") // it is told of each write, whatever the address' type
  public void write(ByteBuffer frame) {
    writing = true;
    ((Connection<Object>) connection)
        .write(null, Buffers.wrap(connection.getMemoryManager(), frame), (CompletionHandler) this);
  }

  /** What is written leaves at once. */
  @Override
  public void flush() {}

  @Override
  public void close() {
    connection.closeSilently();
  }

  @Override
  public void completed(WriteResult<Object, Object> result) {
    writing = false;
    channel.writable();
  }

  @Override
  public void failed(Throwable error) {
    channel.fail(error);
  }

  @Override
  public void cancelled() {
    failed(new IOException(new CancellationException()));
  }

  @Override
  public void updated(WriteResult<Object, Object> result) {}
}
