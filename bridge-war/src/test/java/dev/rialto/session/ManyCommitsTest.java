package dev.rialto.session;

import static dev.rialto.session.TestClient.WELCOME_BACK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.Setting;
import dev.rialto.store.HeldStore;
import dev.rialto.store.MemoryStore;
import dev.rialto.store.Store;
import dev.rialto.wire.Packet;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Thousands of messages that each wait for the store: no stack is deep enough to recurse. */
class ManyCommitsTest {
  private static final int MANY = 10_000;

  static List<Store> stores() {
    return List.of(new MemoryStore(), new HeldStore());
  }

  private static void away(TestBroker broker) {
    TestClient durable = broker.persistent("durable");
    durable.subscribe("t", 2);
    durable.disconnect();
    TestClient publisher = broker.clean("publisher");
    for (int i = 1; i <= MANY; i++) {
      publisher.publishTwice("t", "m" + i, i);
    }
  }

  private static void expectAll(List<Packet> packets) {
    assertThat(packets).hasSize(MANY + 1).startsWith(WELCOME_BACK);
    for (int i = 1; i <= MANY; i++) {
      assertThat(packets.get(i)).isEqualTo(TestClient.message(2, "t", "m" + i, i));
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void that_are_done_at_once(Store store) {
    TestBroker broker = new TestBroker(store, Setting.INFLIGHT_MAX, 65_535);
    away(broker);
    TestClient durable = broker.persistent("durable");
    expectAll(durable.take());
    for (int i = 1; i <= MANY; i++) {
      durable.pubrec(i);
      durable.pubcomp(i);
    }
    assertThat(durable.take()).hasSize(MANY);
    durable.vanish();
    broker.persistent("durable").expect(WELCOME_BACK);
  }

  @Test
  void that_are_released_together() {
    TestBroker broker = new TestBroker(Setting.INFLIGHT_MAX, 65_535);
    away(broker);
    broker.store().hold();
    TestClient durable = broker.persistent("durable");
    durable.expectNothing();
    broker.store().release();
    expectAll(durable.take());
  }

  @Test
  void that_complete_in_another_thread() throws Exception {
    ExecutorService disk = Executors.newSingleThreadExecutor();
    try {
      TestBroker broker = new TestBroker(new HeldStore(disk), Setting.INFLIGHT_MAX, 65_535);
      RecordingLink link = new RecordingLink();
      List<String> threads = new ArrayList<>();
      CountDownLatch done = new CountDownLatch(2 * MANY);
      TestClient client = new TestClient("durable", link, broker.open(link));
      link.watch(
          packet -> {
            if (packet instanceof Packet.ConnAck) {
              client.ask("t", 2, 1);
            } else if (packet instanceof Packet.SubAck) {
              threads.add(Thread.currentThread().getName());
              for (int i = 1; i <= MANY; i++) {
                client.publish(2, "t", "m" + i, i);
              }
            } else {
              done.countDown();
            }
          });
      client.connect(false);
      assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
      disk.submit(() -> {}).get(10, TimeUnit.SECONDS); // what it was at is done
      assertThat(threads).hasSize(1).doesNotContain(Thread.currentThread().getName());
      List<Packet> sent = link.take();
      assertThat(sent.stream().filter(Packet.PubRec.class::isInstance)).hasSize(MANY);
      assertThat(
              sent.stream()
                  .filter(Packet.Publish.class::isInstance)
                  .map(packet -> ((Packet.Publish) packet).delivery().packetId())
                  .toList())
          .isSorted()
          .hasSize(MANY);
    } finally {
      disk.shutdownNow();
    }
  }
}
