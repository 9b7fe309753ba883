package dev.rialto.edge.ws;

import static dev.rialto.edge.ws.Outboxes.ack;
import static dev.rialto.edge.ws.Outboxes.acks;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.wire.ReasonCode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The outbox calls nobody while it holds its lock. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OutboxLocksTest {
  private final ExecutorService others = Executors.newCachedThreadPool();

  @AfterEach
  void end() {
    others.shutdownNow();
  }

  /** A call back from another thread, as containers do, would meet whatever lock is held. */
  private void probe(Outbox outbox) {
    CompletableFuture.runAsync(
            () -> {
              outbox.congested();
              outbox.send(ack(9));
              outbox.flush();
              outbox.close(ReasonCode.NORMAL_DISCONNECTION);
            },
            others)
        .orTimeout(10, TimeUnit.SECONDS)
        .join();
  }

  @Test
  void no_lock_is_held_while_sending() {
    Outboxes it = Outboxes.taking(FakeChannel.NEVER);
    it.channel.taking(done -> probe(it.outbox));
    it.send(1, 1);
    assertThat(it.channel.packets()).isEqualTo(acks(1, 1));
  }

  @Test
  void no_lock_is_held_while_closing() {
    for (boolean hanging : new boolean[] {false, true}) {
      List<String> closes = new ArrayList<>();
      AtomicReference<Outbox> outbox = new AtomicReference<>();
      FakeChannel channel =
          new FakeChannel(hanging ? FakeChannel.NEVER : FakeChannel.AT_ONCE) {
            @Override
            public void close(int code, String reason) {
              probe(outbox.get());
              closes.add(reason);
            }

            @Override
            public void cut(int code, String reason) {
              close(code, reason);
            }
          };
      Outboxes it = new Outboxes(1000, 100, channel);
      outbox.set(it.outbox);
      it.send(1, 1);
      it.outbox.close(ReasonCode.NOT_AUTHORIZED);
      it.scheduler.pass(Duration.ofMinutes(1));
      assertThat(closes).containsExactly("not authorized");
    }
  }

  @Test
  void no_lock_is_held_while_telling_the_engine() {
    Outboxes drains = new Outboxes(8, 0, new FakeChannel(FakeChannel.NEVER));
    drains.send(1, 2);
    assertThat(drains.outbox.congested()).isTrue();
    drains.dialogue.onDrained(() -> probe(drains.outbox));
    drains.channel.complete();
    drains.channel.complete();
    assertThat(drains.dialogue.timesDrained()).isEqualTo(1);

    Outboxes fails = Outboxes.taking(done -> done.done(new IOException("gone")));
    fails.dialogue.onClosed(cause -> probe(fails.outbox));
    fails.send(1, 1);
    fails.scheduler.pass(Duration.ZERO);
    assertThat(fails.dialogue.causes()).hasSize(1);

    Outboxes stalls = Outboxes.taking(FakeChannel.NEVER);
    stalls.dialogue.onClosed(cause -> probe(stalls.outbox));
    stalls.send(1, 1);
    stalls.scheduler.pass(Outboxes.STALL);
    assertThat(stalls.dialogue.causes()).hasSize(1);
  }
}
