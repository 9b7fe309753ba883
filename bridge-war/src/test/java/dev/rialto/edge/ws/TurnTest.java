package dev.rialto.edge.ws;

import static dev.rialto.edge.ws.Outboxes.ack;
import static dev.rialto.edge.ws.Outboxes.acks;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is sent within one thread's turn, on whichever connections, leaves at its end. */
class TurnTest {
  private final Outboxes one = Outboxes.taking(FakeChannel.AT_ONCE);
  private final Outboxes other = Outboxes.taking(FakeChannel.AT_ONCE);

  @AfterEach
  void no_turn_is_left_behind() {
    assertThat(Turn.current()).isNull();
    Stream.of(one, other).forEach(each -> assertThat(each.channel.wrong()).isEmpty());
  }

  @Test
  void without_a_turn_everything_leaves_at_once() {
    one.send(1, 1);
    one.send(2, 2);
    assertThat(one.channel.sizes()).containsExactly(4, 4);
  }

  @Test
  void within_a_turn_everything_leaves_together() {
    Turn turn = Turn.begin();
    one.send(1, 1);
    other.send(7, 7);
    one.send(2, 3);
    assertThat(one.channel.messages()).isEmpty();
    turn.end();
    assertThat(one.channel.messages()).containsExactly(acks(1, 3));
    assertThat(other.channel.messages()).containsExactly(acks(7, 7));
  }

  @Test
  void a_turn_may_follow_another() {
    for (int i = 1; i <= 3; i++) {
      Turn turn = Turn.begin();
      one.send(i, i);
      turn.end();
    }
    assertThat(one.channel.packets()).isEqualTo(acks(1, 3));
    assertThat(one.channel.sizes()).hasSize(3);
  }

  @Test
  void what_waits_can_be_let_go_before_the_end() {
    Turn turn = Turn.begin();
    one.send(1, 1);
    other.send(7, 7);
    Turn.letGo();
    assertThat(one.channel.messages()).containsExactly(acks(1, 1));
    assertThat(other.channel.messages()).containsExactly(acks(7, 7));
    one.send(2, 3);
    assertThat(one.channel.messages()).hasSize(1);
    turn.end();
    assertThat(one.channel.messages()).containsExactly(acks(1, 1), acks(2, 3));
    Turn.letGo(); // without a turn there is nothing to let go
  }

  @Test
  void before_a_thread_enters_the_slow_lane_what_waits_leaves() {
    Turn turn = Turn.begin();
    one.send(1, 1);
    assertThat(other.outbox.entersSlowLane()).isFalse(); // nobody has asked for it
    assertThat(one.channel.messages()).isEmpty();
    other.outbox.slowDown();
    assertThat(other.outbox.entersSlowLane()).isTrue();
    SlowLane.ONLY.leave();
    assertThat(one.channel.packets()).isEqualTo(acks(1, 1));
    turn.end();
  }

  /** The turn must not make memory of what could leave. */
  @Test
  void what_is_as_much_as_a_message_leaves_before_the_end() {
    Turn turn = Turn.begin();
    for (int i = 1; i <= 100; i++) {
      one.send(i, i);
    }
    assertThat(one.channel.sizes()).hasSizeGreaterThan(2).allMatch(size -> size <= 104);
    turn.end();
    assertThat(one.channel.packets()).isEqualTo(acks(1, 100));
  }

  @Test
  void more_than_a_message_waits_for_a_channel_that_takes_several() {
    Outboxes many = new Outboxes(10_000, 100, new FakeChannel(FakeChannel.AT_ONCE).together(400));
    Turn turn = Turn.begin();
    for (int i = 1; i <= 99; i++) {
      many.send(i, i);
    }
    assertThat(many.channel.sends()).isEmpty();
    turn.end();
    assertThat(many.channel.sends()).containsExactly(4);
  }

  /** Of some 300, the last ones send what is as much as a message. */
  @Test
  void but_not_for_a_crowd() {
    Turn turn = Turn.begin();
    for (int crowd = 0; crowd < 300; crowd++) {
      new Outboxes(10_000, 100, new FakeChannel(FakeChannel.AT_ONCE).together(400)).send(1, 1);
    }
    Outboxes last = new Outboxes(10_000, 100, new FakeChannel(FakeChannel.AT_ONCE).together(400));
    for (int i = 1; i <= 99; i++) {
      last.send(i, i);
    }
    assertThat(last.channel.sends()).isNotEmpty();
    turn.end();
    assertThat(last.channel.packets()).isEqualTo(acks(1, 99));
  }

  @Test
  void a_close_does_not_wait_for_the_end() {
    Turn turn = Turn.begin();
    one.send(1, 1);
    one.outbox.close(dev.rialto.wire.ReasonCode.NORMAL_DISCONNECTION);
    assertThat(one.channel.packets()).containsExactly(ack(1));
    assertThat(one.channel.closes()).hasSize(1);
    turn.end();
    assertThat(one.channel.packets()).containsExactly(ack(1));
  }

  @Test
  void another_threads_packets_leave_though_a_turn_holds_the_outbox() throws Exception {
    Turn turn = Turn.begin();
    one.send(1, 1);
    Thread outside = new Thread(() -> one.send(2, 2));
    outside.start();
    outside.join();
    assertThat(one.channel.packets()).isEqualTo(acks(1, 2));
    turn.end();
    assertThat(one.channel.packets()).isEqualTo(acks(1, 2));
  }

  /** Two threads take turns with the same outbox; whatever they do, nothing stays behind. */
  @Test
  void nothing_stays_behind_between_two_turns() throws Exception {
    Outboxes many = new Outboxes(1 << 20, 100, new FakeChannel(FakeChannel.AT_ONCE));
    int rounds = 20_000;
    CountDownLatch begin = new CountDownLatch(1);
    Runnable turns =
        () -> {
          try {
            begin.await();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          for (int i = 0; i < rounds; i++) {
            Turn turn = Turn.begin();
            many.outbox.send(ack(1));
            many.outbox.flush();
            turn.end();
          }
        };
    Thread first = new Thread(turns);
    Thread second = new Thread(turns);
    first.start();
    second.start();
    begin.countDown();
    first.join();
    second.join();
    assertThat(many.channel.sizes().stream().mapToInt(size -> size / 4).sum())
        .isEqualTo(2 * rounds);
  }
}
