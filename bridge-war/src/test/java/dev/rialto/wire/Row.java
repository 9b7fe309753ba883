package dev.rialto.wire;

import static org.assertj.core.api.Assertions.assertThat;

/** One line of a table: the packet and its bytes, each of which must give the other. */
record Row(String name, Packet packet, String bytes) {

  static Row row(String name, Packet packet, String bytes) {
    return new Row(name, packet, bytes);
  }

  void provesBothDirections() throws MalformedPacketException {
    byte[] expected = Bytes.of(bytes);
    assertThat(PacketWriter.encode(packet, ProtocolVersion.MQTT_3_1_1))
        .as("encoded")
        .isEqualTo(expected);
    Packet decoded = Reading.one(expected);
    assertThat(decoded).as("decoded").isEqualTo(packet);
    assertThat(decoded.type()).isEqualTo(packet.type());
    assertThat(PacketWriter.encode(decoded, ProtocolVersion.MQTT_3_1_1))
        .as("passed through")
        .isEqualTo(expected);
  }

  /** What the test report calls it. */
  @Override
  public String toString() {
    return name;
  }
}
