package dev.rialto.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.Setting;
import dev.rialto.observe.Counter;
import dev.rialto.store.HeldStore;
import dev.rialto.store.MemoryStore;
import dev.rialto.store.Store;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Qos;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Several publishers at once to a client that acknowledges, stalls and reconnects meanwhile: what
 * each of them published arrives in order, complete, and with QoS 2 once. [MQTT-4.6.0-6]
 */
class OrderStressTest {
  private static final int PUBLISHERS = 4;
  private static final int EACH = 3000;

  @ParameterizedTest
  @CsvSource({
    "AT_LEAST_ONCE, at once",
    "EXACTLY_ONCE, at once",
    "AT_LEAST_ONCE, one after the other",
    "EXACTLY_ONCE, one after the other",
    "AT_LEAST_ONCE, in another thread",
    "EXACTLY_ONCE, in another thread"
  })
  void order_is_kept_and_nothing_is_lost(Qos qos, String commits) throws Exception {
    ExecutorService disk = Executors.newSingleThreadExecutor();
    ExecutorService threads = Executors.newFixedThreadPool(PUBLISHERS);
    try {
      Store store =
          switch (commits) {
            case "at once" -> new MemoryStore();
            case "one after the other" -> new HeldStore();
            default -> new HeldStore(disk);
          };
      TestBroker broker = new TestBroker(store, Setting.INFLIGHT_MAX, 16);
      HastyClient client = new HastyClient(broker);
      client.connect("t/#", qos);
      disk.submit(() -> {}).get(10, TimeUnit.SECONDS); // it is subscribed
      CyclicBarrier start = new CyclicBarrier(PUBLISHERS);
      List<Future<?>> publishing = new ArrayList<>();
      for (int p = 0; p < PUBLISHERS; p++) {
        TestClient publisher = broker.client("publisher " + p);
        publisher.connect(true);
        String topic = "t/" + p;
        publishing.add(
            threads.submit(
                () -> {
                  start.await(10, TimeUnit.SECONDS);
                  for (int i = 1; i <= EACH; i++) {
                    publisher.publish(qos.value(), topic, topic + " " + i, i);
                    publisher.send(new Packet.PubRel(i));
                  }
                  return null;
                }));
      }
      client.read(PUBLISHERS * EACH, 250);
      for (Future<?> one : publishing) {
        one.get(60, TimeUnit.SECONDS);
      }
      assertThat(client.got()).hasSize(PUBLISHERS * EACH).doesNotHaveDuplicates();
      for (int p = 0; p < PUBLISHERS; p++) {
        String topic = "t/" + p + " ";
        assertThat(client.got().stream().filter(payload -> payload.startsWith(topic)))
            .containsExactlyElementsOf(
                IntStream.rangeClosed(1, EACH).mapToObj(i -> topic + i).toList());
      }
      assertThat(client.overlapped()).isFalse();
      assertThat(broker.count(Counter.DROPPED_QUEUE_FULL)).isZero();
    } finally {
      threads.shutdownNow();
      disk.shutdownNow();
    }
  }
}
