package dev.rialto.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In which version a CONNECT that can't be read is to be answered. */
class RefusedConnectTest {

  @ParameterizedTest
  @CsvSource({
    "10 0E <MQTT> 04 03 003C <id>,            MQTT_3_1_1, CONNECT_FLAG_RESERVED",
    "10 0D <MQTT> 04 02 003C 0005 61,         MQTT_3_1_1, BODY_TOO_SHORT",
    "10 10 <MQIsdp> 03 06 003C <id>,          MQTT_3_1,   BODY_TOO_SHORT",
    "10 0F <MQTT> 05 03 003C 00 <id>,         MQTT_5,     CONNECT_FLAG_RESERVED",
    "10 11 <MQTT> 05 02 003C 02 17 02 <id>,   MQTT_5,     PROPERTY_VALUE_INVALID",
    "10 12 <MQTT> 05 02 003C 03 21 0000 <id>, MQTT_5,     PROPERTY_VALUE_INVALID",
    "10 11 <MQTT> 05 02 003C 02 01 01 <id>,   MQTT_5,     PROPERTY_NOT_ALLOWED",
    "10 8F 00 <MQTT> 05 02 003C 00 <id>,      MQTT_5,     VARIABLE_INTEGER_NOT_SHORTEST",
    "10 0B <MQTT> 05 02 003C 00,              MQTT_5,     BODY_TOO_SHORT",
    "10 0F <MQTT> 06 02 003C 00 <id>,         MQTT_3_1_1, PROTOCOL_LEVEL_UNSUPPORTED",
    "10 0E <MQTT> 03 02 003C <id>,            MQTT_3_1_1, PROTOCOL_LEVEL_UNSUPPORTED",
    "10 0E <MQTT> 00 02 003C <id>,            MQTT_3_1_1, PROTOCOL_LEVEL_UNSUPPORTED",
    "10 0E <MQTX> 05 02 003C <id>,            MQTT_3_1_1, PROTOCOL_NAME_UNKNOWN"
  })
  void a_connect_is_refused_in_its_version(
      String bytes, ProtocolVersion version, Malformation malformation) {
    for (PacketReader reader : new PacketReader[] {Reading.reader(), new PacketReader(100, 5)}) {
      MalformedPacketException refused = Reading.exception(reader, Bytes.of(bytes));
      assertThat(refused.malformation()).isEqualTo(malformation);
      assertThat(refused.refusedConnect()).isEqualTo(version);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"10 02 0005", "10 06 <MQTT>", "00 00", "30 00", "10 FFFFFF7F", "F0 00"})
  void what_names_no_version_is_not_answered(String bytes) {
    MalformedPacketException refused = Reading.exception(new PacketReader(100, 0), Bytes.of(bytes));
    assertThat(refused.refusedConnect()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"C0 01 00", "30 03 0000 00", "E0 02 00 05"})
  void a_later_packet_is_not_answered_so(String bytes) {
    MalformedPacketException refused =
        Reading.exception(Reading.reader(ProtocolVersion.MQTT_5), Bytes.of(bytes));
    assertThat(refused.refusedConnect()).isNull();
  }

  /** MQTT 3.1.1 does not forbid it. */
  @Test
  void a_length_with_needless_bytes_is_no_matter_to_mqtt_3_1_1() throws MalformedPacketException {
    byte[] bytes = Bytes.of("10 8E 00 <MQTT> 04 02 003C <id>");
    assertThat(Reading.reader().next(ByteBuffer.wrap(bytes))).isInstanceOf(Packet.Connect.class);
  }
}
