package dev.rialto.edge.ws;

import static dev.rialto.edge.ws.Outboxes.ack;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.wire.ReasonCode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two threads that do different things to the same outbox at the same moment, many times. */
class OutboxRacesTest {
  private static final int ROUNDS = 100_000;

  /** About how long one waits for the other, which the machine may have stopped. */
  private static final int PATIENCE = 500;

  private static void race(IntConsumer one, IntConsumer other) throws Exception {
    AtomicInteger atOne = new AtomicInteger();
    AtomicInteger atOther = new AtomicInteger();
    CompletableFuture<Void> second =
        CompletableFuture.runAsync(() -> rounds(other, atOther, atOne));
    rounds(one, atOne, atOther);
    second.get(60, TimeUnit.SECONDS);
  }

  private static void rounds(IntConsumer action, AtomicInteger here, AtomicInteger there) {
    for (int i = 0; i < ROUNDS; i++) {
      here.set(i);
      for (int spins = 0; there.get() < i && spins < PATIENCE; spins++) {
        Thread.onSpinWait();
      }
      action.accept(i);
    }
  }

  private static void delay(int spins) {
    for (int i = 0; i < spins; i++) {
      Thread.onSpinWait();
    }
  }

  private static List<Outboxes> outboxes(long max, FakeChannel.Taking taking) {
    return Stream.generate(() -> new Outboxes(max, 100, new FakeChannel(taking)))
        .limit(ROUNDS)
        .toList();
  }

  /** Who called close after everything was sent gets everything sent, whoever else flushes. */
  @Test
  void what_was_sent_before_the_close_is_never_left_behind() throws Exception {
    List<Outboxes> all = outboxes(1000, FakeChannel.AT_ONCE);
    race(
        i -> {
          for (int flushes = 0; flushes < 30; flushes++) {
            all.get(i).outbox.flush();
          }
        },
        i -> {
          delay(i % 8);
          all.get(i).outbox.send(ack(1));
          all.get(i).outbox.close(ReasonCode.NORMAL_DISCONNECTION);
        });
    assertThat(all)
        .allSatisfy(
            it -> {
              assertThat(it.channel.sizes()).containsExactly(4);
              assertThat(it.channel.closes()).hasSize(1);
              assertThat(it.channel.wrong()).isEmpty();
            });
  }

  /** The last completion comes just while the session asks: either no, or it will be told. */
  @Test
  void whoever_hears_that_it_is_congested_will_be_told_when_it_is_not() throws Exception {
    List<Outboxes> all = outboxes(4, FakeChannel.NEVER);
    boolean[] congested = new boolean[ROUNDS];
    all.forEach(it -> it.send(1, 1));
    race(
        i -> {
          delay(i % 8);
          congested[i] = all.get(i).outbox.congested();
        },
        i -> {
          delay(i / 8 % 8);
          all.get(i).channel.complete();
        });
    for (int i = 0; i < ROUNDS; i++) {
      if (congested[i]) {
        assertThat(all.get(i).dialogue.timesDrained()).as("round %d", i).isEqualTo(1);
      }
    }
    assertThat(congested).as("answers of both kinds").contains(true).contains(false);
  }
}
