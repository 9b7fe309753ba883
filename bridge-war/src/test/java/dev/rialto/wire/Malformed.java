package dev.rialto.wire;

import static org.assertj.core.api.Assertions.assertThat;

/** One line of a table: bytes in a stream of a version, and why they are refused. */
record Malformed(String name, String bytes, Malformation expected, ProtocolVersion version) {

  static Malformed malformed(String name, String bytes, Malformation expected) {
    return new Malformed(name, bytes, expected, ProtocolVersion.MQTT_3_1_1);
  }

  /** With the bytes as the name. */
  static Malformed malformed(String bytes, Malformation expected) {
    return malformed(bytes, bytes, expected);
  }

  /** In MQTT 5.0. */
  static Malformed malformed5(String name, String bytes, Malformation expected) {
    return new Malformed(name, bytes, expected, ProtocolVersion.MQTT_5);
  }

  /** In MQTT 5.0, with the bytes as the name. */
  static Malformed malformed5(String bytes, Malformation expected) {
    return malformed5(bytes, bytes, expected);
  }

  /** For the same reason, however the bytes come. */
  void isRefused() {
    byte[] broken = Bytes.of(bytes);
    assertThat(Reading.refusal(reader(), broken)).isEqualTo(expected);
    assertThat(Reading.refusalBytewise(reader(), broken)).as("bytewise").isEqualTo(expected);
  }

  private PacketReader reader() {
    return version == ProtocolVersion.MQTT_5 ? Reading.reader(version) : Reading.reader();
  }

  /** What the test report calls it. */
  @Override
  public String toString() {
    return expected + ": " + name;
  }
}
