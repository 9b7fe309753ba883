package dev.rialto.edge.ws;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.rialto.time.Scheduler;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A response that goes on and on, as a channel: what is sent is written while the stream is ready,
 * hence never blocks, and counts as taken when the stream is ready for more. A ping is a comment; a
 * close is the end of the response, for which there are no codes.
 *
 * <p>Any thread may call. One at a time writes, and does what others ask for meanwhile.
 */
final class EventChannel implements WebSocketChannel, WriteListener {
  private static final Logger LOG = System.getLogger(EventChannel.class.getName());
  private static final ByteBuffer COMMENT = ByteBuffer.wrap(":\n\n".getBytes(US_ASCII));

  private final AsyncContext context;
  private final ServletOutputStream out;
  private final Scheduler scheduler;
  private final AtomicInteger asked = new AtomicInteger(); // to write; above 0, somebody does
  private boolean unflushed; // for whoever writes
  private volatile boolean started; // the container has said that it may be written to
  private volatile boolean ending;
  private boolean ended; // for whoever writes

  // guarded by this
  private ByteBuffer message;
  private Done done; // of the message, also when that has been written
  private boolean ping;
  private boolean closing;
  private boolean abandoned;

  EventChannel(AsyncContext context, Scheduler scheduler) throws IOException {
    this.context = context;
    this.scheduler = scheduler;
    out = context.getResponse().getOutputStream();
  }

  /** Nothing here is binary. */
  @Override
  public void send(List<ByteBuffer> events, Done whenTaken) {
    sendText(events.get(0), whenTaken);
  }

  @Override
  public void sendText(ByteBuffer events, Done whenTaken) {
    boolean added;
    synchronized (this) {
      added = !abandoned && !closing;
      if (added) {
        message = events;
        done = whenTaken;
      }
    }
    if (added) {
      write();
    } else {
      whenTaken.done(new IOException("the response has ended"));
    }
  }

  @Override
  public void ping() {
    synchronized (this) {
      ping = true;
    }
    write();
  }

  /** Nothing comes by it. */
  @Override
  public void pauseReading() {}

  @Override
  public void resumeReading() {}

  @Override
  public void close(int code, String reason) {
    synchronized (this) {
      closing = true;
    }
    write();
  }

  @Override
  public void cut(int code, String reason) {
    abandon(new IOException(reason));
    ending = true;
    write();
  }

  @Override
  public void onWritePossible() {
    started = true;
    write();
  }

  @Override
  public void onError(Throwable error) {
    abandon(error);
    ending = true;
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
        abandon(e);
        ending = true;
      }
      if (ending && !ended) { // the caller may hold locks of the container's
        ended = true;
        scheduler.after(Duration.ZERO, this::complete);
      }
    }
  }

  private void writeWhileReady() throws IOException {
    while (started
        && !ending
        && out.isReady()) { // good for one call that doesn't block; else onWritePossible() follows
      if (unflushed) {
        unflushed = false;
        out.flush();
      } else if (!writeNext()) {
        return;
      }
    }
  }

  private boolean writeNext() throws IOException {
    Done taken = pollDone();
    if (taken != null) {
      taken.done(null); // which may bring the next message
    }
    ByteBuffer next = poll();
    if (next == null) {
      return false;
    }
    unflushed = true;
    out.write(next.array(), next.arrayOffset() + next.position(), next.remaining());
    return true;
  }

  private synchronized ByteBuffer poll() {
    ByteBuffer next = message;
    message = null;
    if (next == null && ping) {
      ping = false;
      return COMMENT;
    }
    ending |= next == null && closing;
    return next;
  }

  private synchronized Done pollDone() {
    Done whenTaken = message == null ? done : null;
    done = message == null ? null : done;
    return whenTaken;
  }

  private void abandon(Throwable error) {
    Done waiting;
    synchronized (this) {
      abandoned = true;
      message = null;
      waiting = pollDone();
    }
    if (waiting != null) {
      waiting.done(error);
    }
  }

  private void complete() {
    try {
      context.complete();
    } catch (RuntimeException e) { // the container was quicker
      LOG.log(Level.DEBUG, "A response could not be ended; it is gone already.", e);
    }
  }
}
