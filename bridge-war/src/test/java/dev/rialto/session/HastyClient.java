package dev.rialto.session;

import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Qos;
import dev.rialto.wire.ReasonCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A client with a persistent session that does everything by the book (MQTT 3.1.1 section 4.3), is
 * slow enough to be congested all the time, and loses its connection again and again. Notes what
 * its application gets.
 */
final class HastyClient {
  private static final int ROOM = 20; // packets

  private final TestBroker broker;
  private final List<String> got = new ArrayList<>();
  private final Set<String> gotQos1 = new HashSet<>();
  private final Set<Integer> receivedQos2 = new HashSet<>();
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicBoolean overlapped = new AtomicBoolean();
  private Line line;
  private Dialogue dialogue;

  HastyClient(TestBroker broker) {
    this.broker = broker;
  }

  /** A link with room for a few packets, which behaves as the edge's does. */
  private final class Line implements Link {
    final LinkedBlockingQueue<Packet> packets = new LinkedBlockingQueue<>();
    volatile boolean drainedOwed;
    volatile boolean closed;

    @Override
    public void send(Packet packet) {
      if (!closed) {
        packets.add(packet);
      }
    }

    @Override
    public void deliver(Message shared, Delivery own) {
      if (inside.incrementAndGet() > 1) {
        overlapped.set(true); // two threads send the same session's messages
      }
      send(new Packet.Publish(shared, own));
      inside.decrementAndGet();
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
      if (packets.size() < ROOM) {
        return false;
      }
      drainedOwed = true;
      return packets.size() >= ROOM; // again, as whoever drains may not have seen it
    }

    @Override
    public void close(ReasonCode why, Packet farewell) {
      closed = true;
    }
  }

  /** What its application got, each as payload. */
  List<String> got() {
    return got;
  }

  /** Whether two threads ever sent it messages at the same time. */
  boolean overlapped() {
    return overlapped.get();
  }

  void connect(String filter, Qos qos) {
    line = new Line();
    dialogue = broker.open(line);
    TestClient sender = new TestClient("hasty", new RecordingLink(), dialogue);
    sender.connect(false);
    if (filter != null) {
      sender.ask(filter, qos.value(), 1);
    }
  }

  /**
   * Reads until the application has that many messages; reconnects after each so many packets, by a
   * loss or by a takeover in turn. Returns early when nothing comes any more.
   */
  void read(int messages, int reconnectAfter) throws InterruptedException {
    int packets = 0;
    while (got.size() < messages) {
      if (++packets % reconnectAfter == 0) {
        if (packets / reconnectAfter % 2 == 0) {
          dialogue.closed(Cause.lost("a test's own"));
        }
        connect(null, null); // what was still on the line is lost
      }
      Packet packet = line.packets.poll(20, TimeUnit.SECONDS);
      if (packet == null) {
        return;
      }
      answer(packet);
      if (line.drainedOwed && line.packets.size() < ROOM / 2) {
        line.drainedOwed = false;
        dialogue.drained();
      }
    }
  }

  private void answer(Packet packet) {
    if (packet instanceof Packet.Publish publish) {
      int id = publish.delivery().packetId();
      String payload = TestClient.payload(publish);
      if (publish.delivery().qos() == Qos.AT_LEAST_ONCE) {
        if (gotQos1.add(payload)) { // may come twice
          got.add(payload);
        }
        dialogue.on(new Packet.PubAck(id));
      } else {
        if (receivedQos2.add(id)) { // must not
          got.add(payload);
        }
        dialogue.on(new Packet.PubRec(id));
      }
    } else if (packet instanceof Packet.PubRel release) {
      receivedQos2.remove(release.packetId());
      dialogue.on(new Packet.PubComp(release.packetId()));
    }
  }
}
