package dev.rialto.wire;

import static dev.rialto.wire.Reading.message;
import static dev.rialto.wire.Row.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.wire.Packet.Subscribe.Request;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A record of MQTT 5.0 written for a client of an older version: without what that hasn't. */
class OlderVersionTest {
  private static final Properties USER = Properties.builder().user("k", "v").build();

  private static final Properties OWN = Properties.of(Property.SUBSCRIPTION_IDENTIFIER, 7);

  @ParameterizedTest
  @MethodSource("rows")
  void mqtt_3_1_1_gets_what_it_has(Row row) {
    assertThat(PacketWriter.encode(row.packet(), ProtocolVersion.MQTT_3_1_1))
        .isEqualTo(Bytes.of(row.bytes()));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void mqtt_3_1_gets_the_same(Row row) {
    assertThat(PacketWriter.encode(row.packet(), ProtocolVersion.MQTT_3_1))
        .isEqualTo(Bytes.of(row.bytes()));
  }

  static Stream<Row> rows() {
    ReasonCode error = ReasonCode.QUOTA_EXCEEDED;
    return Stream.of(
        row("CONNACK", new Packet.ConnAck(true, ReasonCode.SUCCESS, USER), "20 02 01 00"),
        row("CONNACK, refused", new Packet.ConnAck(false, ReasonCode.BANNED, USER), "20 02 00 05"),
        row("PUBACK", new Packet.PubAck(1, error, USER), "40 02 0001"),
        row("PUBREC", new Packet.PubRec(1, error, USER), "50 02 0001"),
        row(
            "PUBREL",
            new Packet.PubRel(1, ReasonCode.PACKET_IDENTIFIER_NOT_FOUND, USER),
            "62 02 0001"),
        row(
            "PUBCOMP",
            new Packet.PubComp(1, ReasonCode.PACKET_IDENTIFIER_NOT_FOUND, USER),
            "70 02 0001"),
        row(
            "SUBSCRIBE",
            new Packet.Subscribe(
                1,
                List.of(new Request("a", Qos.of(2), true, true, RetainHandling.DO_NOT_SEND)),
                OWN.and(USER)),
            "82 06 0001 <a> 02"),
        row(
            "SUBACK",
            new Packet.SubAck(
                1, List.of(ReasonCode.GRANTED_QOS_1, error, ReasonCode.TOPIC_FILTER_INVALID), USER),
            "90 05 0001 01 80 80"),
        row("UNSUBSCRIBE", new Packet.Unsubscribe(1, List.of("a"), USER), "A2 05 0001 <a>"),
        row(
            "UNSUBACK",
            new Packet.UnsubAck(1, List.of(ReasonCode.NO_SUBSCRIPTION_EXISTED), USER),
            "B0 02 0001"),
        row("DISCONNECT", new Packet.Disconnect(ReasonCode.SERVER_BUSY, USER), "E0 00"),
        row(
            "PUBLISH",
            new Packet.Publish(
                message("a", "'p'", USER), Delivery.of(Qos.AT_MOST_ONCE, true, Properties.NONE)),
            "31 04 <a> 'p'"),
        row(
            "PUBLISH with properties of the delivery",
            new Packet.Publish(
                message("a", "'p'", USER), new Delivery(Qos.AT_LEAST_ONCE, true, false, 2, OWN)),
            "3A 06 <a> 0002 'p'"));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MQTT_5")
  void a_message_that_came_with_properties_goes_on_without(ProtocolVersion version)
      throws MalformedPacketException {
    Packet read =
        Reading.one(
            Bytes.of("32 12 <a/b> 0007 07 26 <k> <v> 'xyz'").clone(), ProtocolVersion.MQTT_5);
    assertThat(PacketWriter.encode(read, version)).isEqualTo(Bytes.of("32 0A <a/b> 0007 'xyz'"));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MQTT_5")
  void a_message_that_came_without_goes_on_with_none(ProtocolVersion version)
      throws MalformedPacketException {
    Packet read = Reading.one(Bytes.of("32 0A <a/b> 0007 'xyz'"), version);
    assertThat(PacketWriter.encode(read, ProtocolVersion.MQTT_5))
        .isEqualTo(Bytes.of("32 0B <a/b> 0007 00 'xyz'"));
  }
}
