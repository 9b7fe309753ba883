package dev.rialto.edge.ws;

import dev.rialto.config.Setting;
import dev.rialto.config.Settings;
import dev.rialto.edge.ws.frame.CloseCode;
import dev.rialto.observe.Counter;
import dev.rialto.observe.Counters;
import dev.rialto.observe.WaitingMemory;
import dev.rialto.session.Cause;
import dev.rialto.session.Link;
import dev.rialto.time.Scheduler;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Packet;
import dev.rialto.wire.ReasonCode;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * What waits to be sent on one connection. Exactly one send is under way; whatever arrives
 * meanwhile goes out together as the next WebSocket message. Bounded in bytes, by which the session
 * knows when to hold back, and in time: a client that doesn't take a message in time is dropped.
 *
 * <p>Any thread may call. The lock guards the queue, and is never held while calling the container
 * or the engine.
 */
final class Outbox implements Link {
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  /** Less than so much is not noted: most of the time it leaves at once. */
  private static final int NOTED = 16 << 10;

  /** By so much less may wait on a connection where too much waits on all of them. */
  private static final int TIGHT = 16;

  private static final Cause TOO_LARGE_AN_ANSWER =
      new Cause(
          ReasonCode.PACKET_TOO_LARGE,
          "an answer is above its maximum packet size [MQTT-3.1.2-24]");

  /**
   * What the outboxes of a deployment have in common.
   *
   * @param max bytes above which messages wait in the session or, with QoS 0, are dropped
   * @param joinUpTo bytes up to which packets are joined into one WebSocket message
   * @param stall how long one send may take
   */
  record Terms(long max, int joinUpTo, Duration stall) {
    static Terms of(Settings settings) {
      return new Terms(
          settings.number(Setting.OUTBOX_MAX),
          settings.flag(Setting.SINGLE_PACKET) ? 0 : settings.count(Setting.MESSAGE_MAX),
          settings.time(Setting.OUTBOX_STALL));
    }
  }

  private final Terms terms;
  private final int together; // bytes from which on no further message goes with a send
  private final WebSocketChannel channel;
  private final Scheduler scheduler;
  private final Counters counters;
  private volatile Runnable whenDrained = () -> {};
  private volatile Consumer<Cause> whenLost = why -> {};

  private final WaitingMemory memory;

  private final Object lock = new Object();
  private final Waiting waiting; // guarded by lock, like the rest up to the blank line
  private boolean prompt = true; // the last send was done when it had been called
  private final WaitingMemory.Part part;
  private boolean sending;
  private volatile boolean text; // whether what is being sent is text; for who sends it
  private boolean calling; // inside channel.send(), whose completion may come before it returns
  private boolean doneInCall;
  private int underWay; // bytes
  private boolean watched;
  private CloseCode closing;
  private String closeReason;
  private boolean closed;

  private volatile long pending; // bytes waiting and under way; written under the lock
  private volatile boolean drainedOwed;
  private volatile boolean slow;
  private volatile long lastSend;
  private final AtomicBoolean postponed = new AtomicBoolean();

  Outbox(
      Terms terms,
      Waiting waiting,
      WebSocketChannel channel,
      Scheduler scheduler,
      Counters counters) {
    this.terms = terms;
    this.waiting = waiting;
    this.channel = channel;
    this.scheduler = scheduler;
    this.counters = counters;
    memory = counters.waiting();
    part = memory.part(NOTED);
    together =
        terms.joinUpTo() > 0 && waiting.isBinary()
            ? Math.max(terms.joinUpTo(), channel.together())
            : terms.joinUpTo();
    lastSend = scheduler.now();
  }

  /**
   * Tells whom to tell; before anything is sent.
   *
   * @param drained it has been congested and no longer is
   * @param lost the connection can't go on
   */
  void belongsTo(Runnable drained, Consumer<Cause> lost) {
    whenDrained = drained;
    whenLost = lost;
  }

