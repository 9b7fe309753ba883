package dev.rialto.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.Setting;
import dev.rialto.store.Outcome;
import dev.rialto.store.Store;
import dev.rialto.store.Transaction;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Packet;
import dev.rialto.wire.ReasonCode;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** No session's lock is held while the edge or the store is called. */
class NoLockHeldTest {
  private final Set<Object> locks = new HashSet<>();
  private final Set<String> calls = new TreeSet<>();
  private final Set<String> wrong = new TreeSet<>();
  private final TestBroker broker =
      new TestBroker(new ProbingStore(), Setting.QUEUE_MESSAGES_MAX, 2, Setting.INFLIGHT_MAX, 1);

  private void called(String what) {
    calls.add(what);
    if (locks.stream().anyMatch(Thread::holdsLock)) {
      wrong.add(what);
    }
  }

  private final class ProbingStore implements Store {
    private long next = 1;

    @Override
    public void commit(Transaction transaction, Consumer<Outcome> then) {
      called("commit");
      transaction.changes().forEach(change -> called(change.getClass().getSimpleName()));
      transaction.numbered(next);
      next += transaction.changes().size();
      then.accept(Outcome.STORED);
    }
  }

  private final class ProbingLink implements Link {
    @Override
    public void send(Packet packet) {
      called(packet.type().name());
    }

    @Override
    public void deliver(Message shared, Delivery own) {
      called("PUBLISH " + own.qos());
    }

    @Override
    public void flush() {
      called("flush");
    }

    @Override
    public void slowDown() {}

    @Override
    public void pauseReading() {}

    @Override
    public void resumeReading() {}

    @Override
    public boolean congested() {
      called("congested");
      return false;
    }

    @Override
    public void close(ReasonCode why, Packet farewell) {
      called("close");
    }
  }

  private TestClient connect(String clientId, boolean clean) throws ReflectiveOperationException {
    Dialogue dialogue = broker.open(new ProbingLink());
    TestClient client = new TestClient(clientId, new RecordingLink(), dialogue);
    client.connect(clean, 10, TestClient.will(1, "t", "will", true));
    Object session = field(field(dialogue, "connection"), "session");
    locks.add(field(session, "lock"));
    return client;
  }

  private static Object field(Object owner, String name) throws ReflectiveOperationException {
    Field field = owner.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field.get(owner);
  }

  @Test
  void whatever_happens() throws ReflectiveOperationException {
    TestClient publisher = connect("publisher", true);
    TestClient client = connect("anna", false);
    client.ask("t", 2, 1);
    client.ask("u", 2, 1);
    for (int i = 1; i < 9; i++) { // more than there is room for
      publisher.publish(0, "t", "x", 0);
      publisher.retain(1 + i % 2, "t", "x", i);
      publisher.pubrel(i);
    }
    client.ask("#", 2, 1);
    client.pubrec(1);
    client.pubcomp(1);
    client.puback(2);
    client.dialogue().drained();
    client.send(new Packet.Unsubscribe(3, List.of("u")));
    client.send(new Packet.PingReq());
    publisher.retain(1, "t", "", 99);
    client = connect("anna", false); // takes over
    client.vanish();
    connect("anna", false);
    connect("anna", true); // replaces
    client = connect("berta", false);
    client.publish(2, "t", "x", 1);
    client.pubrel(1);
    broker.scheduler().pass(Duration.ofDays(8)); // silence, and expiry
    broker.shutDown();
    assertThat(wrong).isEmpty();
    assertThat(locks).hasSizeGreaterThan(3);
    assertThat(calls) // so that it can't have missed one
        .contains(
            "SessionBegun",
            "Left",
            "Resumed",
            "SessionEnded",
            "Subscribed",
            "Unsubscribed",
            "Queued",
            "Sent")
        .contains("Released", "Consumed", "Received", "Completed", "Retained", "Cleared")
        .contains("commit", "flush", "close", "congested", "CONNACK", "SUBACK", "UNSUBACK")
        .contains("PUBACK", "PUBREC", "PUBREL", "PUBCOMP", "PINGRESP")
        .contains("PUBLISH AT_MOST_ONCE", "PUBLISH AT_LEAST_ONCE", "PUBLISH EXACTLY_ONCE");
  }
}
