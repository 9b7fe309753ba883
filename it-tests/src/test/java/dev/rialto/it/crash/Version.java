package dev.rialto.it.crash;

import static dev.rialto.it.raw.Mqtt.bytes;
import static dev.rialto.it.raw.Mqtt.number;
import static dev.rialto.it.raw.Mqtt.packet;
import static dev.rialto.it.raw.Mqtt.text;

import dev.rialto.it.raw.Mqtt;
import dev.rialto.it.raw.Mqtt5;
import dev.rialto.it.raw.Packet;
import dev.rialto.it.raw.Property;
import java.util.Arrays;

/** A protocol version, and what differs in its packets. */
enum Version {
  MQTT_3_1_1,
  MQTT_5;

  private static final int DUP = 0x08;
  private static final int AN_HOUR = 3_600; // longer than any test
  private static final byte[] NONE = {};

  /** CONNECT for a session that goes on, and will. */
  byte[] resume(String clientId, int receiveMaximum) {
    return this == MQTT_5
        ? Mqtt5.resume5(
            clientId, Property.sessionExpiry(AN_HOUR), Property.receiveMaximum(receiveMaximum))
        : Mqtt.connectPersistent(clientId);
  }

  /** CONNECT that ends the session there was, for one that ends with its connection. */
  byte[] startClean(String clientId) {
    return this == MQTT_5 ? Mqtt5.connect5(clientId) : Mqtt.connect(clientId);
  }

  byte[] subscribe(int id, String filter, int qos) {
    return this == MQTT_5 ? Mqtt5.subscribe5(id, filter, qos) : Mqtt.subscribe(id, filter, qos);
  }

  byte[] unsubscribe(int id, String filter) {
    return this == MQTT_5 ? Mqtt5.unsubscribe5(id, filter) : Mqtt.unsubscribe(id, filter);
  }

  byte[] publish(Sent message, int id, boolean again) {
    int flags = message.qos() << 1 | (again ? DUP : 0) | (message.isRetained() ? 1 : 0);
    return packet(
        0x30 | flags,
        text(message.topic()),
        number(id),
        this == MQTT_5 ? Mqtt5.properties() : NONE,
        message.payload());
  }

  /** PUBACK, PUBREC, PUBREL or PUBCOMP. */
  byte[] answer(int type, int id) {
    return packet(type << 4 | (type == Packet.PUBREL ? 2 : 0), number(id));
  }

  /** The payload of a PUBLISH. */
  byte[] payload(Packet publish) {
    byte[] rest = publish.payload();
    // nobody sends properties here: their length is one byte
    return this == MQTT_5 ? Arrays.copyOfRange(rest, 1 + rest[0], rest.length) : rest;
  }

  /** The reason code of an acknowledgement or a DISCONNECT. */
  int reason(Packet packet) {
    byte[] body = packet.body();
    int at = packet.type() == Packet.DISCONNECT ? 0 : 2;
    return body.length > at ? body[at] & 0xff : 0;
  }

  /** PUBLISH to a topic of no ledger. */
  static byte[] retain(int id, String topic, byte... payload) {
    return packet(0x30 | 1 << 1 | 1, text(topic), number(id), bytes(), payload);
  }
}
