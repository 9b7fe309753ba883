package dev.rialto.wire;

import static dev.rialto.wire.Reading.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.wire.Packet.Subscribe.Request;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a length takes one byte more, on both sides (MQTT 3.1.1 sections 1.5.3 and 2.2.3). */
class LengthBoundaryTest {

  @ParameterizedTest
  @CsvSource({
    "3, 03",
    "4, 04",
    "126, 7E",
    "127, 7F",
    "128, 8001",
    "129, 8101",
    "255, FF01",
    "256, 8002",
    "16383, FF7F",
    "16384, 808001",
    "16385, 818001",
    "65535, FFFF03",
    "65536, 808004",
    "2097151, FFFF7F",
    "2097152, 80808001",
    "2097153, 81808001"
  })
  void a_remaining_length_takes_as_few_bytes_as_it_can(int remaining, String length)
      throws MalformedPacketException {
    byte[] bytes = Bytes.of("30" + length + "<a>" + "2A".repeat(remaining - 3));
    Packet packet =
        new Packet.Publish(
            message("a", "2A".repeat(remaining - 3)),
            Delivery.of(Qos.AT_MOST_ONCE, false, Properties.NONE));
    new Row("", packet, Bytes.hex(bytes)).provesBothDirections();
  }

  @ParameterizedTest
  @CsvSource({"127, 7F", "128, 8001", "16383, FF7F", "16384, 808001", "2097151, FFFF7F"})
  void it_does_in_packets_of_fields_too(int remaining, String length)
      throws MalformedPacketException {
    int codes = remaining - 2;
    new Row(
            "",
            new Packet.SubAck(1, Collections.nCopies(codes, ReasonCode.GRANTED_QOS_1)),
            "90" + length + "0001" + "01".repeat(codes))
        .provesBothDirections();
  }

  @ParameterizedTest
  @CsvSource({"127, 7F", "128, 8001", "16383, FF7F", "16384, 808001"})
  void the_identifier_counts_where_the_length_changes(int remaining, String length)
      throws MalformedPacketException {
    String payload = "2A".repeat(remaining - 5);
    new Row(
            "",
            new Packet.Publish(
                message("a", payload), new Delivery(Qos.AT_LEAST_ONCE, false, false, 2)),
            "32" + length + "<a> 0002" + payload)
        .provesBothDirections();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 127, 128, 255, 256, 32_767, 32_768, 65_534, 65_535})
  void a_string_has_up_to_65535_bytes(int length) throws MalformedPacketException {
    String text = "x".repeat(length);
    String field = Bytes.u16(length) + "78".repeat(length);
    new Row(
            "client identifier",
            new Packet.Connect(
                ProtocolVersion.MQTT_3_1_1, text, true, 0, null, null, null, Properties.NONE),
            Bytes.framed("10", "<MQTT> 04 02 0000" + field))
        .provesBothDirections();
    new Row(
            "user name and password",
            new Packet.Connect(
                ProtocolVersion.MQTT_3_1_1,
                "",
                true,
                0,
                null,
                text,
                Payload.of(text),
                Properties.NONE),
            Bytes.framed("10", "<MQTT> 04 C2 0000 <>" + field + field))
        .provesBothDirections();
    new Row(
            "filter",
            new Packet.Subscribe(1, List.of(new Request(text, Qos.AT_MOST_ONCE))),
            Bytes.framed("82", "0001" + field + "00"))
        .provesBothDirections();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 127, 128, 255, 256, 32_767, 32_768, 65_534, 65_535})
  void a_topic_name_has_up_to_65535_bytes(int length) throws MalformedPacketException {
    String field = Bytes.u16(length) + "2F".repeat(length);
    Message message = message("/".repeat(length), "'p'");
    new Row(
            "live",
            new Packet.Publish(message, Delivery.of(Qos.AT_MOST_ONCE, false, Properties.NONE)),
            Bytes.framed("30", field + "'p'"))
        .provesBothDirections();
    new Row(
            "with an identifier",
            new Packet.Publish(message, new Delivery(Qos.EXACTLY_ONCE, true, true, 3)),
            Bytes.framed("3D", field + "0003 'p'"))
        .provesBothDirections();
  }

  @ParameterizedTest
  @CsvSource({"é, 32767", "€, 21845", "😀, 16383"})
  void the_bytes_count_and_not_the_characters(String character, int times)
      throws MalformedPacketException {
    String text = character.repeat(times);
    Packet packet =
        new Packet.Publish(message(text, ""), new Delivery(Qos.AT_LEAST_ONCE, false, false, 1));
    new Row("", packet, Bytes.framed("32", "<" + text + "> 0001")).provesBothDirections();
  }

  @ParameterizedTest
  @ValueSource(strings = {"80 00", "83 00", "83 80 00", "83 80 80 00"})
  void a_length_with_needless_bytes_is_read_and_not_passed_on(String length)
      throws MalformedPacketException {
    // MQTT 3.1.1 does not forbid it; but there are clients that close on it, so that a publisher
    // could throw all subscribers of a topic out
    int body = length.startsWith("80") ? 0 : 3;
    if (body == 0) {
      assertThat(Reading.one(Bytes.of("C0" + length))).isEqualTo(new Packet.PingReq());
      return;
    }
    Packet read = Reading.one(Bytes.of("30" + length + "<a>"));
    assertThat(read)
        .isEqualTo(
            new Packet.Publish(
                message("a", ""), Delivery.of(Qos.AT_MOST_ONCE, false, Properties.NONE)));
    assertThat(PacketWriter.encode(read, ProtocolVersion.MQTT_3_1_1))
        .isEqualTo(Bytes.of("30 03 <a>"));
  }
}
