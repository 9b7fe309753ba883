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
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets in frames, messages and segments of every cut [MQTT-6.0.0-2]. */
@ExtendWith(SharedServer.class)
class FramingTest {
  private static final int JOINED_UP_TO = 12 << 10;

  private final Server server;

  FramingTest(Server server) {
    this.server = server;
  }

  private RawSocket open() throws IOException {
    return RawSocket.webSocket(server.port());
  }

  private static void assertAccepted(RawSocket socket) throws IOException {
    assertThat(new RawClient(socket).expect(Packet.CONNACK).code()).isZero();
  }

  @Test
  void puts_a_connect_together_that_was_split_at_any_byte_into_two_messages() throws IOException {
    byte[] connect = Mqtt.connect("split");
    for (int cut = 1; cut < connect.length; cut++) {
      try (RawSocket socket = open()) {
        socket.binary(Arrays.copyOf(connect, cut));
        socket.binary(Arrays.copyOfRange(connect, cut, connect.length));
        assertAccepted(socket);
      }
    }
  }

  @Test
  void puts_a_connect_together_that_came_as_one_byte_a_message() throws IOException {
    try (RawSocket socket = open()) {
      for (byte single : Mqtt.connect("bytes")) {
        socket.binary(new byte[] {single});
      }
      assertAccepted(socket);
    }
  }

  @Test
  void puts_a_connect_together_that_came_as_one_byte_a_fragment() throws IOException {
    try (RawSocket socket = open()) {
      byte[] connect = Mqtt.connect("fragments");
      for (int i = 0; i < connect.length; i++) {
        socket.send(
            Frame.part(
                i == connect.length - 1, i == 0 ? Frame.BINARY : Frame.CONTINUATION, connect[i]));
      }
      assertAccepted(socket);
    }
  }

  @Test
  void bears_empty_messages_and_empty_fragments() throws IOException {
    try (RawSocket socket = open()) {
      socket.binary();
      socket.send(Frame.part(false, Frame.BINARY));
      socket.send(Frame.part(false, Frame.CONTINUATION, Mqtt.connect("empty")));
      socket.send(Frame.part(true, Frame.CONTINUATION));
      socket.binary();
      assertAccepted(socket);
    }
  }

  @Test
  void handles_forty_packets_of_one_message_in_order() throws IOException {
    try (RawClient client = RawClient.connected(server.port(), "forty")) {
      client.subscribe("forty/+", 0);
      client.send(
          IntStream.range(0, 40)
              .mapToObj(i -> Mqtt.publish("forty/" + i, "value " + i))
              .toArray(byte[][]::new));
      for (int i = 0; i < 40; i++) {
        assertThat(client.expect(Packet.PUBLISH).payloadText()).isEqualTo("value " + i);
      }
    }
  }

  @Test
  void handles_packets_across_the_bounds_of_messages() throws IOException {
    try (RawClient client = RawClient.connected(server.port(), "across")) {
      client.subscribe("across", 0);
      byte[] stream =
          IntStream.range(0, 50)
              .mapToObj(i -> Mqtt.publish("across", "value " + i))
              .reduce(new byte[0], Mqtt::join);
      for (int from = 0; from < stream.length; from += 7) {
        client.send(Arrays.copyOfRange(stream, from, Math.min(stream.length, from + 7)));
      }
      for (int i = 0; i < 50; i++) {
        assertThat(client.expect(Packet.PUBLISH).payloadText()).isEqualTo("value " + i);
      }
    }
  }

  @Test
  void understands_a_ping_between_two_fragments() throws IOException {
    try (RawSocket socket = open()) {
      byte[] connect = Mqtt.connect("ping-between");
      socket.send(Frame.part(false, Frame.BINARY, Arrays.copyOf(connect, 5)));
      socket.send(Frame.of(Frame.PING, Mqtt.bytes(1, 2, 3)));
      assertThat(socket.read().payload()).containsExactly(1, 2, 3);
      socket.send(
          Frame.part(true, Frame.CONTINUATION, Arrays.copyOfRange(connect, 5, connect.length)));
      assertAccepted(socket);
    }
  }

  @Test
  void answers_pings_with_their_own_payload_and_ignores_pongs() throws IOException {
    try (RawSocket socket = open()) {
      socket.send(Frame.of(Frame.PONG, "nobody asked".getBytes(UTF_8)));
      for (int size : new int[] {0, 1, 125}) {
        byte[] payload = new byte[size];
        Arrays.fill(payload, (byte) size);
        socket.send(Frame.of(Frame.PING, payload));
        Frame pong = socket.read();
        assertThat(pong.opcode()).isEqualTo(Frame.PONG);
        assertThat(pong.payload()).isEqualTo(payload);
      }
      socket.binary(Mqtt.connect("ping"));
      assertAccepted(socket);
    }
  }

