package dev.rialto.wire;

import static org.assertj.core.api.Assertions.assertThat;

/** One line of a table: the packet and its bytes, each of which must give the other. */
record Row(String name, Packet packet, String bytes) {

  static Row row(String name, Packet packet, String bytes) {
    return new Row(name, packet, bytes);
  }

  void provesBothDirections() throws MalformedPacketException {
    proves(ProtocolVersion.MQTT_3_1_1, Reading.reader());
  }

  void provesBothDirectionsInMqtt5() throws MalformedPacketException {
    proves(ProtocolVersion.MQTT_5, Reading.reader(ProtocolVersion.MQTT_5));
  }

  private void proves(ProtocolVersion version, PacketReader reader)
      throws MalformedPacketException {
    byte[] expected = Bytes.of(bytes);
    assertThat(PacketWriter.encode(packet, version)).as("encoded").isEqualTo(expected);
    Packet decoded = Reading.one(reader, expected);
    assertThat(decoded).as("decoded").isEqualTo(packet);
    assertThat(decoded.type()).isEqualTo(packet.type());
    assertThat(PacketWriter.encode(decoded, version)).as("passed through").isEqualTo(expected);
  }

  /** What the test report calls it. */
  @Override
  public String toString() {
    return name;
  }
}
