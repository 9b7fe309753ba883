package dev.rialto.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.ReasonCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;

/** Members come and go while others publish: every message is acknowledged by somebody. */
class SharedStressTest {
  private static final int PUBLISHERS = 2;
  private static final int EACH = 1500;
  private static final int VISITORS = 3;

  private final TestBroker broker = new TestBroker();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

  /** Keeps the messages for the thread of its client. */
  private static final class Line implements Link {
    final LinkedBlockingQueue<Packet.Publish> messages = new LinkedBlockingQueue<>();

    @Override
    public void send(Packet packet) {}

    @Override
    public void deliver(Message shared, Delivery own) {
      messages.add(new Packet.Publish(shared, own));
    }

    @Override
    public void flush() {}

    @Override
    public void slowDown() {}

    @Override
    public void pauseReading() {}

    @Override
    public void resumeReading() {}

    @Override
    public boolean congested() {
      return false;
    }

    @Override
    public void close(ReasonCode why, Packet farewell) {}
  }

  private boolean isDone() {
    return acknowledged.size() == PUBLISHERS * EACH;
  }

  /** Comes, acknowledges some of what it gets, and leaves in one way or another. */
  private void visit(String clientId, boolean persistent, Random random) throws Exception {
    Line line = new Line();
    TestClient client = new TestClient(clientId, new RecordingLink(), broker.open(line));
    client.connect5(
        !persistent,
        Properties.of(Property.SESSION_EXPIRY_INTERVAL, persistent ? 3600 : random.nextInt(2)));
    client.ask("$share/g/t", 1, 1);
    for (int most = random.nextInt(40); most > 0 && !isDone(); most--) {
      Packet.Publish publish = line.messages.poll(2, TimeUnit.MILLISECONDS);
      if (publish != null) {
        client.puback(publish.delivery().packetId());
        acknowledged.add(TestClient.payload(publish));
      }
    }
    if (random.nextBoolean()) {
      client.vanish();
    } else {
      client.disconnect();
    }
  }

  private Callable<Void> visits(String clientId, boolean persistent, int seed) {
    return () -> {
      Random random = new Random(seed);
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (!isDone() && System.nanoTime() - deadline < 0) {
        visit(clientId, persistent, random);
      }
      return null;
    };
  }

  private Callable<Void> publishes(int number) {
    TestClient publisher = broker.clean("publisher-" + number); // without a receive maximum
    return () -> {
      for (int i = 0; i < EACH; i++) {
        publisher.publish(1, "t", number + "/" + i, 1);
      }
      return null;
    };
  }

  @RepeatedTest(3)
  void every_message_is_acknowledged_by_somebody() throws Exception {
    visit("anchor", true, new Random(1)); // somebody who can wait is always a member
    List<Callable<Void>> all = new ArrayList<>();
    all.add(visits("anchor", true, 0));
    for (int v = 1; v <= VISITORS; v++) {
      all.add(visits("visitor-" + v, false, v));
    }
    for (int p = 0; p < PUBLISHERS; p++) {
      all.add(publishes(p));
    }
    ExecutorService threads = Executors.newFixedThreadPool(all.size());
    try {
      for (Future<Void> one : threads.invokeAll(all, 60, TimeUnit.SECONDS)) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(acknowledged).hasSize(PUBLISHERS * EACH);
  }
}
