package dev.rialto.edge.ws;

import static dev.rialto.edge.ws.Outboxes.ack;
import static dev.rialto.edge.ws.Outboxes.acks;
import static dev.rialto.edge.ws.Outboxes.message;
import static dev.rialto.edge.ws.Outboxes.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.wire.Delivery;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Qos;
import dev.rialto.wire.ReasonCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many threads, calls out of calls, and containers of all tempers. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OutboxThreadsTest {
  private final ExecutorService others = Executors.newCachedThreadPool();
  private final ExecutorService container = Executors.newSingleThreadExecutor();

  @AfterEach
  void end() {
    others.shutdownNow();
    container.shutdownNow();
  }

  /** Completes now inside the call, now later in another thread. */
  private FakeChannel.Taking moody() {
    return done -> {
      if (ThreadLocalRandom.current().nextBoolean()) {
        done.done(null);
      } else {
        container.execute(() -> done.done(null));
      }
    };
  }

  private static void await(List<Future<?>> all) throws Exception {
    for (Future<?> one : all) {
      one.get(50, TimeUnit.SECONDS);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100, 12_288})
  void the_order_of_each_thread_is_kept(int joinUpTo) throws Exception {
    int threads = 8;
    int each = 5000;
    Outboxes it = new Outboxes(1 << 30, joinUpTo, new FakeChannel(moody()));
    List<Future<?>> senders = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      String topic = "t" + t;
      senders.add(
          others.submit(
              () -> {
                for (int i = 0; i < each; i++) {
                  it.outbox.deliver(
                      message(topic, "" + i),
                      Delivery.of(Qos.AT_MOST_ONCE, false, Properties.NONE));
                  if (i % 3 != 0 || i == each - 1) {
                    it.outbox.flush();
                  }
                }
              }));
    }
    await(senders);
    it.outbox.close(ReasonCode.NORMAL_DISCONNECTION);
    awaitClosed(it);
    Map<String, Integer> next = new HashMap<>();
    for (Packet packet : it.channel.packets()) {
      var message = ((Packet.Publish) packet).message();
      String topic = message.topic().value();
      assertThat(Integer.parseInt(text(message))).isEqualTo(next.getOrDefault(topic, 0));
      next.merge(topic, 1, Integer::sum);
    }
    assertThat(next)
        .hasSize(threads)
        .allSatisfy((topic, count) -> assertThat(count).isEqualTo(each));
    assertThat(it.channel.sizes()).allSatisfy(size -> assertThat(size).isLessThan(12_289));
    assertThat(it.channel.wrong()).isEmpty();
  }

  private void awaitClosed(Outboxes it) throws Exception {
    while (it.channel.closes().isEmpty()) {
      container.submit(() -> {}).get(10, TimeUnit.SECONDS);
    }
    assertThat(it.channel.closes()).hasSize(1);
  }

  /** As a session does: it stops when the outbox is congested, until it is told to go on. */
  @ParameterizedTest
  @ValueSource(ints = {4, 200})
  void who_has_seen_congestion_is_told_when_it_is_over(int max) throws Exception {
    int messages = 150_000;
    Outboxes it = new Outboxes(max, 50, new FakeChannel(moody()));
    Semaphore drained = new Semaphore(0);
    it.dialogue.onDrained(drained::release);
    Future<?> session =
        others.submit(
            () -> {
              int waits = 0;
              for (int i = 0; i < messages; i++) {
                it.outbox.send(ack(1 + i % 65_535));
                it.outbox.flush();
                while (it.outbox.congested()) {
                  waits++;
                  assertThat(drained.tryAcquire(10, TimeUnit.SECONDS)).as("woken up").isTrue();
                }
              }
              assertThat(waits).as("times it was congested").isPositive();
              return null;
            });
    session.get(50, TimeUnit.SECONDS);
    assertThat(it.channel.wrong()).isEmpty();
    assertThat(it.dialogue.causes()).isEmpty();
  }

  @Test
  void congestion_begins_at_the_limit_and_ends_below_half_of_it() {
    Outboxes it = Outboxes.taking(FakeChannel.NEVER);
    it.send(1, 249); // 996 bytes of 1000, in messages of 100
    assertThat(it.outbox.congested()).isFalse();
    it.send(250, 250);
    assertThat(it.outbox.congested()).isTrue();
    it.channel.complete();
    assertThat(it.outbox.congested()).isFalse(); // 900
    for (int i = 2; i <= 5; i++) {
      it.channel.complete();
    }
    assertThat(it.dialogue.timesDrained()).isZero(); // 500
    it.channel.complete();
    assertThat(it.dialogue.timesDrained()).isEqualTo(1);
    it.channel.complete();
    assertThat(it.dialogue.timesDrained()).isEqualTo(1);
  }

  @Test
  void who_has_not_seen_congestion_is_not_told() {
    Outboxes it = Outboxes.taking(FakeChannel.NEVER);
    it.send(1, 300);
    for (int i = 0; i < 5; i++) {
      it.channel.complete();
    }
    assertThat(it.dialogue.timesDrained()).isZero();
  }

  @Test
  void a_hundred_thousand_completions_inside_the_call_need_no_deep_stack() throws Exception {
    Outboxes it = new Outboxes(1 << 30, 0, new FakeChannel(FakeChannel.AT_ONCE));
    for (int i = 0; i < 100_000; i++) {
      it.outbox.send(ack(1 + i % 65_535));
    }
    onSmallStack(it.outbox::flush);
    assertThat(it.channel.sizes()).hasSize(100_000);
  }

  /** A long queue in the session, each piece of it fetched by what the last piece led to. */
  @Test
  void nor_do_sends_that_lead_to_more_sends() throws Exception {
    Outboxes it = new Outboxes(8, 0, new FakeChannel(FakeChannel.AT_ONCE));
    int[] left = {100_000};
    Runnable more =
        () -> {
          while (left[0] > 0 && !it.outbox.congested()) {
            it.outbox.send(ack(1 + left[0]-- % 65_535));
          }
          it.outbox.flush();
        };
    it.dialogue.onDrained(more);
    onSmallStack(more);
    assertThat(it.channel.sizes()).hasSize(100_000);
    assertThat(it.channel.wrong()).isEmpty();
  }

  private static void onSmallStack(Runnable task) throws InterruptedException {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread thread = new Thread(null, task, "small stack", 256 << 10);
    thread.setUncaughtExceptionHandler((t, e) -> thrown.set(e));
    thread.start();
    thread.join();
    assertThat(thrown.get()).isNull();
  }

  @Test
  void what_the_engine_throws_when_told_does_not_stop_the_rest() {
    Outboxes it = new Outboxes(8, 0, new FakeChannel(FakeChannel.AT_ONCE));
    it.outbox.send(ack(1));
    it.outbox.send(ack(2));
    assertThat(it.outbox.congested()).isTrue();
    it.dialogue.onDrained(
        () -> {
          throw new IllegalStateException("on purpose");
        });
    try {
      it.outbox.flush();
    } catch (IllegalStateException e) {
      assertThat(e).hasMessage("on purpose");
    }
    it.send(3, 3);
    assertThat(it.channel.packets()).isEqualTo(acks(1, 3));
  }
}
