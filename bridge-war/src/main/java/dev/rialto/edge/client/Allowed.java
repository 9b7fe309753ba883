package dev.rialto.edge.client;

import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.PacketWriter;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.ProtocolVersion;
import dev.rialto.wire.Qos;
import dev.rialto.wire.ReasonCode;

/**
 * What the server has told a client in CONNACK (MQTT 5.0 section 3.2.2.3). A client that ignores it
 * is disconnected, and with it all who use it; so it is looked at before.
 *
 * @param maximumQos the highest quality of service
 * @param retain whether there are retained messages
 * @param receiveMaximum how many QoS 1 messages may be on their way
 * @param packetSize in bytes
 * @param keepAlive in seconds; 0 is off
 */
record Allowed(Qos maximumQos, boolean retain, int receiveMaximum, long packetSize, int keepAlive) {

  static Allowed by(Properties greeting) {
    return new Allowed(
        Qos.of((int) greeting.number(Property.MAXIMUM_QOS, Qos.EXACTLY_ONCE.value())),
        greeting.number(Property.RETAIN_AVAILABLE, 1) == 1,
        (int) greeting.number(Property.RECEIVE_MAXIMUM, 65_535),
        greeting.number(Property.MAXIMUM_PACKET_SIZE, Long.MAX_VALUE),
        (int) greeting.number(Property.SERVER_KEEP_ALIVE, 0));
  }

  /** Why the client must not publish that; or {@code null}. */
  Answer refusal(Message message, Delivery own) {
    if (own.retain() && !retain) {
      return new Answer(ReasonCode.RETAIN_NOT_SUPPORTED, "retained messages are off");
    }
    if (packetSize != Long.MAX_VALUE
        && PacketWriter.size(message, own, ProtocolVersion.MQTT_5) > packetSize) {
      return new Answer(
          ReasonCode.PACKET_TOO_LARGE, "a message has at most " + packetSize + " bytes");
    }
    return null;
  }
}
