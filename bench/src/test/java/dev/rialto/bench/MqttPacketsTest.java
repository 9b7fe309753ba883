package dev.rialto.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MqttPacketsTest {
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

  static Stream<Arguments> packets() {
    return Stream.of(
        arguments(
            "CONNECT",
            MqttPackets.connect("ab", true, 60, ""),
            "10 0e 00 04 4d 51 54 54 04 02 00 3c 00 02 61 62"),
        arguments(
            "CONNECT, persistent session",
            MqttPackets.connect("ab", false, 60, ""),
            "10 0e 00 04 4d 51 54 54 04 00 00 3c 00 02 61 62"),
        arguments(
            "CONNECT of a user",
            MqttPackets.connect("ab", true, 60, "u:p:w"),
            "10 16 00 04 4d 51 54 54 04 c2 00 3c 00 02 61 62 00 01 75 00 03 70 3a 77"),
        arguments("SUBSCRIBE", MqttPackets.subscribe(1, "a/+", 2), "82 08 00 01 00 03 61 2f 2b 02"),
        arguments("PINGREQ", MqttPackets.pingreq(), "c0 00"),
        arguments("DISCONNECT", MqttPackets.disconnect(), "e0 00"),
        arguments("PUBLISH QoS 0", publish(0), "30 05 00 01 74 78 79"),
        arguments("PUBLISH QoS 1", publish(1), "32 07 00 01 74 12 34 78 79"),
        arguments("PUBLISH QoS 2", publish(2), "34 07 00 01 74 12 34 78 79"),
        arguments("PUBACK", ack(MqttPackets.PUBACK), "40 02 12 34"),
        arguments("PUBREC", ack(MqttPackets.PUBREC), "50 02 12 34"),
        arguments("PUBREL", ack(MqttPackets.PUBREL), "62 02 12 34"),
        arguments("PUBCOMP", ack(MqttPackets.PUBCOMP), "70 02 12 34"));
  }

  private static byte[] publish(int qos) {
    var packet = new byte[MqttPackets.publishLength(1, qos, 2)];
    var at = MqttPackets.writePublish(packet, 0, "t".getBytes(UTF_8), qos, 0x1234, 2);
    packet[at] = 'x';
    packet[at + 1] = 'y';
    return packet;
  }

  private static byte[] ack(int type) {
    var packet = new byte[MqttPackets.ACK_LENGTH];
    MqttPackets.writeAck(packet, 0, type, 0x1234);
    return packet;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("packets")
  void packetsAreEncodedAsTheSpecificationSays(String name, byte[] packet, String expected) {
    assertThat(HEX.formatHex(packet)).as(name).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 00",
    "127, 7f",
    "128, 80 01",
    "16383, ff 7f",
    "16384, 80 80 01",
    "2097151, ff ff 7f",
    "2097152, 80 80 80 01",
    "268435455, ff ff ff 7f"
  })
  void remainingLengthsAreWrittenAndReadAsInTable24(int length, String expected) {
    var bytes = new byte[4];

    var end = MqttPackets.writeLength(bytes, 0, length);

    assertThat(HEX.formatHex(bytes, 0, end)).isEqualTo(expected);
    assertThat(MqttPackets.readLength(bytes, 0, end)).isEqualTo((long) end << 32 | length);
    assertThat(MqttPackets.readLength(bytes, 0, end - 1)).isEqualTo(MqttPackets.INCOMPLETE);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 123, 124, 125, 126, 127, 16_379, 16_380, 2_097_147, 2_097_148})
  void thePayloadEndsWhereThePacketDoes(int payload) {
    for (var qos = 0; qos <= 2; qos++) {
      var packet = new byte[MqttPackets.publishLength(1, qos, payload)];
      var at = MqttPackets.writePublish(packet, 0, new byte[] {'t'}, qos, 1, payload);
      assertThat(at + payload).isEqualTo(packet.length);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"80 00", "ff 80 00", "80 80 80 80 01", "ff ff ff ff"})
  void aRemainingLengthTooLongOrNotInItsShortestFormIsAnError(String hex) {
    var bytes = HEX.parseHex(hex);
    assertThatExceptionOfType(ProtocolError.class)
        .isThrownBy(() -> MqttPackets.readLength(bytes, 0, bytes.length));
  }
}
