package dev.rialto.wire;

import static dev.rialto.wire.Reading.message;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Messages and payloads as values, and what of them may appear in a log. */
class MessageTest {
  private static final String SECRET = "hunter2";

  @Test
  void messages_are_equal_when_topic_and_payload_are() throws MalformedPacketException {
    Message message = message("a", "0102");
    byte[] packet = Bytes.of("32 07 <a> 0007 0102");
    assertThat(((Packet.Publish) Reading.one(packet)).message())
        .isEqualTo(message)
        .hasSameHashCodeAs(message);
    assertThat(message)
        .isNotEqualTo(message("b", "0102"))
        .isNotEqualTo(message("a", "0103"))
        .isNotEqualTo(message("a", "010200"))
        .isNotEqualTo("a");
  }

  @Test
  void payloads_are_equal_when_their_bytes_are() {
    byte[] array = Bytes.of("00 0102 00 0102 03");
    Payload payload = new Payload(array, 1, 2);
    assertThat(payload)
        .isEqualTo(new Payload(array, 4, 2))
        .hasSameHashCodeAs(new Payload(array, 4, 2))
        .isNotEqualTo(new Payload(array, 4, 3))
        .isNotEqualTo(new Payload(array, 2, 2))
        .isNotEqualTo("0102");
    assertThat(new Payload(array, 3, 0)).isEqualTo(Payload.EMPTY);
  }

  @Test
  void a_payload_is_its_part_of_the_bytes() {
    Payload payload = new Payload(Bytes.of("00 0102 00"), 1, 2);
    assertThat(payload.length()).isEqualTo(2);
    assertThat(payload.isEmpty()).isFalse();
    assertThat(payload.toBytes()).isEqualTo(Bytes.of("0102"));
    assertThat(Payload.of("é").toBytes()).isEqualTo(Bytes.of("C3A9"));
    assertThat(Payload.EMPTY.isEmpty()).isTrue();
    assertThat(Payload.EMPTY.toBytes()).isEmpty();
  }

  @Test
  void the_bytes_that_a_payload_gives_are_the_callers_own() {
    Payload payload = Payload.of("abc");
    payload.toBytes()[0] = 'x';
    assertThat(payload).isEqualTo(Payload.of("abc"));
  }

  @Test
  void the_footprint_grows_with_topic_and_payload() {
    int small = message("a", "").footprint();
    assertThat(small).isPositive();
    assertThat(message("a", "00").footprint()).isGreaterThan(small);
    assertThat(message("aa", "").footprint()).isGreaterThan(small);
    int before = 0;
    for (int length = 1; length <= 65_535; length = 2 * length + 1) {
      int footprint = message("t".repeat(length), new byte[length]).footprint();
      assertThat(footprint).isGreaterThan(before).isGreaterThan(2 * length);
      before = footprint;
    }
  }

  @Test
  void a_payload_shows_its_length_only() {
    Payload payload = Payload.of(SECRET);
    assertThat(payload).hasToString("7 bytes");
    Packet.Publish publish =
        new Packet.Publish(
            new Message(Reading.topic("a/b"), payload),
            Delivery.of(Qos.AT_MOST_ONCE, false, Properties.NONE));
    assertThat(publish.toString()).contains("a/b", "7 bytes").doesNotContain(SECRET);
  }

  @Test
  void a_connect_shows_neither_credentials_nor_will() {
    Message will = new Message(Reading.topic("will/topic"), Payload.of("last words"));
    Packet.Connect connect =
        new Packet.Connect(
            ProtocolVersion.MQTT_3_1_1,
            "sensor-7",
            true,
            60,
            new Packet.WillMessage(will, Qos.AT_LEAST_ONCE, true, 0),
            "alice",
            Payload.of(SECRET),
            Properties.NONE);
    String hex = Bytes.hex(SECRET.getBytes(StandardCharsets.UTF_8));
    assertThat(connect.toString())
        .contains("sensor-7")
        .doesNotContain(SECRET, "alice", "last words", hex, "104, 117");
  }
}
