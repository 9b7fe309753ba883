package dev.rialto.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.it.raw.Frame;
import dev.rialto.it.raw.Mqtt;
import dev.rialto.it.raw.Packet;
import dev.rialto.it.raw.RawClient;
import dev.rialto.it.raw.RawSocket;
import dev.rialto.it.server.Server;
import dev.rialto.it.server.SharedServer;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What gets a connection closed, how, and when. */
@ExtendWith(SharedServer.class)
class LimitsTest {
  private static final int PACKET_MAX = 1 << 20;

  private final Server server;

  LimitsTest(Server server) {
    this.server = server;
  }

  private RawSocket open() throws IOException {
    return RawSocket.webSocket(server.port());
  }

  @ParameterizedTest
  @ValueSource(ints = {PACKET_MAX - 3, 268_435_455})
  void closes_with_1009_on_a_packet_that_merely_claims_to_be_too_long(int remainingLength)
      throws IOException {
    byte[] start = Mqtt.join(Mqtt.bytes(0x30), Mqtt.remainingLength(remainingLength));
    try (RawSocket socket = open()) {
      socket.binary(Mqtt.bytes(0x10), Mqtt.remainingLength(remainingLength));
      assertThat(socket.readToEnd()).isEqualTo(1009);
    }
    try (RawClient client = RawClient.connected(server.port(), "claims")) {
      client.send(start);
      assertThat(client.readToEnd()).isEqualTo(1009);
    }
  }

  @Test
  void passes_on_a_packet_of_the_greatest_length() throws IOException {
    String topic = "greatest";
    int payload = PACKET_MAX - 1 - 3 - 2 - topic.length();
    byte[] packet = Mqtt.publish(topic, new byte[payload]);
    assertThat(packet).hasSize(PACKET_MAX);
    try (RawClient client = RawClient.connected(server.port(), topic)) {
      client.subscribe(topic, 0);
      client.send(packet);
      assertThat(client.expect(Packet.PUBLISH).payload()).hasSize(payload);
    }
  }

  @Test
  void closes_when_a_frame_is_longer_than_any_packet_may_be() throws IOException {
    try (RawClient client = RawClient.connected(server.port(), "giant")) {
      Frame giant = Frame.of(Frame.BINARY, new byte[4 * PACKET_MAX]);
      try {
        client.socket().send(giant);
      } catch (SocketException e) {
        // closed while it was being sent
      }
      assertThat(client.readToEnd()).isIn(1002, 1009, 1006);
    }
    assertStillServes();
  }

  @Test
  void closes_when_fragments_make_an_endless_message() throws IOException {
    try (RawClient client = RawClient.connected(server.port(), "endless")) {
      byte[] start = Mqtt.join(Mqtt.bytes(0x30), Mqtt.remainingLength(PACKET_MAX - 4));
      client.socket().send(Frame.part(false, Frame.BINARY, start));
      assertThat(closedWhileSending(client.socket(), 40)).isTrue();
    }
    assertStillServes();
  }

  /** Sends zeros, 64 KiB a fragment. A packet's worth of them begins to be packets of type 0. */
  private static boolean closedWhileSending(RawSocket socket, int fragments) throws IOException {
    try {
      for (int i = 0; i < fragments; i++) {
        socket.send(Frame.part(false, Frame.CONTINUATION, new byte[64 << 10]));
      }
    } catch (SocketException e) {
      return true;
    }
    return socket.readToEnd() != 1000;
  }

