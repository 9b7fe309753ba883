package dev.rialto.edge.ws;

import dev.rialto.edge.ws.frame.FrameWriter;
import dev.rialto.time.Scheduler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A {@link WebSocketChannel} in frames of our own over a {@link Wire}. It writes only while the
 * wire is ready, hence never blocks; a message counts as taken when the wire is ready for more.
 *
 * <p>Any thread may call. One at a time writes, and does what others ask for meanwhile.
 */
final class FramedChannel implements WebSocketChannel {
  private static final int TOGETHER = 32 << 10; // bytes

  /**
   * How long the client may take to answer a close frame (RFC 6455 section 7.1.1). Long enough for
   * the frame to get there; a dead client shall not keep its connection for much longer than its
   * keep alive allows.
   */
  private static final Duration FAREWELL = Duration.ofMillis(500);

  /** How long what was written before may take to leave, once the connection is closed. */
  private static final Duration LINGER = Duration.ofSeconds(5);

  private final Wire wire;
  private final Runnable termination;
  private final Scheduler scheduler;
  private final FrameQueue queue = new FrameQueue();
  private final AtomicInteger asked = new AtomicInteger(); // to write; above 0, somebody does
  private boolean unflushed; // for whoever writes
  private volatile boolean ending;
  private volatile Scheduler.Task farewell;

  /**
   * Makes a channel, which has yet to be told when its wire is ready again.
   *
   * @param termination ends the connection when closing it was not enough
   */
  FramedChannel(Wire wire, Runnable termination, Scheduler scheduler) {
    this.wire = wire;
    this.termination = termination;
    this.scheduler = scheduler;
  }

  @Override
  public void pauseReading() {
    wire.pauseReading();
  }

  @Override
  public void resumeReading() {
    wire.resumeReading();
  }

  /** A write costs far more than a frame. */
  @Override
  public int together() {
    return TOGETHER;
  }

  @Override
  public void send(List<ByteBuffer> messages, Done done) {
    sendFrames(messages.stream().map(FrameWriter::binary).toList(), done);
  }

  @Override
  public void sendText(ByteBuffer message, Done done) {
    sendFrames(List.of(FrameWriter.text(message)), done);
  }

  private void sendFrames(List<ByteBuffer> frames, Done done) {
    if (queue.addMessages(frames, done)) {
      write();
    } else {
      done.done(new IOException("the connection is closed"));
    }
  }

  @Override
  public void ping() {
    queue.addPing();
    write();
  }

  /** Answers a ping (RFC 6455 section 5.5.3). */
  void pong(ByteBuffer payload) {
    queue.addPong(payload);
    write();
  }

  /** Only the first call counts. The connection ends when the client has answered, or soon. */
  @Override
  public void close(int code, String reason) {
    if (queue.addClose(code, reason)) {
      farewell = scheduler.after(FAREWELL, this::unanswered);
      write();
    }
  }

  /** The client's close frame has come, and {@link #close} was called: hangs up when it may. */
  void closed() {
    queue.closeReceived();
    if (queue.isOver()) { // or else whoever writes ours finds that it is
      hangUp();
    }
  }

  @Override
  public void cut(int code, String reason) {
    close(code, reason); // the frame will hardly get through
    termination.run();
  }

  private void unanswered() {
    hangUp();
    scheduler.after(LINGER, termination);
  }

  /** The wire is ready again. */
  void writable() {
    write();
  }

  private void write() {
    if (asked.getAndIncrement() > 0) {
      return; // whoever writes looks again
    }
    for (int seen = 1; seen > 0; seen = asked.addAndGet(-seen)) {
      try {
        writeWhileReady();
      } catch (IOException | RuntimeException e) {
        fail(e);
      }
    }
    if (ending) { // said meanwhile; not here, since the caller may hold locks of the container's
      scheduler.after(Duration.ZERO, this::hangUp);
    }
  }

  private void writeWhileReady() throws IOException {
    while (!ending
        && wire.isReady()) { // good for one call that doesn't block; else writable() follows
      if (unflushed) {
        unflushed = false;
        wire.flush();
      } else if (!writeNext()) {
        return;
      }
    }
  }

  private boolean writeNext() throws IOException {
    Done taken = queue.pollDone();
    if (taken != null) {
      taken.done(null); // which may bring the next message
    }
    List<ByteBuffer> frames = queue.poll();
    if (frames == null) {
      ending |= queue.isOver();
      return false;
    }
    unflushed = true;
    wire.write(frames);
    return true;
  }

  /** The wire is broken. */
  void fail(Throwable error) {
    abandon(error);
    ending = true;
    write();
  }

  /** Writes nothing more; a message under way has failed. */
  void abandon(Throwable error) {
    Done waiting = queue.abandon();
    if (waiting != null) {
      waiting.done(error);
    }
  }

  /** Ends the connection, whatever its state. The caller must hold no locks. */
  void hangUp() {
    abandon(new IOException("the connection is closed"));
    ending = true;
    if (asked.getAndIncrement() > 0) {
      return; // whoever writes comes back to this
    }
    // From here on nobody writes: the container may give a stream to another connection.
    Scheduler.Task planned = farewell;
    if (planned != null) {
      planned.cancel();
    }
    wire.close();
  }
}
