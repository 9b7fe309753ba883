package dev.rialto.session;

import static dev.rialto.session.TestClient.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.Setting;
import dev.rialto.observe.Counter;
import dev.rialto.observe.Counters;
import dev.rialto.store.Change;
import dev.rialto.store.MemoryStore;
import dev.rialto.store.Outcome;
import dev.rialto.store.Store;
import dev.rialto.store.Transaction;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Qos;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** A queue that is full concerns its own session alone. */
class QueueLimitTest {
  private static void publish(TestBroker broker, int count) {
    TestClient publisher = broker.clean("publisher");
    for (int i = 0; i < count; i++) {
      publisher.publish(1, "t", "m" + i, 1);
    }
    assertThat(publisher.take()).hasSize(count); // all are acknowledged
    publisher.disconnect();
  }

  @Test
  void a_full_queue_drops_the_newest_and_counts_them() {
    TestBroker broker = new TestBroker(Setting.QUEUE_MESSAGES_MAX, 3);
    broker.persistent("away").subscribe("t", 1);
    TestClient here = broker.clean("here");
    here.subscribe("t", 1);
    broker.client("away").connect(false);
    TestClient away = broker.persistent("away");
    away.disconnect();
    publish(broker, 5);
    assertThat(broker.count(Counter.DROPPED_QUEUE_FULL)).isEqualTo(2);
    assertThat(here.takePayloads()).containsExactly("m0", "m1", "m2", "m3", "m4");
    assertThat(broker.persistent("away").takePayloads()).containsExactly("m0", "m1", "m2");
  }

  @Test
  void the_queue_is_limited_in_bytes_too() {
    int each = message(1, "t", "m0", 1).message().footprint();
    TestBroker broker = new TestBroker(Setting.QUEUE_BYTES_MAX, 3 * each + each / 2);
    TestClient away = broker.persistent("away");
    away.subscribe("t", 1);
    away.disconnect();
    publish(broker, 5);
    assertThat(broker.count(Counter.DROPPED_QUEUE_FULL)).isEqualTo(2);
    TestClient back = broker.persistent("away");
    assertThat(back.takePayloads()).containsExactly("m0", "m1", "m2");
    back.disconnect();
    publish(broker, 5); // the bytes of what was sent are free again
    assertThat(broker.count(Counter.DROPPED_QUEUE_FULL)).isEqualTo(4);
  }

  @Test
  void a_message_larger_than_the_whole_queue_reaches_a_client_that_waits_for_nothing_else() {
    TestBroker broker = new TestBroker(Setting.QUEUE_BYTES_MAX, 0);
    TestClient here = broker.clean("here");
    here.subscribe("t", 1);
    publish(broker, 3);
    assertThat(here.takePayloads()).containsExactly("m0", "m1", "m2");
    assertThat(broker.count(Counter.DROPPED_QUEUE_FULL)).isZero();
  }

  @Test
  void qos_0_that_is_forgotten_makes_room() {
    int each = message(1, "t", "m0", 1).message().footprint();
    TestBroker broker = new TestBroker(Setting.QUEUE_BYTES_MAX, 2 * each);
    broker.clean("publisher").retain(0, "t", "m9", 0);
    TestClient slow = broker.persistent("slow");
    slow.subscribe("u", 1);
    slow.link().room(0);
    slow.ask("t", 1, 5); // the retained message waits
    slow.vanish();
    publish(broker, 3);
    assertThat(broker.persistent("slow").takePayloads()).containsExactly("m0", "m1");
    assertThat(broker.count(Counter.DROPPED_QUEUE_FULL)).isEqualTo(1);
  }

  @Test
  void the_store_hears_of_each_dropped_message_at_once() {
    TestBroker broker = new TestBroker(Setting.QUEUE_MESSAGES_MAX, 1);
    TestClient away = broker.persistent("away");
    away.subscribe("t", 1);
    away.disconnect();
    publish(broker, 3);
    List<Change> changes = broker.store().changes();
    long session = 1L + changes.indexOf(broker.store().changes(Change.SessionBegun.class).get(0));
    List<Change> consumed = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      if (changes.get(i) instanceof Change.Queued) {
        consumed.add(new Change.Consumed(session, i + 1L));
      }
    }
    assertThat(broker.store().changes(Change.Consumed.class))
        .hasSize(2)
        .isEqualTo(consumed.subList(1, 3));
  }

  /** Is done at once, also when it is called while it is being called. */
  private static final class InstantStore implements Store {
    private final List<Change> changes = new ArrayList<>();

    @Override
    public void commit(Transaction transaction, Consumer<Outcome> then) {
      transaction.numbered(changes.size() + 1);
      changes.addAll(transaction.changes());
      then.accept(Outcome.STORED);
    }
  }

  @Test
  void messages_that_pile_up_before_the_queue_are_treated_alike() {
    InstantStore store = new InstantStore();
    TestBroker broker =
        new TestBroker(store, Setting.QUEUE_MESSAGES_MAX, 1, Setting.INFLIGHT_MAX, 1);
    TestClient busy = broker.persistent("busy");
    busy.subscribe("t", 1);
    TestClient publisher = broker.clean("other");
    int[] published = new int[1];
    busy.link()
        .watch(
            packet -> { // while it is busy sending the first
              while (published[0]++ < 9) {
                publisher.publish(1, "t", "more", 1);
              }
            });
    publish(broker, 1);
    long dropped = broker.count(Counter.DROPPED_QUEUE_FULL);
    assertThat(dropped).isEqualTo(8); // of ten: one is in flight, one waits
    assertThat(store.changes.stream().filter(Change.Consumed.class::isInstance))
        .hasSize((int) dropped);
  }

  @Test
  void it_is_logged_once() {
    List<LogRecord> warnings = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            if (record.getLevel().equals(Level.WARNING)) {
              warnings.add(record);
            }
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger("dev.rialto.session");
    logger.addHandler(handler);
    try {
      TestBroker broker = new TestBroker(Setting.QUEUE_MESSAGES_MAX, 1);
      TestClient away = broker.persistent("away");
      away.subscribe("t", 1);
      away.disconnect();
      publish(broker, 10);
    } finally {
      logger.removeHandler(handler);
    }
    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0).getParameters()).contains("'away'");
  }

  @Test
  void a_session_that_has_ended_holds_no_messages() { // the router may remember it for a while
    Outbound outbound =
        new Outbound(new NobodySubscriber(), Limits.of(TestBroker.settings()), () -> 0);
    outbound.resume(SenderTest.TERMS);
    Effects effects = new Effects(new MemoryStore(), new Counters(), () -> {}, (link, why) -> {});
    Decision decision = effects.decisionFor(new RecordingLink());
    for (int i = 0; i < 3; i++) {
      Delivery delivery = Delivery.of(Qos.AT_LEAST_ONCE, false, Properties.NONE);
      outbound.offer(new Outgoing(message(1, "t", "", 1).message(), delivery, 0, null), decision);
    }
    outbound.advance(decision); // one in flight, two wait
    assertThat(outbound.discard(decision)).isEqualTo(3);
    assertThat(outbound.discard(decision)).isZero();
  }
}