  private void assertStillServes() throws IOException {
    try (RawClient client = RawClient.connected(server.port(), "still-serves")) {
      client.send(Mqtt.PINGREQ);
      client.expect(Packet.PINGRESP);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "packet type 0, 00 00",
    "packet type 15, f0 00",
    "reserved flags, 83 05 00 01 00 01 61",
    "a remaining length of five bytes, 30 ff ff ff ff 01",
    "QoS 3, 36 05 00 01 61 00 01",
    "an empty topic, 30 02 00 00",
    "a wildcard in a topic, 30 04 00 02 61 23",
    "a NUL in a topic, 30 04 00 02 61 00",
    "a surrogate in a topic, 30 05 00 03 ed a0 80",
    "packet identifier 0, 32 05 00 01 61 00 00",
    "a subscription without a filter, 82 02 00 01",
    "a filter that is none, 82 07 00 01 00 02 61 23 00",
    "a packet that only servers send, 20 02 00 00",
    "a second CONNECT, 10 0d 00 04 4d 51 54 54 04 02 00 00 00 01 61",
  })
  void closes_with_1002_on(String what, String hex) throws IOException {
    try (RawClient client = RawClient.connected(server.port(), "breaks rules")) {
      client.send(unhex(hex));
      assertThat(client.readToEnd()).as(what).isEqualTo(1002);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PINGREQ, c0 00",
    "PUBLISH, 30 03 00 01 61",
    "SUBSCRIBE, 82 06 00 01 00 01 61 00",
    "an unknown protocol name, 10 0d 00 04 4d 51 54 58 04 02 00 00 00 01 61",
    "plain nonsense, 47 45 54 20 2f",
  })
  void closes_with_1002_when_the_first_packet_is(String what, String hex) throws IOException {
    try (RawSocket socket = open()) {
      socket.binary(unhex(hex));
      assertThat(socket.readToEnd()).as(what).isEqualTo(1002);
    }
  }

  private static byte[] unhex(String hex) {
    String[] digits = hex.split(" ", -1);
    int[] values = new int[digits.length];
    for (int i = 0; i < digits.length; i++) {
      values[i] = Integer.parseInt(digits[i], 16);
    }
    return Mqtt.bytes(values);
  }

  @Test
  void refuses_a_protocol_version_that_it_does_not_speak_with_return_code_1() throws IOException {
    try (RawClient client = new RawClient(open())) {
      client.send(unhex("10 0d 00 04 4d 51 54 54 63 02 00 00 00 01 61"));
      assertThat(client.expect(Packet.CONNACK).code()).isEqualTo(1);
      assertThat(client.readToEnd()).isEqualTo(1002);
    }
  }

  @Test
  void refuses_an_empty_client_identifier_without_a_clean_session_with_return_code_2()
      throws IOException {
    try (RawClient client = new RawClient(open())) {
      client.send(Mqtt.connectPersistent(""));
      assertThat(client.expect(Packet.CONNACK).code()).isEqualTo(2);
      assertThat(client.readToEnd()).isEqualTo(1008);
    }
  }

