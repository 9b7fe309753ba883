package dev.rialto.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each reason code in each packet that may have it (MQTT 5.0 section 2.4). */
class ReasonTableTest {

  @ParameterizedTest
  @MethodSource
  void a_reason_is_read_and_written_wherever_it_is_allowed(String packet, SpecifiedReason specified)
      throws MalformedPacketException {
    ReasonCode code = ReasonCode.valueOf(specified.name());
    Properties properties =
        "AUTH".equals(packet)
            ? Properties.of(Property.AUTHENTICATION_METHOD, "m")
            : Properties.NONE;
    Packet record = Holder.of(packet, code, properties);
    byte[] written = Bytes.of(Reasons.bytes(packet, specified.value()));
    assertThat(Bytes.hex(code.value())).isEqualTo(specified.value());
    assertThat(Reading.one(written, ProtocolVersion.MQTT_5)).isEqualTo(record);
    byte[] shortest = PacketWriter.encode(record, ProtocolVersion.MQTT_5);
    assertThat(shortest.length).isLessThanOrEqualTo(written.length);
    assertThat(Reading.one(shortest, ProtocolVersion.MQTT_5)).isEqualTo(record);
  }

  static Stream<Arguments> a_reason_is_read_and_written_wherever_it_is_allowed() {
    return SpecifiedReason.ALL.stream()
        .flatMap(reason -> reason.packets().stream().map(packet -> Arguments.of(packet, reason)));
  }

  @Test
  void the_main_code_allows_it_nowhere_else() {
    assertThat(ReasonCode.values()).hasSameSizeAs(SpecifiedReason.ALL);
    for (SpecifiedReason specified : SpecifiedReason.ALL) {
      ReasonCode code = ReasonCode.valueOf(specified.name());
      assertThat(Arrays.stream(PacketType.values()).filter(code::isAllowedIn))
          .as(specified.name())
          .extracting(PacketType::name)
          .containsExactlyInAnyOrderElementsOf(specified.packets());
    }
  }
}