  /**
   * Changes how things are put, or adds what is no packet.
   *
   * @param change returns how many bytes were added
   */
  void speak(IntSupplier change) {
    synchronized (lock) {
      if (closing == null) {
        pending += change.getAsInt();
        part.is(pending);
      }
    }
  }

  /**
   * Adds an answer that is no packet.
   *
   * @param change returns how many bytes were added
   */
  void answer(IntSupplier change) {
    if (mayAnswer()) {
      speak(change);
    }
  }

  /** Ends the connection if so many answers wait: a session holds back messages, not those. */
  private boolean mayAnswer() {
    if (pending > 2 * terms.max()) {
      stalled("it does not read the answers to what it sends");
      return false;
    }
    return true;
  }

  /** When the last send began, by the scheduler's clock. */
  long lastSend() {
    return lastSend;
  }

  @Override
  public void send(Packet packet) {
    if (!mayAnswer()) {
      return;
    }
    synchronized (lock) {
      if (closing != null) {
        return;
      }
      int size = waiting.add(packet);
      if (size >= 0) {
        pending += size;
        part.is(pending);
        return;
      }
    }
    whenLost.accept(TOO_LARGE_AN_ANSWER);
  }

  @Override
  public void deliver(Message shared, Delivery own) {
    synchronized (lock) {
      if (closing != null) {
        return;
      }
      pending += waiting.add(shared, own);
      part.is(pending);
    }
    counters.count(Counter.MESSAGES_SENT);
  }

  /** At once; but within a {@link Turn}, unless much waits already, at its end. */
  @Override
  public void flush() {
    Turn turn = Turn.current();
    if (turn == null || pending >= (turn.isCrowded() ? terms.joinUpTo() : together)) {
      pump();
    } else if (postponed.compareAndSet(false, true)) { // or another thread's turn sends it soon
      turn.postpone(this);
    }
  }

  /** The turn in which {@link #flush} was called is over. */
  void pumpPostponed() {
    postponed.set(false); // before looking: who adds from here on postpones anew
    pump();
  }

  @Override
  public void slowDown() {
    slow = true;
  }

  @Override
  public void pauseReading() {
    channel.pauseReading();
  }

  @Override
  public void resumeReading() {
    channel.resumeReading();
  }

  /**
   * Makes the thread that reads wait for its turn, if {@link #slowDown} has been called since this
   * was last asked. Returns whether it is in the lane, and must leave it.
   */
  boolean entersSlowLane() {
    if (!slow) {
      return false;
    }
    slow = false;
    counters.count(Counter.READS_SLOWED);
    Turn.letGo(); // nobody else has to wait
    return SlowLane.ONLY.enter();
  }

  @Override
  public boolean congested() {
    long most =
        pending < terms.max() / TIGHT || !memory.isTight() ? terms.max() : terms.max() / TIGHT;
    if (pending < most) {
      return false;
    }
    drainedOwed = true;
    return pending >= most; // looked at again: whoever drains now sees what is owed
  }

  @Override
  public void close(ReasonCode why, Packet farewell) {
    close(Closing.code(why), why.toString(), farewell);
  }

  /** Sends what waits, then closes; only the first call counts. */
  void close(CloseCode code, String reason) {
    close(code, reason, null);
  }

  private void close(CloseCode code, String reason, Packet farewell) {
    synchronized (lock) {
      if (closing != null) {
        return;
      }
      if (farewell != null) {
        pending += Math.max(0, waiting.add(farewell));
      }
      closing = code;
      closeReason = reason;
    }
    pump();
    synchronized (lock) {
      if (closed) {
        return;
      }
    }
    scheduler.after(FAREWELL, this::abort);
  }

  /** Closes without waiting for anything. */
  private void abort() {
    synchronized (lock) {
      if (closed) {
        return;
      }
      closed = true;
      waiting.clear();
      part.is(0);
      closing = closing == null ? CloseCode.POLICY_VIOLATION : closing;
    }
    channel.cut(closing.value(), closeReason);
  }