  @Test
  void closes_a_connection_that_sends_no_connect_in_time() throws IOException {
    long start = System.nanoTime();
    try (RawSocket silent = open()) {
      assertThat(silent.readToEnd()).isEqualTo(1002);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(
            Duration.ofSeconds(SharedServer.CONNECT_TIMEOUT_SECONDS).minusMillis(50),
            Duration.ofSeconds(5L * SharedServer.CONNECT_TIMEOUT_SECONDS));
  }

  @Test
  void closes_a_connection_whose_connect_drips_in_too_slowly() throws Exception {
    try (RawSocket slow = open()) {
      byte[] connect = Mqtt.connect("x".repeat(2_000));
      long start = System.nanoTime();
      int sent = 0;
      try {
        while (sent < connect.length - 1 && System.nanoTime() - start < 20_000_000_000L) {
          slow.binary(new byte[] {connect[sent++]});
          Thread.sleep(10); // drips
        }
      } catch (SocketException e) {
        // closed meanwhile
      }
      assertThat(slow.readToEnd()).isIn(1002, 1006);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }
  }

  /** Never too early; late, where the machine is busy with other things, at most twice. */
  @Test
  void closes_one_and_a_half_times_the_keep_alive_after_the_last_packet() throws IOException {
    Duration shortest = Duration.ofDays(1);
    for (int i = 0; i < 3 && shortest.toMillis() > 2_200; i++) {
      try (RawClient client = RawClient.connected(server.port(), Mqtt.connect("keeps", 1))) {
        long before = System.nanoTime();
        client.send(Mqtt.PINGREQ);
        client.expect(Packet.PINGRESP);
        assertThat(client.readToEnd()).isEqualTo(1008);
        Duration taken = Duration.ofNanos(System.nanoTime() - before);
        assertThat(taken).isGreaterThanOrEqualTo(Duration.ofMillis(1_500));
        shortest = taken.compareTo(shortest) < 0 ? taken : shortest;
      }
    }
    assertThat(shortest).isLessThan(Duration.ofMillis(2_200));
  }

  @Test
  void does_not_take_a_websocket_ping_for_a_sign_of_life() throws Exception {
    try (RawClient client = RawClient.connected(server.port(), Mqtt.connect("pings-only", 1))) {
      long start = System.nanoTime();
      try {
        while (System.nanoTime() - start < 10_000_000_000L) {
          client.socket().send(Frame.of(Frame.PING, "alive?".getBytes(UTF_8)));
          client.socket().send(Frame.of(Frame.PONG));
          Frame answer = client.socket().read();
          if (answer == null || answer.opcode() == Frame.CLOSE) {
            break;
          }
          Thread.sleep(50); // between two pings
        }
      } catch (SocketException e) {
        // closed meanwhile
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofMillis(1_450), Duration.ofSeconds(9));
    }
  }

  @Test
  void watches_nobody_without_a_keep_alive() throws Exception {
    try (RawClient idle = RawClient.connected(server.port(), Mqtt.connect("idle", 0));
        RawClient watched = RawClient.connected(server.port(), Mqtt.connect("watched", 2))) {
      watched.readToEnd();
      idle.send(Mqtt.PINGREQ);
      idle.expect(Packet.PINGRESP);
    }
  }

  @Test
  void notices_a_connection_that_was_reset() throws Exception {
    try (RawClient watcher = RawClient.connected(server.port(), "watches-reset")) {
      watcher.subscribe("reset/will", 1);
      byte[] connect = Mqtt.connectWithWill("reset", 0, "reset/will", "gone");
      RawClient.connected(server.port(), connect).socket().reset();
      assertThat(watcher.expect(Packet.PUBLISH).payloadText()).isEqualTo("gone");
    }
  }

  @Test
  void publishes_the_will_of_a_client_that_breaks_a_rule() throws IOException {
    try (RawClient watcher = RawClient.connected(server.port(), "watches-will")) {
      watcher.subscribe("broken/will", 1);
      byte[] connect = Mqtt.connectWithWill("broken", 0, "broken/will", "gone");
      try (RawClient broken = RawClient.connected(server.port(), connect)) {
        broken.send(unhex("00 00"));
        broken.readToEnd();
      }
      assertThat(watcher.expect(Packet.PUBLISH).payloadText()).isEqualTo("gone");
    }
  }

  @Test
  void ignores_what_is_published_to_the_servers_own_topics_but_counts_it() throws IOException {
    long before = server.counter("dropped-not-authorized");
    try (RawClient client = RawClient.connected(server.port(), "own-topics")) {
      client.subscribe("$own/#", 0);
      client.publish("$own/load", "mine".getBytes(UTF_8));
      client.send(Mqtt.PINGREQ);
      client.expect(Packet.PINGRESP);
    }
    assertThat(server.counter("dropped-not-authorized")).isEqualTo(before + 1);
  }

  @Test
  void bears_topics_and_filters_of_more_levels_than_any_stack_does() throws IOException {
    String deep = "/".repeat(32_767);
    try (RawClient client = RawClient.connected(server.port(), "deep")) {
      client.send(Mqtt.publish(1, 1, deep, (byte) 'x'));
      client.expect(Packet.PUBACK);
      client.send(Mqtt.subscribe(2, deep, 1));
      assertThat(client.expect(Packet.SUBACK).code()).isEqualTo(0x80);
      client.send(Mqtt.PINGREQ);
      client.expect(Packet.PINGRESP);
    }
  }
}
