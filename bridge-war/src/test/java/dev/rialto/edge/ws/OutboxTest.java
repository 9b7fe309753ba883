package dev.rialto.edge.ws;

import static dev.rialto.edge.ws.Outboxes.ack;
import static dev.rialto.edge.ws.Outboxes.acks;
import static dev.rialto.edge.ws.Outboxes.packet;
import static dev.rialto.edge.ws.Outboxes.sized;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.InvalidSettingException;
import dev.rialto.config.Settings;
import dev.rialto.observe.Counter;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Qos;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What goes out together, and when. */
class OutboxTest {
  @Test
  void nothing_goes_before_the_flush() {
    Outboxes it = Outboxes.taking(FakeChannel.AT_ONCE);
    it.outbox.send(ack(1));
    it.outbox.deliver(sized(10), Delivery.of(Qos.AT_MOST_ONCE, false, Properties.NONE));
    assertThat(it.channel.sizes()).isEmpty();
    it.outbox.flush();
    assertThat(it.channel.messages()).containsExactly(List.of(ack(1), packet(sized(10))));
  }

  @Test
  void a_flush_with_nothing_to_send_sends_nothing() {
    Outboxes it = Outboxes.taking(FakeChannel.AT_ONCE);
    it.outbox.flush();
    it.send(1, 1);
    it.outbox.flush();
    assertThat(it.channel.sizes()).containsExactly(4);
  }

  @Test
  void one_send_is_under_way_and_what_comes_meanwhile_is_the_next_message() {
    Outboxes it = Outboxes.taking(FakeChannel.NEVER);
    it.send(1, 1);
    it.send(2, 2);
    it.send(3, 5);
    assertThat(it.channel.messages()).containsExactly(acks(1, 1));
    it.channel.complete();
    assertThat(it.channel.messages()).containsExactly(acks(1, 1), acks(2, 5));
    it.channel.complete();
    it.send(6, 6);
    assertThat(it.channel.messages()).containsExactly(acks(1, 1), acks(2, 5), acks(6, 6));
    assertThat(it.channel.wrong()).isEmpty();
  }

  @Test
  void several_messages_go_with_one_send_where_the_channel_takes_them() {
    Outboxes it = new Outboxes(10_000, 100, new FakeChannel(FakeChannel.AT_ONCE).together(350));
    it.send(1, 250);
    assertThat(it.channel.sizes()).hasSize(10).containsOnly(100);
    assertThat(it.channel.sends()).containsExactly(4, 4, 2);
    assertThat(it.channel.packets()).isEqualTo(acks(1, 250));
    it.outbox.close(dev.rialto.wire.ReasonCode.NORMAL_DISCONNECTION); // nothing counts as pending
    assertThat(it.channel.closes()).hasSize(1);
  }

  /** A send has its time; what a slow client gets with one must not grow. */
  @Test
  void a_client_that_does_not_take_them_at_once_gets_one_message_at_a_time() {
    Outboxes it = new Outboxes(10_000, 100, new FakeChannel(FakeChannel.NEVER).together(350));
    it.send(1, 1);
    it.send(2, 101);
    it.channel.complete();
    it.channel.complete();
    assertThat(it.channel.sends()).containsExactly(1, 1, 1);
    it.channel.taking(FakeChannel.AT_ONCE);
    it.channel.complete(); // the next one is done in the call, and so is the one after it
    assertThat(it.channel.sends()).containsExactly(1, 1, 1, 1, 1);
    it.send(102, 301);
    assertThat(it.channel.sends()).containsExactly(1, 1, 1, 1, 1, 4, 4);
    assertThat(it.channel.packets()).isEqualTo(acks(1, 301));
  }

  @Test
  void packets_are_joined_up_to_the_limit_and_never_split() {
    Outboxes it = Outboxes.taking(FakeChannel.AT_ONCE);
    acks(1, 60).forEach(it.outbox::send); // 25 of 4 bytes are 100
    it.outbox.flush();
    assertThat(it.channel.messages()).containsExactly(acks(1, 25), acks(26, 50), acks(51, 60));
    assertThat(it.channel.wrong()).isEmpty();
  }

  @Test
  void a_packet_that_does_not_fit_begins_the_next_message() {
    Outboxes it = Outboxes.taking(FakeChannel.AT_ONCE);
    for (int size : new int[] {60, 40, 60, 41, 59, 1 + 99}) {
      it.outbox.deliver(sized(size), Delivery.of(Qos.AT_MOST_ONCE, false, Properties.NONE));
    }
    it.outbox.flush();
    assertThat(it.channel.sizes()).containsExactly(100, 60, 100, 100);
  }

