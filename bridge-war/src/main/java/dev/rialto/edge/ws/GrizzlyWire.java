package dev.rialto.edge.ws;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.CompletionHandler;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.WriteResult;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.memory.MemoryManager;

/**
 * A connection of Grizzly's, without HTTP. It is ready when what was written before is with the
 * operating system, so nothing of ours waits in the container.
 */
final class GrizzlyWire implements Wire, CompletionHandler<WriteResult<Object, Object>> {
  private static final Object READING = "reading";
  private static final Object STOPPING = "stopping"; // nobody has noticed yet

  private final Connection<?> connection;
  private final AtomicReference<Object> read = new AtomicReference<>(READING);
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
  public void write(List<ByteBuffer> frames) {
    writing = true;
    MemoryManager<?> memory = connection.getMemoryManager();
    Buffer all = Buffers.wrap(memory, frames.get(0));
    for (int i = 1; i < frames.size(); i++) {
      all = Buffers.appendBuffers(memory, all, Buffers.wrap(memory, frames.get(i)));
    }
    ((Connection<Object>) connection).write(null, all, (CompletionHandler) this);
  }

  /** What is written leaves at once. */
  @Override
  public void flush() {}

  @Override
  public void close() {
    connection.closeSilently();
  }

  @Override
  public void pauseReading() {
    read.compareAndSet(READING, STOPPING);
  }

  @Override
  public void resumeReading() {
    if (!read.compareAndSet(STOPPING, READING)
        && read.getAndSet(READING) instanceof FilterChainContext held) {
      held.resume(held.getStopAction());
    }
  }

  /**
   * What follows a read: Grizzly looks for more only when it has ended, and so may have to wait.
   */
  NextAction afterRead(FilterChainContext context) {
    if (read.get() == READING) {
      return context.getStopAction();
    }
    context.suspend();
    NextAction suspension = context.getSuspendAction();
    if (!read.compareAndSet(STOPPING, context)) { // it goes on meanwhile
      context.resume(context.getStopAction());
    }
    return suspension;
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
