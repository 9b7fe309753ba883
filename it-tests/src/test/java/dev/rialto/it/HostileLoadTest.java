package dev.rialto.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.it.raw.Mqtt;
import dev.rialto.it.raw.Packet;
import dev.rialto.it.raw.RawClient;
import dev.rialto.it.raw.RawSocket;
import dev.rialto.it.server.Heap;
import dev.rialto.it.server.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Everything at once that bad clients do, while a good pair exchanges messages: none of them is
 * lost or comes twice, they are not much later than in a quiet hour, and memory stays bounded.
 */
class HostileLoadTest {
  private static final int SILENT = 200;
  private static final int SLOW = 50;
  private static final int FROZEN = 100;
  private static final int FLOODING = 2;
  private static final int SMALL_BUFFER = 16 << 10;
  private static final int WARM_UP = 500;

  /** A quiet hour on a busy machine: what is less is not measured, but scheduled. */
  private static final Duration FLOOR = Duration.ofMillis(30);

  private static final long HEAP = 400L << 20; // of 768 MiB

  private final List<AutoCloseable> bad = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile boolean over;

  @Test
  void for_some_seconds() throws Exception {
    run(Duration.ofSeconds(6));
  }

  @Test
  @Tag("long")
  void for_two_minutes() throws Exception {
    run(Duration.ofMinutes(2));
  }

  private void run(Duration time) throws Exception {
    try (Server server =
            Server.start(
                "hostile-load-server", "rialto.connect.timeout=3s", "rialto.outbox.stall=3s");
        RawClient listener = RawClient.connected(server.port(), "good-listener");
        RawClient publisher = RawClient.connected(server.port(), "good-publisher")) {
      listener.subscribe("good", 1);
      exchange(listener, publisher, WARM_UP, Duration.ofMinutes(1));
      Duration quiet = exchange(listener, publisher, WARM_UP, Duration.ofMinutes(1));
      try {
        attack(server);
        Duration loaded = exchange(listener, publisher, Integer.MAX_VALUE, time);
        Duration most = (quiet.compareTo(FLOOR) > 0 ? quiet : FLOOR).multipliedBy(10);
        assertThat(loaded).as("the 99th percentile, which was " + quiet).isLessThan(most);
        assertThat(Heap.usedAfterCollection(server.process())).isLessThan(HEAP);
        assertThat(server.counter("connections-stalled")).isPositive();
        assertThat(server.counter("connections-taken-over")).isPositive();
        assertThat(server.counter("dropped-outbox-full")).isPositive();
      } finally {
        giveUp();
      }
      assertThat(server.log()).doesNotContain("SEVERE", "OutOfMemory");
      Await.until("only the good are left", () -> server.counter("sessions") == 2);
      exchange(listener, publisher, WARM_UP, Duration.ofMinutes(1));
    }
  }

  /** Exchanges messages one by one; returns the 99th percentile of the time they took. */
  private static Duration exchange(
      RawClient listener, RawClient publisher, int count, Duration atMost) throws IOException {
    List<Long> taken = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < count && System.nanoTime() - start < atMost.toNanos(); i++) {
      long sent = System.nanoTime();
      publisher.publish("good", ByteBuffer.allocate(4).putInt(i).array());
      Packet message = listener.expect(Packet.PUBLISH);
      taken.add(System.nanoTime() - sent);
      assertThat(ByteBuffer.wrap(message.payload()).getInt()).isEqualTo(i);
      listener.send(Mqtt.pubAck(message.packetId()));
    }
    long[] sorted = taken.stream().mapToLong(Long::longValue).sorted().toArray();
    return Duration.ofNanos(sorted[(int) (sorted.length * 0.99)]);
  }

  private void attack(Server server) throws IOException {
    int port = server.port();
    for (int i = 0; i < SILENT; i++) {
      bad.add(i % 2 == 0 ? RawSocket.webSocket(port) : new RawSocket(port));
    }
    List<Socket> slow = new ArrayList<>();
    for (int i = 0; i < SLOW; i++) {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
      slow.add(socket);
      bad.add(socket);
    }
    for (int i = 0; i < FROZEN; i++) {
      RawSocket socket = new RawSocket(port, SMALL_BUFFER);
      bad.add(socket);
      socket.upgrade();
      RawClient frozen = new RawClient(socket);
      frozen.send(Mqtt.connect("frozen-" + i));
      frozen.expect(Packet.CONNACK);
      frozen.subscribe("flood", i % 2); // and from here on it never reads
    }
    threads.execute(() -> drip(slow));
    for (int i = 0; i < FLOODING; i++) {
      RawClient flooding = RawClient.connected(port, "flooding-" + i);
      bad.add(flooding);
      threads.execute(() -> flood(flooding));
    }
    threads.execute(() -> storm(port));
  }

  /** A byte of a handshake now and then. */
  private void drip(List<Socket> sockets) {
    byte[] handshake = "GET /mqtt HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ".getBytes(US_ASCII);
    for (int i = 0; !over; i++) {
      for (Socket socket : sockets) {
        try {
          socket.getOutputStream().write(handshake[Math.min(i, handshake.length - 1)]);
        } catch (IOException e) {
          // the server has had enough of it
        }
      }
      pause();
    }
  }

  /** At full speed, and without reading. */
  private void flood(RawClient client) {
    byte[][] batch = new byte[64][];
    Arrays.fill(batch, Mqtt.publish("flood", new byte[1_000]));
    try {
      while (!over) {
        client.send(batch);
      }
    } catch (IOException e) {
      // it is over
    }
  }

  /** Always the same clients, again and again. */
  private void storm(int port) {
    for (int i = 0; !over; i++) {
      try {
        RawClient client = RawClient.connected(port, "storm-" + i % 3);
        if (i % 2 == 0) {
          client.socket().reset();
        } else {
          synchronized (bad) {
            bad.add(client); // taken over by one that follows
          }
        }
      } catch (IOException e) {
        pause(); // refused: it comes back soon
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(100); // what the attack is about
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void giveUp() throws Exception {
    over = true;
    synchronized (bad) {
      for (AutoCloseable each : bad) {
        each.close();
      }
    }
    threads.shutdown();
    assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    synchronized (bad) {
      for (AutoCloseable each : bad) {
        each.close(); // those that came last
      }
    }
  }
}
