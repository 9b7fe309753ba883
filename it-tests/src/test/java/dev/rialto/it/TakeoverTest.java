package dev.rialto.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.it.raw.Mqtt;
import dev.rialto.it.raw.Packet;
import dev.rialto.it.raw.RawClient;
import dev.rialto.it.raw.RawSocket;
import dev.rialto.it.server.Server;
import dev.rialto.it.server.SharedServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several connections with one client identifier [MQTT-3.1.4-2]. */
@ExtendWith(SharedServer.class)
class TakeoverTest {
  private static final int POLICY_VIOLATION = 1008;

  private final Server server;

  TakeoverTest(Server server) {
    this.server = server;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void closes_the_earlier_connection(boolean clean) throws IOException {
    byte[] connect = clean ? Mqtt.connect("twice") : Mqtt.connectPersistent("twice");
    try (RawClient first = RawClient.connected(server.port(), connect);
        RawClient second = RawClient.connected(server.port(), connect)) {
      assertThat(first.readToEnd()).isEqualTo(POLICY_VIOLATION);
      second.send(Mqtt.PINGREQ);
      second.expect(Packet.PINGRESP);
    }
    RawClient.connected(server.port(), "twice").close(); // forgets the session
  }

  @Test
  void publishes_the_will_of_the_earlier_connection_only() throws IOException {
    try (RawClient watcher = RawClient.connected(server.port(), "taken-watcher")) {
      watcher.subscribe("taken/#", 1);
      try (RawClient first = RawClient.connected(server.port(), withWill("first"));
          RawClient second = RawClient.connected(server.port(), withWill("second"))) {
        assertThat(watcher.expect(Packet.PUBLISH).payloadText()).isEqualTo("first");
        first.readToEnd();
        second.send(Mqtt.DISCONNECT);
        second.readToEnd();
      }
      watcher.publish("taken/fence");
      assertThat(watcher.expect(Packet.PUBLISH).topic()).isEqualTo("taken/fence");
    }
  }

  private static byte[] withWill(String will) {
    return Mqtt.connectWithWill("taken", 0, "taken/will", will);
  }

  @Test
  void survives_a_hundred_takeovers_a_second_with_one_connection_and_every_will() throws Exception {
    int threads = 4;
    long nanos = 3_000_000_000L;
    AtomicInteger number = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<RawClient> clients = new ArrayList<>();
    try (RawClient watcher = RawClient.connected(server.port(), "storm-watcher")) {
      watcher.subscribe("storm/will", 1);
      long start = System.nanoTime();
      List<Future<List<RawClient>>> storms = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        Callable<List<RawClient>> storm = () -> takeOver(number, start + nanos);
        storms.add(pool.submit(storm));
      }
      for (Future<List<RawClient>> each : storms) {
        clients.addAll(each.get());
      }
      assertThat(clients).hasSizeGreaterThan(300);

      int last = awaitAllButOneClosed(clients);
      Set<String> wills = new HashSet<>();
      while (wills.size() < clients.size() - 1) {
        Packet will = watcher.expect(Packet.PUBLISH);
        watcher.send(Mqtt.pubAck(will.packetId()));
        assertThat(wills.add(will.payloadText())).as("%s for the first time", will).isTrue();
      }
      clients.get(last).send(Mqtt.DISCONNECT);
      clients.get(last).readToEnd();
      watcher.publish("storm/will"); // an empty one, as a fence
      assertThat(watcher.expect(Packet.PUBLISH).payloadText()).isEmpty();
    } finally {
      pool.shutdownNow();
      for (RawClient client : clients) {
        client.close();
      }
    }
  }

  private List<RawClient> takeOver(AtomicInteger number, long until) throws IOException {
    List<RawClient> clients = new ArrayList<>();
    while (System.nanoTime() - until < 0) {
      RawClient client = new RawClient(RawSocket.webSocket(server.port()));
      client.send(
          Mqtt.connectWithWill("storm", 0, "storm/will", "will " + number.incrementAndGet()));
      clients.add(client);
    }
    return clients;
  }

  /** Returns which is left. */
  private static int awaitAllButOneClosed(List<RawClient> clients) throws Exception {
    List<Integer> alive = new ArrayList<>();
    ExecutorService readers = Executors.newFixedThreadPool(16);
    try {
      List<Future<Boolean>> answers = new ArrayList<>();
      for (RawClient client : clients) {
        client.trySend(Mqtt.PINGREQ);
        answers.add(readers.submit(() -> isAlive(client)));
      }
      for (int i = 0; i < answers.size(); i++) {
        if (answers.get(i).get()) {
          alive.add(i);
        }
      }
    } finally {
      readers.shutdownNow();
    }
    assertThat(alive).hasSize(1);
    return alive.get(0);
  }

  private static boolean isAlive(RawClient client) throws IOException {
    Packet packet = client.next();
    while (packet != null && packet.type() != Packet.PINGRESP) {
      packet = client.next();
    }
    return packet != null;
  }
}
