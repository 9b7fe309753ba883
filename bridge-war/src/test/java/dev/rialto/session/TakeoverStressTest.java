package dev.rialto.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.observe.Counter;
import dev.rialto.store.Change;
import dev.rialto.store.HeldStore;
import dev.rialto.store.MemoryStore;
import dev.rialto.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same client from everywhere at once: what attackers and badly configured fleets do. */
class TakeoverStressTest {
  private static final int THREADS = 8;
  private static final int EACH = 125;

  /** Connects a thousand times; odd ones with clean sessions, if mixed. Returns all connections. */
  private static List<TestClient> storm(TestBroker broker, boolean mixed) throws Exception {
    Queue<TestClient> all = new ConcurrentLinkedQueue<>();
    CyclicBarrier start = new CyclicBarrier(THREADS);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        running.add(
            threads.submit(
                () -> {
                  start.await(10, TimeUnit.SECONDS);
                  for (int i = 0; i < EACH; i++) {
                    TestClient client = broker.client("anna");
                    all.add(client);
                    client.connect(mixed && i % 2 == 1);
                    client.ask("t/" + i, 1, 1);
                    client.publish(1, "t/" + i, "x", 2);
                    if (i % 5 == 4) {
                      client.vanish();
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> one : running) {
        one.get(60, TimeUnit.SECONDS); // else it is a deadlock
      }
    } finally {
      threads.shutdownNow();
    }
    return List.copyOf(all);
  }

  @ParameterizedTest
  @CsvSource({"true, true", "true, false", "false, true", "false, false"})
  void one_connection_is_left_and_nothing_leaks(boolean mixed, boolean memory) throws Exception {
    Store store = memory ? new MemoryStore() : new HeldStore();
    TestBroker broker = new TestBroker(store);
    List<TestClient> all = storm(broker, mixed);
    assertThat(all).hasSize(THREADS * EACH);
    assertThat(open(all)).isLessThanOrEqualTo(1);
    TestClient last = broker.client("anna");
    last.connect(false);
    assertThat(open(all)).isZero();
    last.expectOpen();
    assertThat(broker.sessions()).isEqualTo(1);
    assertThat(broker.scheduler().planned()).isZero(); // no time-out, no expiry of somebody gone
    last.disconnect();
    broker.clean("anna").disconnect();
    assertThat(broker.sessions()).isZero();
    broker.expectNoSubscriptions();
    assertThat(broker.scheduler().planned()).isZero();
    assertThat(broker.count(Counter.CONNECTIONS_IN_ERROR)).isZero();
  }

  private static long open(List<TestClient> clients) {
    return clients.stream().filter(client -> client.link().closed() == null).count();
  }

  @Test
  void the_store_sees_each_session_end_before_the_next_begins() throws Exception {
    HeldStore store = new HeldStore();
    TestBroker broker = new TestBroker(store);
    storm(broker, true);
    broker.clean("anna").disconnect();
    boolean there = false;
    for (Change change : store.changes()) {
      if (change instanceof Change.SessionBegun) {
        assertThat(there).as("begun twice").isFalse();
        there = true;
      } else if (change instanceof Change.SessionEnded) {
        assertThat(there).as("ended twice").isTrue();
        there = false;
      }
    }
    assertThat(there).as("left behind").isFalse();
  }
}