  /**
   * Sends until nothing waits or a send is under way. A loop: completions may come inside calls.
   */
  private void pump() {
    List<ByteBuffer> next;
    while ((next = next()) != null) {
      for (ByteBuffer message : next) {
        counters.count(Counter.BYTES_SENT, message.remaining());
      }
      if (text) {
        channel.sendText(next.get(0), this::done);
      } else {
        channel.send(next, this::done);
      }
      if (!doneInCall()) {
        return; // done() goes on
      }
      try {
        tellDrained(); // as long as this counts as a send, what it leads to is left to this loop
      } finally {
        sent();
      }
    }
    closeWhenEmpty();
  }

  /** One message; several only to a client that takes them at once: a send has its time. */
  private List<ByteBuffer> next() {
    synchronized (lock) {
      if (sending || closed) {
        return null;
      }
      ByteBuffer message = waiting.poll();
      if (message == null) {
        return null;
      }
      sending = true;
      text = waiting.isText();
      calling = true;
      doneInCall = false;
      underWay = waiting.polled(message);
      lastSend = scheduler.now();
      if (together <= terms.joinUpTo() || !prompt || waiting.isEmpty()) {
        return List.of(message);
      }
      List<ByteBuffer> messages = new ArrayList<>();
      messages.add(message);
      while (underWay < together && (message = waiting.poll()) != null) {
        messages.add(message);
        underWay += waiting.polled(message);
      }
      return messages;
    }
  }

  private boolean doneInCall() {
    synchronized (lock) {
      calling = false;
      if (doneInCall) {
        return true;
      }
      if (!watched) {
        watched = true;
        scheduler.after(terms.stall(), this::watch);
      }
      return false;
    }
  }

  private void sent() {
    synchronized (lock) {
      sending = false;
    }
  }

  /**
   * A send is complete. The container may hold locks of its own: only this connection is touched.
   */
  private void done(Throwable error) {
    boolean inCall;
    synchronized (lock) {
      pending -= underWay;
      if (error != null) {
        closed = true; // nothing more can be sent
        closing = closing == null ? CloseCode.UNEXPECTED : closing;
        waiting.clear();
      }
      part.is(closed ? 0 : pending);
      inCall = calling;
      prompt = inCall;
      doneInCall = inCall;
      sending = inCall; // until pump(), which made the call, sees it
    }
    if (error != null) {
      scheduler.after(Duration.ZERO, this::failed);
    }
    if (!inCall) {
      pump();
      tellDrained();
    }
  }

  private void failed() {
    whenLost.accept(Cause.lost("sending to it failed"));
    channel.close(CloseCode.UNEXPECTED.value(), "sending failed"); // or the container keeps it open
  }

  private void tellDrained() {
    if (drainedOwed && pending < terms.max() / 2) {
      drainedOwed = false;
      whenDrained.run();
    }
  }

  private void closeWhenEmpty() {
    synchronized (lock) {
      if (sending || closed || closing == null || !waiting.isEmpty()) {
        return; // whoever put in what waits, or closed, has yet to pump
      }
      closed = true;
      part.is(0);
    }
    channel.close(closing.value(), closeReason);
  }

  private void watch() {
    Duration left;
    synchronized (lock) {
      watched = sending && !closed;
      if (!watched) {
        return;
      }
      left = terms.stall().minusNanos(scheduler.now() - lastSend);
    }
    if (left.isNegative() || left.isZero()) {
      stalled("it took nothing for " + terms.stall().toSeconds() + " s");
    } else {
      scheduler.after(left, this::watch);
    }
  }

  private void stalled(String sentence) {
    whenLost.accept(new Cause(ReasonCode.QUOTA_EXCEEDED, sentence));
    abort();
  }
}
