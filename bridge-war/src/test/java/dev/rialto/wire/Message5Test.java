package dev.rialto.wire;

import static dev.rialto.wire.Reading.message;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The four encodings of a message with properties, and what of a delivery goes into none. */
class Message5Test {
  private static final Properties USER = Properties.builder().user("k", "v").build();

  private static Message read(String bytes) throws MalformedPacketException {
    return ((Packet.Publish) Reading.one(Bytes.of(bytes), ProtocolVersion.MQTT_5)).message();
  }

  private static List<byte[]> encodings(Message message) {
    return Stream.of(
            message.encoding(false, false),
            message.encoding(true, false),
            message.encoding(false, true),
            message.encoding(true, true))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // the server's own
        "30 0E <a/b> 07 26 <k> <v> 'p'",
        "33 10 <a/b> 0007 07 26 <k> <v> 'p'",
        "30 11 <a/b> 0A 23 0001 26 <k> <v> 'p'",
        "3A 12 <a/b> 0007 09 0B 05 26 <k> <v> 'p'"
      })
  void each_is_made_once_and_right(String origin) throws MalformedPacketException {
    Message message = origin.isEmpty() ? message("a/b", "'p'", USER) : read(origin);
    List<byte[]> first = encodings(message);
    for (int i = 0; i < 4; i++) {
      assertThat(encodings(message).get(i)).isSameAs(first.get(i));
    }
    assertThat(delivered(message, 0, ProtocolVersion.MQTT_3_1_1)).isEqualTo("30 06 <a/b> 'p'");
    assertThat(delivered(message, 0x1234, ProtocolVersion.MQTT_3_1_1))
        .isEqualTo("32 08 <a/b> 1234 'p'");
    assertThat(delivered(message, 0, ProtocolVersion.MQTT_5))
        .isEqualTo("30 0E <a/b> 07 26 <k> <v> 'p'");
    assertThat(delivered(message, 0x1234, ProtocolVersion.MQTT_5))
        .isEqualTo("32 10 <a/b> 1234 07 26 <k> <v> 'p'");
    assertThat(message).isEqualTo(message("a/b", "'p'", USER));
  }

  /** Says which literal it is. */
  private static String delivered(Message message, int id, ProtocolVersion version) {
    Qos qos = id == 0 ? Qos.AT_MOST_ONCE : Qos.AT_LEAST_ONCE;
    byte[] bytes =
        PacketWriter.encode(
            new Packet.Publish(message, new Delivery(qos, false, false, id)), version);
    return Stream.of(
            "30 06 <a/b> 'p'",
            "32 08 <a/b> 1234 'p'",
            "30 0E <a/b> 07 26 <k> <v> 'p'",
            "32 10 <a/b> 1234 07 26 <k> <v> 'p'")
        .filter(literal -> Bytes.hex(Bytes.of(literal)).equals(Bytes.hex(bytes)))
        .findFirst()
        .orElse(Bytes.hex(bytes));
  }

  @Test
  void the_bytes_that_were_read_serve_as_encoding_with_properties() {
    byte[] packet = Bytes.of("32 10 <a/b> 0007 07 26 <k> <v> 'p'");
    Message message = new Message(Reading.topic("a/b"), Payload.of("p"), USER);
    message.readFrom(packet, true, ProtocolVersion.MQTT_5);
    assertThat(message.encoding(true, true)).isSameAs(packet);
    assertThat(message.encoding(false, true)).isEqualTo(Bytes.of("30 0E <a/b> 07 26 <k> <v> 'p'"));
    assertThat(message.encoding(true, false)).isEqualTo(Bytes.of("30 08 <a/b> 0000 'p'"));
  }

  @Test
  void the_properties_of_a_delivery_are_not_the_messages() throws MalformedPacketException {
    Message message = read("32 10 <a/b> 0007 07 26 <k> <v> 'p'");
    List<String> before = encodings(message).stream().map(Bytes::hex).toList();
    Delivery own =
        new Delivery(Qos.EXACTLY_ONCE, true, true, 0xFFFF)
            .with(Properties.of(Property.SUBSCRIPTION_IDENTIFIER, 9))
            .with(Properties.of(Property.MESSAGE_EXPIRY_INTERVAL, 5));
    assertThat(PacketWriter.encode(new Packet.Publish(message, own), ProtocolVersion.MQTT_5))
        .isEqualTo(Bytes.of("3D 17 <a/b> FFFF 0E 02 00000005 0B 09 26 <k> <v> 'p'"));
    assertThat(PacketWriter.size(message, own, ProtocolVersion.MQTT_5)).isEqualTo(25);
    assertThat(encodings(message).stream().map(Bytes::hex).toList()).isEqualTo(before);
    assertThat(message.properties()).isEqualTo(USER);
  }

  @Test
  void the_properties_of_a_delivery_go_before_the_messages() {
    Message message = message("a", "", Properties.of(Property.MESSAGE_EXPIRY_INTERVAL, 60));
    Delivery own =
        Delivery.of(Qos.AT_MOST_ONCE, false, Properties.of(Property.MESSAGE_EXPIRY_INTERVAL, 5));
    assertThat(PacketWriter.encoding(message, own, ProtocolVersion.MQTT_5))
        .isEqualTo(Bytes.of("30 09 <a> 05 02 00000005"));
    assertThat(PacketWriter.encoding(message, own, ProtocolVersion.MQTT_3_1_1))
        .isSameAs(message.encoding(false, false));
  }

  @Test
  void messages_with_other_properties_are_others() {
    Message message = message("a", "", USER);
    assertThat(message)
        .isEqualTo(message("a", "", Properties.builder().user("k", "v").build()))
        .isNotEqualTo(message("a", ""))
        .isNotEqualTo(message("a", "", Properties.builder().user("k", "w").build()));
    assertThat(message("a", "", USER).footprint()).isGreaterThan(message("a", "").footprint());
  }

  @Test
  void a_delivery_changes_by_copies() {
    Delivery delivery = Delivery.of(Qos.EXACTLY_ONCE, true, Properties.NONE);
    assertThat(Delivery.of(Qos.EXACTLY_ONCE, true, Properties.NONE)).isSameAs(delivery);
    assertThat(delivery.with(USER).withId(7).again())
        .isEqualTo(new Delivery(Qos.EXACTLY_ONCE, true, true, 7, USER));
    assertThat(delivery).isEqualTo(new Delivery(Qos.EXACTLY_ONCE, false, true, 0));
  }
}
