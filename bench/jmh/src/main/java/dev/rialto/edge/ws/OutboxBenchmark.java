package dev.rialto.edge.ws;

import dev.rialto.observe.Counters;
import dev.rialto.time.Scheduler;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Qos;
import dev.rialto.wire.Samples;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Queues and sends to a channel that takes everything at once. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OutboxBenchmark {
  private static final int TOGETHER = 100;
  private static final Outbox.Terms TERMS =
      new Outbox.Terms(1 << 20, 12 << 10, Duration.ofSeconds(30));

  private final Sink sink = new Sink();
  private final Outbox outbox =
      new Outbox(
          TERMS, new PacketsWaiting(TERMS.joinUpTo()), sink, new NoScheduler(), new Counters());
  private final Delivery live = Delivery.of(Qos.AT_MOST_ONCE, false, Properties.NONE);
  private final Packet ack = new Packet.PubAck(7);
  private Message message;

  @Setup
  public void make() throws Exception {
    message = Samples.message();
  }

  /** A message on its own. */
  @Benchmark
  public long one() {
    outbox.deliver(message, live);
    outbox.flush();
    return sink.bytes;
  }

  /** Messages that leave together; the score is for each. */
  @Benchmark
  @OperationsPerInvocation(TOGETHER)
  public long together() {
    for (int i = 0; i < TOGETHER; i++) {
      outbox.deliver(message, live);
    }
    outbox.flush();
    return sink.bytes;
  }

  /** Acknowledgements that leave together; the score is for each. */
  @Benchmark
  @OperationsPerInvocation(TOGETHER)
  public long acknowledgements() {
    for (int i = 0; i < TOGETHER; i++) {
      outbox.send(ack);
    }
    outbox.flush();
    return sink.bytes;
  }

  /** Takes everything at once. */
  private static final class Sink implements WebSocketChannel {
    long bytes;

    @Override
    public void send(List<ByteBuffer> messages, Done done) {
      for (ByteBuffer message : messages) {
        bytes += message.remaining();
      }
      done.done(null);
    }

    @Override
    public void sendText(ByteBuffer message, Done done) {
      bytes += message.remaining();
      done.done(null);
    }

    @Override
    public void pauseReading() {}

    @Override
    public void resumeReading() {}

    @Override
    public void ping() {}

    @Override
    public void close(int code, String reason) {}

    @Override
    public void cut(int code, String reason) {}
  }

  /** Its alarms never ring. */
  private static final class NoScheduler implements Scheduler {
    @Override
    public long wallClock() {
      return 0;
    }

    @Override
    public long now() {
      return System.nanoTime();
    }

    @Override
    public Task after(Duration delay, Runnable task) {
      return () -> {};
    }
  }
}
