package dev.rialto.wire;

import static dev.rialto.wire.Reading.message;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Numbers that the server gives to topics, for a client that takes some. */
class OutboundAliasesTest {
  private static final Delivery LIVE = Delivery.of(Qos.AT_MOST_ONCE, false, Properties.NONE);
  private static final int SERVERS = 10;

  /** A client's CONNECT; a wish of zero is not written. */
  static Packet.Connect connect(ProtocolVersion version, int aliases, long maximumPacketSize) {
    Properties.Builder wishes = Properties.builder();
    if (aliases > 0) {
      wishes.put(Property.TOPIC_ALIAS_MAXIMUM, aliases);
    }
    if (maximumPacketSize > 0) {
      wishes.put(Property.MAXIMUM_PACKET_SIZE, maximumPacketSize);
    }
    return new Packet.Connect(version, "c", true, 0, null, null, null, wishes.build());
  }

  private static PacketEncoder encoder(int clients, int servers) {
    return PacketEncoder.of(connect(ProtocolVersion.MQTT_5, clients, 0), servers);
  }

  /** As it goes out. */
  static byte[] sent(PacketEncoder encoder, Message message, Delivery delivery) {
    byte[] encoding = encoder.encode(message, delivery);
    byte[] target = new byte[encoding.length];
    PacketWriter.copy(encoding, delivery, target, 0);
    return target;
  }

  private static void goesOut(PacketEncoder encoder, String topic, String expected) {
    assertThat(sent(encoder, message(topic, "'p'"), LIVE)).isEqualTo(Bytes.of(expected));
  }

  @Test
  void a_topic_has_its_alias_from_its_first_message_on() {
    PacketEncoder encoder = encoder(5, SERVERS);
    goesOut(encoder, "a/b", "30 0A <a/b> 03 23 0001 'p'");
    goesOut(encoder, "a/b", "30 07 0000 03 23 0001 'p'");
    goesOut(encoder, "a/b", "30 07 0000 03 23 0001 'p'");
  }

  @ParameterizedTest
  @CsvSource({"2, 10", "10, 2", "2, 2", "65535, 2"})
  void the_first_topics_get_aliases_as_many_as_both_sides_take(int clients, int servers) {
    PacketEncoder encoder = encoder(clients, servers);
    goesOut(encoder, "a/b", "30 0A <a/b> 03 23 0001 'p'");
    goesOut(encoder, "c/d", "30 0A <c/d> 03 23 0002 'p'");
    goesOut(encoder, "e/f", "30 07 <e/f> 00 'p'");
    goesOut(encoder, "c/d", "30 07 0000 03 23 0002 'p'");
    goesOut(encoder, "e/f", "30 07 <e/f> 00 'p'");
    goesOut(encoder, "a/b", "30 07 0000 03 23 0001 'p'");
  }

  @ParameterizedTest
  @CsvSource({"0, 10", "10, 0", "0, 0"})
  void without_aliases_all_share_the_messages_encoding(int clients, int servers) {
    PacketEncoder encoder = encoder(clients, servers);
    Message message = message("a/b", "'p'");
    assertThat(encoder.encode(message, LIVE)).isSameAs(message.encoding(false, true));
    assertThat(encoder.encode(message, new Delivery(Qos.AT_LEAST_ONCE, false, false, 7)))
        .isSameAs(message.encoding(true, true));
  }

  @Test
  void topics_that_came_too_late_share_it_too() {
    PacketEncoder encoder = encoder(1, SERVERS);
    goesOut(encoder, "a/b", "30 0A <a/b> 03 23 0001 'p'");
    Message late = message("c/d", "'p'");
    assertThat(encoder.encode(late, LIVE)).isSameAs(late.encoding(false, true));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MQTT_5")
  void an_older_client_gets_none(ProtocolVersion version) {
    Message message = message("a/b", "'p'");
    PacketEncoder encoder = PacketEncoder.of(connect(version, 0, 0), SERVERS);
    assertThat(encoder.encode(message, LIVE)).isSameAs(message.encoding(false, false));
    assertThat(PacketEncoder.of(version).encode(message, LIVE))
        .isSameAs(message.encoding(false, false));
  }

  @Test
  void an_alias_does_not_change_what_is_shared() {
    Message message = message("a/b", "'p'");
    byte[] before = message.encoding(false, true).clone();
    PacketEncoder encoder = encoder(1, SERVERS);
    for (int i = 0; i < 3; i++) {
      assertThat(encoder.encode(message, LIVE)).isNotSameAs(message.encoding(false, true));
    }
    assertThat(message.encoding(false, true)).isEqualTo(before);
    assertThat(message.properties()).isSameAs(Properties.NONE);
  }

  @Test
  void identifier_and_properties_have_their_places() {
    PacketEncoder encoder = encoder(1, SERVERS);
    Message message = message("a/b", "'p'", Properties.builder().user("k", "v").build());
    Delivery own =
        new Delivery(
            Qos.AT_LEAST_ONCE,
            true,
            false,
            0x1234,
            Properties.of(Property.SUBSCRIPTION_IDENTIFIER, 7));
    assertThat(sent(encoder, message, own))
        .isEqualTo(Bytes.of("3A 15 <a/b> 1234 0C 0B 07 23 0001 26 <k> <v> 'p'"));
    assertThat(sent(encoder, message, own))
        .isEqualTo(Bytes.of("3A 12 0000 1234 0C 0B 07 23 0001 26 <k> <v> 'p'"));
  }

  @Test
  void a_packet_that_an_alias_would_make_too_large_goes_without() {
    Message message = message("a/b", "'p'");
    int plain = PacketWriter.size(message, LIVE, ProtocolVersion.MQTT_5);
    for (int room = 0; room < 3; room++) {
      PacketEncoder encoder =
          PacketEncoder.of(connect(ProtocolVersion.MQTT_5, 1, plain + room), SERVERS);
      assertThat(encoder.encode(message, LIVE)).isSameAs(message.encoding(false, true));
      assertThat(sent(encoder, message("a", ""), LIVE))
          .as("the alias is still free")
          .isEqualTo(Bytes.of("30 07 <a> 03 23 0001"));
    }
    PacketEncoder encoder =
        PacketEncoder.of(connect(ProtocolVersion.MQTT_5, 1, plain + 3), SERVERS);
    goesOut(encoder, "a/b", "30 0A <a/b> 03 23 0001 'p'");
  }

  @Test
  void also_where_the_topic_is_shorter_than_its_alias() {
    PacketEncoder encoder = PacketEncoder.of(connect(ProtocolVersion.MQTT_5, 1, 9), SERVERS);
    assertThat(sent(encoder, message("a", ""), LIVE)).isEqualTo(Bytes.of("30 07 <a> 03 23 0001"));
    assertThat(sent(encoder, message("a", "'1'"), LIVE))
        .isEqualTo(Bytes.of("30 07 0000 03 23 0001 '1'"));
    assertThat(sent(encoder, message("a", "'12'"), LIVE)).isEqualTo(Bytes.of("30 06 <a> 00 '12'"));
  }

  @ParameterizedTest
  @CsvSource({"0, 2147483647, true", "9, 9, true", "9, 10, false", "4294967295, 9, true"})
  void a_client_takes_packets_up_to_its_maximum(long maximum, int size, boolean fits) {
    PacketEncoder encoder = PacketEncoder.of(connect(ProtocolVersion.MQTT_5, 0, maximum), 0);
    assertThat(encoder.fits(size)).isEqualTo(fits);
  }
}