  @Test
  void accepts_a_mask_of_zero() throws IOException {
    try (RawSocket socket = open()) {
      socket.send(Frame.of(Frame.BINARY, Mqtt.connect("unmasked")).masked(0));
      assertAccepted(socket);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 8})
  void accepts_a_length_in_more_bytes_than_it_needs(int bytes) throws IOException {
    try (RawSocket socket = open()) {
      socket.send(Frame.of(Frame.BINARY, Mqtt.connect("long-" + bytes)).lengthIn(bytes));
      assertAccepted(socket);
    }
  }

  @Test
  void accepts_header_and_payload_in_segments_of_their_own() throws IOException {
    try (RawSocket socket = open()) {
      Frame frame = Frame.of(Frame.BINARY, Mqtt.connect("segments"));
      for (byte single : frame.header()) {
        socket.send(single);
      }
      socket.send(frame.maskedPayload());
      assertAccepted(socket);
    }
  }

  @Test
  void accepts_a_message_a_byte_a_segment_with_sixty_four_bits_of_length() throws IOException {
    try (RawSocket socket = open()) {
      for (byte single :
          Frame.of(Frame.BINARY, Mqtt.connect("drops")).lengthIn(8).masked(0).bytes()) {
        socket.send(single);
      }
      assertAccepted(socket);
    }
  }

  @Test
  void accepts_connect_and_all_that_follows_without_waiting_for_an_answer() throws IOException {
    try (RawClient client = new RawClient(open())) {
      client.send(
          Mqtt.connect("hasty"),
          Mqtt.subscribe(1, "hasty", 1),
          Mqtt.publish(1, 2, "hasty", (byte) 'x'));
      client.expect(Packet.CONNACK);
      client.expect(Packet.SUBACK);
      assertThat(new int[] {client.next().type(), client.next().type()})
          .containsExactlyInAnyOrder(Packet.PUBLISH, Packet.PUBACK);
    }
  }

  @Test
  void closes_with_1003_on_text() throws IOException {
    try (RawSocket socket = open()) {
      socket.send(Frame.of(Frame.TEXT, "hello".getBytes(UTF_8)));
      assertThat(socket.readToEnd()).isEqualTo(1003);
    }
    try (RawClient client = RawClient.connected(server.port(), "texts")) {
      client.socket().send(Frame.of(Frame.TEXT, "hello".getBytes(UTF_8)));
      assertThat(client.readToEnd()).isEqualTo(1003);
    }
  }

  @Test
  void answers_a_close_frame_with_its_code_and_ends_the_connection() throws IOException {
    try (RawSocket socket = open()) {
      socket.send(Frame.of(Frame.CLOSE, Mqtt.number(1000)));
      assertThat(socket.readToEnd()).isEqualTo(1000);
    }
  }

  @Test
  void never_fragments_and_joins_packets_only_up_to_12_kib() throws Exception {
    byte[] payload = new byte[1_000];
    int size = Mqtt.publish("joined", payload).length;
    try (RawSocket slow = new RawSocket(server.port(), 32 << 10);
        RawClient publisher = RawClient.connected(server.port(), "joined-publisher")) {
      slow.upgrade();
      slow.binary(Mqtt.connect("joined"), Mqtt.subscribe(1, "joined", 0));
      assertThat(slow.read().opcode()).isEqualTo(Frame.BINARY);
      long before = server.counter("dropped-outbox-full");
      while (server.counter("dropped-outbox-full") == before) { // so that packets have to wait
        for (int i = 0; i < 500; i++) {
          publisher.send(Mqtt.publish("joined", payload));
        }
        publisher.publish("joined-fence", new byte[0]);
      }
      int longest = 0;
      while (longest <= size) {
        longest = slow.read().length();
      }
      for (int i = 0; i < 50; i++) {
        Frame frame = slow.read();
        assertThat(frame.opcode()).isEqualTo(Frame.BINARY);
        assertThat(frame.isLast()).isTrue();
        assertThat(frame.length() % size).isZero();
        longest = Math.max(longest, frame.length());
      }
      assertThat(longest).isBetween(2 * size, JOINED_UP_TO);
    }
  }
}
