package dev.rialto.wire;

import static dev.rialto.wire.Reading.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.wire.Packet.Connect;
import dev.rialto.wire.Packet.Subscribe.Request;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Strings at the edges of UTF-8, in every field that is one (MQTT 3.1.1 section 1.5.3). */
class WellFormedStringTest {
  private static final String EDGES =
      """
      the first character,        1,      01
      the last in one byte,       7F,     7F
      the first in two bytes,     80,     C280
      the last in two bytes,      7FF,    DFBF
      the first in three bytes,   800,    E0A080
      the last before surrogates, D7FF,   ED9FBF
      the first behind them,      E000,   EE8080
      a byte order mark,          FEFF,   EFBBBF
      the replacement character,  FFFD,   EFBFBD
      a noncharacter,             FFFE,   EFBFBE
      the last in three bytes,    FFFF,   EFBFBF
      the first in four bytes,    10000,  F0908080
      section 1.5.3.1,            2A6D4,  F0AA9B94
      an emoji,                   1F600,  F09F9880
      the last of all,            10FFFF, F48FBFBF
      a control character,        9F,     C29F
      a private one,              F8FF,   EFA3BF
      """;

  private static String text(String codePoint) {
    return new String(Character.toChars(Integer.parseInt(codePoint, 16)));
  }

  @ParameterizedTest
  @CsvSource(textBlock = EDGES)
  void it_is_kept_in_a_topic_name(String name, String codePoint, String bytes)
      throws MalformedPacketException {
    String topic = text(codePoint);
    rows(
        name,
        new Packet.Publish(
            message(topic, "'p'"), Delivery.of(Qos.AT_MOST_ONCE, false, Properties.NONE)),
        "30",
        bytes,
        "'p'");
  }

  @ParameterizedTest
  @CsvSource(textBlock = EDGES)
  void it_is_kept_in_a_topic_filter(String name, String codePoint, String bytes)
      throws MalformedPacketException {
    String field = Bytes.u16(Bytes.of(bytes).length) + bytes;
    String text = text(codePoint);
    new Row(
            name,
            new Packet.Subscribe(
                1, List.of(new Request(text, Qos.AT_MOST_ONCE), new Request(text, Qos.of(2)))),
            Bytes.framed("82", "0001" + field + "00" + field + "02"))
        .provesBothDirections();
    new Row(
            name,
            new Packet.Unsubscribe(1, List.of(text, "a", text)),
            Bytes.framed("A2", "0001" + field + "<a>" + field))
        .provesBothDirections();
  }

  @ParameterizedTest
  @CsvSource(textBlock = EDGES)
  void it_is_kept_in_each_field_of_a_connect(String name, String codePoint, String bytes)
      throws MalformedPacketException {
    String field = Bytes.u16(Bytes.of(bytes).length) + bytes;
    String text = text(codePoint);
    Packet.WillMessage will = new Packet.WillMessage(message(text, ""), Qos.AT_MOST_ONCE, false, 0);
    new Row(
            name,
            new Connect(
                ProtocolVersion.MQTT_3_1_1,
                text,
                true,
                1,
                will,
                text,
                Payload.of(text),
                Properties.NONE),
            Bytes.framed("10", "<MQTT> 04 C6 0001" + field + field + "0000" + field + field))
        .provesBothDirections();
  }

  @ParameterizedTest
  @CsvSource(textBlock = EDGES)
  void it_is_kept_at_the_end_of_ascii(String name, String codePoint, String bytes)
      throws MalformedPacketException {
    String topic = "home/" + text(codePoint);
    rows(
        name,
        new Packet.Publish(
            message(topic, "'p'"), Delivery.of(Qos.AT_MOST_ONCE, false, Properties.NONE)),
        "30",
        "'home/'" + bytes,
        "'p'");
  }

  private static void rows(String name, Packet packet, String first, String text, String rest)
      throws MalformedPacketException {
    String field = Bytes.u16(Bytes.of(text).length) + text;
    new Row(name, packet, Bytes.framed(first, field + rest)).provesBothDirections();
  }

  /** [MQTT-1.5.3-3]: as the character it is, and not as a mark to be taken off. */
  @ParameterizedTest
  @CsvSource({"EFBBBF, 1", "EFBBBF61, 2", "61EFBBBF, 2", "EFBBBFEFBBBF, 2"})
  void a_byte_order_mark_is_a_character(String bytes, int characters)
      throws MalformedPacketException {
    String field = Bytes.u16(Bytes.of(bytes).length) + bytes;
    assertThat(Reading.one(Bytes.of(Bytes.framed("30", field))))
        .isInstanceOfSatisfying(
            Packet.Publish.class,
            publish -> {
              assertThat(publish.message().topic().value()).hasSize(characters).contains("\uFEFF");
              assertThat(Bytes.hex(PacketWriter.encode(publish, ProtocolVersion.MQTT_3_1_1)))
                  .endsWith(bytes);
            });
  }
}