  @Test
  void a_packet_above_the_limit_goes_alone() {
    Outboxes it = Outboxes.taking(FakeChannel.AT_ONCE);
    it.outbox.send(ack(1));
    it.outbox.deliver(sized(101), Delivery.of(Qos.AT_MOST_ONCE, false, Properties.NONE));
    it.outbox.send(ack(2));
    it.outbox.send(ack(3));
    it.outbox.flush();
    assertThat(it.channel.messages())
        .containsExactly(acks(1, 1), List.of(packet(sized(101))), acks(2, 3));
  }

  @Test
  void messages_grow_well_beyond_their_first_size() {
    Outboxes it = new Outboxes(100_000, 12 << 10, new FakeChannel(FakeChannel.AT_ONCE));
    acks(1, 5000).forEach(it.outbox::send);
    it.outbox.flush();
    assertThat(it.channel.sizes()).containsExactly(12 << 10, 20_000 - (12 << 10));
    assertThat(it.channel.packets()).isEqualTo(acks(1, 5000));
  }

  @Test
  void a_large_packet_behind_a_small_one_finds_room() {
    Outboxes it = new Outboxes(100_000, 12 << 10, new FakeChannel(FakeChannel.AT_ONCE));
    Message large = Outboxes.message("t", "x".repeat(10_000));
    it.outbox.send(ack(1));
    it.outbox.deliver(large, Delivery.of(Qos.AT_MOST_ONCE, false, Properties.NONE));
    it.outbox.send(ack(2));
    it.outbox.flush();
    assertThat(it.channel.messages()).containsExactly(List.of(ack(1), packet(large), ack(2)));
  }

  @Test
  void one_packet_a_message_where_clients_expect_that() {
    Outboxes it = new Outboxes(1000, 0, new FakeChannel(FakeChannel.AT_ONCE));
    acks(1, 3).forEach(it.outbox::send);
    it.outbox.deliver(sized(101), Delivery.of(Qos.AT_MOST_ONCE, false, Properties.NONE));
    it.outbox.deliver(sized(5), Delivery.of(Qos.AT_MOST_ONCE, false, Properties.NONE));
    it.outbox.flush();
    assertThat(it.channel.sizes()).containsExactly(4, 4, 4, 101, 5);
  }

  @Test
  void a_delivery_has_its_own_flags_and_identifier_in_the_shared_message() {
    Outboxes it = Outboxes.taking(FakeChannel.AT_ONCE);
    Delivery first = new Delivery(Qos.AT_LEAST_ONCE, false, false, 7);
    Delivery second = new Delivery(Qos.EXACTLY_ONCE, true, true, 65535);
    it.outbox.deliver(sized(20), first);
    it.outbox.deliver(sized(20), second);
    it.outbox.flush();
    assertThat(it.channel.messages())
        .containsExactly(
            List.of(new Packet.Publish(sized(20), first), new Packet.Publish(sized(20), second)));
  }

  @Test
  void messages_are_counted_and_other_packets_are_not() {
    Outboxes it = Outboxes.taking(FakeChannel.AT_ONCE);
    it.send(1, 3);
    it.deliver(sized(10));
    it.deliver(sized(10));
    assertThat(it.counters.get(Counter.MESSAGES_SENT)).isEqualTo(2);
  }

  @Test
  void the_last_send_is_when_it_began_by_the_schedulers_clock() {
    Outboxes it = Outboxes.taking(FakeChannel.NEVER);
    long made = it.scheduler.now();
    assertThat(it.outbox.lastSend()).isEqualTo(made);
    it.scheduler.pass(Duration.ofSeconds(2));
    assertThat(it.outbox.lastSend()).isEqualTo(made);
    it.send(1, 1);
    it.scheduler.pass(Duration.ofSeconds(1));
    it.send(2, 2); // waits
    assertThat(it.outbox.lastSend() - made).isEqualTo(Duration.ofSeconds(2).toNanos());
    it.channel.complete();
    assertThat(it.outbox.lastSend() - made).isEqualTo(Duration.ofSeconds(3).toNanos());
  }

  private static Outbox.Terms terms(Map<String, String> set) throws InvalidSettingException {
    return Outbox.Terms.of(new Settings(key -> Optional.ofNullable(set.get(key))));
  }

  @Test
  void the_terms_are_what_the_operator_has_set() throws InvalidSettingException {
    assertThat(terms(Map.of()))
        .isEqualTo(new Outbox.Terms(1 << 20, 12 << 10, Duration.ofSeconds(30)));
    assertThat(
            terms(
                Map.of(
                    "rialto.outbox.max", "1 GiB",
                    "rialto.websocket.message.max", "1 KiB",
                    "rialto.outbox.stall", "200 ms")))
        .isEqualTo(new Outbox.Terms(1 << 30, 1024, Duration.ofMillis(200)));
    assertThat(terms(Map.of("rialto.websocket.single-packet", "true")).joinUpTo()).isZero();
  }
}
