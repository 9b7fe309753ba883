package dev.rialto.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.it.raw.Mqtt;
import dev.rialto.it.raw.Packet;
import dev.rialto.it.raw.RawClient;
import dev.rialto.it.raw.RawSocket;
import dev.rialto.it.server.Server;
import dev.rialto.it.server.SharedServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients that don't read what is sent to them. */
@ExtendWith(SharedServer.class)
class BackPressureTest {
  private static final int SMALL_BUFFER = 16 << 10;
  private static final int PAYLOAD = 1_000;

  private final Server server;

  BackPressureTest(Server server) {
    this.server = server;
  }

  private RawClient frozen(String clientId, String filter, int qos) throws IOException {
    RawSocket socket = new RawSocket(server.port(), SMALL_BUFFER);
    socket.upgrade();
    RawClient client = new RawClient(socket);
    client.send(Mqtt.connect(clientId));
    client.expect(Packet.CONNACK);
    client.subscribe(filter, qos);
    return client; // and from here on it never reads
  }

  @Test
  void a_frozen_reader_is_dropped_and_slows_nobody() throws Exception {
    long stalled = server.counter("connections-stalled");
    long dropped = server.counter("dropped-outbox-full");
    try (RawClient frozen = frozen("frozen", "freeze", 0);
        RawClient reader = RawClient.connected(server.port(), "reader");
        RawClient publisher = RawClient.connected(server.port(), "freezer")) {
      reader.subscribe("freeze", 0);
      int number = 0;
      while (server.counter("connections-stalled") == stalled) {
        for (int i = 0; i < 200; i++) {
          publisher.send(Mqtt.publish("freeze", numbered(number + i)));
        }
        for (int i = 0; i < 200; i++) { // all of them, in order, and at once
          assertThat(ByteBuffer.wrap(reader.expect(Packet.PUBLISH).payload()).getInt())
              .isEqualTo(number++);
        }
      }
      assertThat(server.counter("dropped-outbox-full")).isGreaterThan(dropped);
      assertThat(server.counter("connections-stalled")).isEqualTo(stalled + 1);
      assertThat(frozen.readToEnd()).isIn(1006, 1008);
      server.awaitLog("client 'frozen' left: it took nothing for 3 s");
    }
  }

  private static byte[] numbered(int number) {
    return ByteBuffer.allocate(PAYLOAD).putInt(number).array();
  }

  @Test
  void a_frozen_reader_of_a_persistent_session_finds_its_messages_when_it_returns()
      throws Exception {
    int batches = 100;
    int batch = 100;
    byte[] connect = Mqtt.connectPersistent("returns");
    RawSocket socket = new RawSocket(server.port(), SMALL_BUFFER);
    socket.upgrade();
    try (RawClient frozen = new RawClient(socket);
        RawClient publisher = RawClient.connected(server.port(), "keeper")) {
      frozen.send(connect);
      frozen.expect(Packet.CONNACK);
      frozen.subscribe("kept", 1);
      for (int i = 0; i < batches; i++) {
        for (int j = 0; j < batch; j++) {
          publisher.send(Mqtt.publish(1, j + 1, "kept", numbered(i * batch + j)));
        }
        for (int j = 0; j < batch; j++) {
          assertThat(publisher.expect(Packet.PUBACK).packetId()).isEqualTo(j + 1);
        }
      }
      socket.reset();
    }
    try (RawClient back = new RawClient(RawSocket.webSocket(server.port()))) {
      back.send(connect);
      assertThat(back.expect(Packet.CONNACK).isSessionPresent()).isTrue();
      for (int i = 0; i < batches * batch; i++) {
        Packet message = back.expect(Packet.PUBLISH);
        assertThat(ByteBuffer.wrap(message.payload()).getInt()).isEqualTo(i);
        back.send(Mqtt.pubAck(message.packetId()));
      }
    }
    RawClient.connected(server.port(), "returns").close(); // with a clean session: forgets it
  }

  @Test
  void a_publisher_that_does_not_read_its_acknowledgements_is_cut_off() throws Exception {
    RawSocket deaf = new RawSocket(server.port(), SMALL_BUFFER);
    deaf.upgrade();
    deaf.binary(Mqtt.connect("deaf"));
    long stalled = server.counter("connections-stalled");
    Thread publisher = new Thread(() -> publishUntilCutOff(deaf), "deaf publisher");
    publisher.setDaemon(true);
    publisher.start();
    Await.until("it is noticed", () -> server.counter("connections-stalled") > stalled);
    server.awaitLog("client 'deaf' left: it does not read the answers to what it sends");
    publisher.join(Await.PATIENCE.toMillis());
    assertThat(publisher.isAlive()).as("its connection is still open").isFalse();
  }

  private static void publishUntilCutOff(RawSocket socket) {
    byte[][] batch = new byte[1_000][];
    for (int i = 0; i < batch.length; i++) {
      batch[i] = Mqtt.publish(1, i + 1, "deaf", new byte[0]);
    }
    try {
      while (true) {
        socket.binary(batch);
      }
    } catch (IOException e) {
      // as it should be
    }
  }
}
