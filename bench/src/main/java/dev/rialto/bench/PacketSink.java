package dev.rialto.bench;

/** What a {@link PacketReader} found. */
interface PacketSink {
  void connack(int returnCode);

  void suback(int packetId, int returnCode);

  void publish(PublishView message);

  /** A PUBACK, PUBREC, PUBREL or PUBCOMP, named by its packet type. */
  void acknowledged(int type, int packetId);

  void pingresp();
}
