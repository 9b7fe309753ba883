package dev.rialto.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rialto.it.client.Client5;
import dev.rialto.it.client.Client5.Library5;
import dev.rialto.it.client.Message5;
import dev.rialto.it.client.RefusedException;
import dev.rialto.it.client.Terms5;
import dev.rialto.it.client.Wish;
import dev.rialto.it.raw.Answer;
import dev.rialto.it.raw.Mqtt;
import dev.rialto.it.raw.Packet;
import dev.rialto.it.raw.RawClient;
import dev.rialto.it.raw.RawSocket;
import dev.rialto.it.server.Server;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Limits that are small enough to be reached soon, on a real server. */
class SmallLimitsTest {
  private static final int QUOTA_EXCEEDED = 0x97;
  private static final int CONNECTIONS = 20;
  private static final int RATE = 500;

  private static Server server;
  private static int port;

  @BeforeAll
  static void start() throws Exception {
    server =
        Server.start(
            "small-limits-server",
            "rialto.connections.address.max=" + CONNECTIONS,
            "rialto.connect.bytes.max=256",
            "rialto.publish.rate.max=" + RATE,
            "rialto.subscriptions.max=2",
            "rialto.retained.max=1",
            "rialto.sessions.max=1",
            "rialto.sys.interval=200 ms");
    port = server.port();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void everybody_leaves() throws Exception {
    Await.until("all places are free", () -> opens(CONNECTIONS));
  }

  private static boolean opens(int count) throws IOException {
    List<RawSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(RawSocket.webSocket(port));
      }
      return true;
    } catch (IOException e) {
      return false;
    } finally {
      for (RawSocket socket : sockets) {
        socket.reset();
      }
    }
  }

  @Test
  void one_connection_too_many_is_told_so_in_the_handshake() throws Exception {
    List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      clients.add(RawClient.connected(port, "place-" + i));
    }
    try (RawSocket late = new RawSocket(port)) {
      Answer answer = late.handshake("/mqtt");
      assertThat(answer.status()).isEqualTo(429);
      assertThat(answer.value("Retry-After")).contains("10");
      assertThat(answer.body()).contains("its address has as many connections as it may");
    }
    try (RawSocket late = new RawSocket(port)) {
      assertThat(late.handshake("/text/t").status()).isEqualTo(429);
    }
    assertThat(post("t")).isEqualTo(429);
    clients.remove(0).close();
    Await.until("there is a place", () -> opens(1));
    for (RawClient client : clients) {
      client.close();
    }
  }

  private static int post(String topic) throws Exception {
    URI address = server.http().resolve("api/topics/" + topic);
    HttpRequest request =
        HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.ofString("x")).build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  void a_publisher_is_read_slowly_and_loses_nothing() throws Exception {
    long paused = server.counter("reads-paused");
    int count = 4 * RATE;
    try (RawClient listener = RawClient.connected(port, "listener");
        RawClient publisher = RawClient.connected(port, Mqtt.connect("fast", 1))) {
      listener.subscribe("paced", 0);
      long start = System.nanoTime();
      for (int i = 0; i < count; i++) {
        publisher.send(Mqtt.publish(1, i + 1, "paced", ByteBuffer.allocate(64).putInt(i).array()));
      }
      publisher.send(Mqtt.PINGREQ); // its keep alive is shorter than what it has to wait
      for (int i = 0; i < count; i++) {
        assertThat(ByteBuffer.wrap(listener.expect(Packet.PUBLISH).payload()).getInt())
            .isEqualTo(i);
        assertThat(publisher.expect(Packet.PUBACK).packetId()).isEqualTo(i + 1);
      }
      publisher.expect(Packet.PINGRESP);
      Duration taken = Duration.ofNanos(System.nanoTime() - start);
      assertThat(taken).isGreaterThan(Duration.ofMillis(1_500)); // at most 500, and 500 a second
      assertThat(server.counter("reads-paused")).isGreaterThan(paused);
    }
  }

  @Test
  void whoever_has_not_connected_is_believed_less() throws Exception {
    try (RawSocket stranger = RawSocket.webSocket(port)) {
      stranger.binary(Mqtt.connect("x".repeat(300)));
      assertThat(stranger.readToEnd()).isEqualTo(1009);
    }
  }

  @ParameterizedTest
  @EnumSource(value = Library5.class, names = "HIVEMQ") // Paho takes 0x97 in SUBACK for an error
  void what_is_too_much_is_refused_with_its_reason(Library5 library) throws Exception {
    try (Client5 greedy = library.connect(port, Terms5.of("greedy").lasting(60))) {
      greedy.subscribe("a", 0);
      greedy.subscribe("b", 0);
      assertThat(greedy.subscribe(Wish.of("c", 0)).code()).isEqualTo(QUOTA_EXCEEDED);
      assertThat(greedy.publish(Message5.of("r1", 1, "x").retain()).code()).isLessThan(0x80);
      assertThat(greedy.publish(Message5.of("r2", 1, "x").retain()).code())
          .isEqualTo(QUOTA_EXCEEDED);
      assertThat(greedy.publish(Message5.of("r1", 1, "y").retain()).code()).isLessThan(0x80);
      assertThatThrownBy(() -> library.connect(port, Terms5.of("another").lasting(60)).close())
          .isInstanceOfSatisfying(
              RefusedException.class,
              refused -> assertThat(refused.code()).isEqualTo(QUOTA_EXCEEDED));
      assertThat(greedy.publish(Message5.of("r1", 1, "").retain()).code()).isLessThan(0x80);
    }
    library.connect(port, Terms5.of("greedy")).close(); // in place of the session that was kept
  }

  @Test
  void the_server_tells_of_itself() throws Exception {
    try (RawClient reader = RawClient.connected(port, "reader")) {
      reader.subscribe("$SYS/broker/version", 0);
      assertThat(reader.expect(Packet.PUBLISH).payloadText()).startsWith("Rialto 0");
      reader.subscribe("$SYS/broker/rialto/dropped-not-authorized", 0);
      String before = reader.expect(Packet.PUBLISH).payloadText();
      reader.publish("$SYS/broker/version", (byte) 'x');
      assertThat(Long.parseLong(reader.expect(Packet.PUBLISH).payloadText()))
          .isEqualTo(Long.parseLong(before) + 1);
    }
  }
}
