package dev.rialto.it.fuzz;

import static dev.rialto.it.raw.Mqtt.bytes;
import static dev.rialto.it.raw.Mqtt.join;
import static dev.rialto.it.raw.Mqtt.number;
import static dev.rialto.it.raw.Mqtt.packet;
import static dev.rialto.it.raw.Mqtt.text;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rialto.it.raw.Mqtt;
import dev.rialto.it.raw.Packet;
import java.nio.ByteBuffer;

/** The packets of one version as bytes. */
enum Dialect {
  MQTT_3_1_1,
  MQTT_5;

  private static final int SESSION_EXPIRY = 0x11;
  private static final int RECEIVE_MAXIMUM = 0x21;
  private static final int NO_LOCAL = 0x04;

  private static final byte[] NONE = {};

  private byte[] properties(byte[]... properties) {
    byte[] all = join(properties);
    return this == MQTT_5 ? join(Mqtt.remainingLength(all.length), all) : NONE;
  }

  byte[] connect(String clientId, boolean clean, int expiry, int receiveMaximum) {
    return packet(
        0x10,
        text("MQTT"),
        bytes(this == MQTT_5 ? 5 : 4, clean ? 2 : 0, 0, 0),
        properties(
            bytes(SESSION_EXPIRY),
            ByteBuffer.allocate(4).putInt(expiry).array(),
            bytes(RECEIVE_MAXIMUM),
            number(receiveMaximum)),
        text(clientId));
  }

  byte[] subscribe(int id, Sub sub) {
    int options = sub.qos | (sub.noLocal ? NO_LOCAL : 0);
    return packet(0x82, number(id), properties(), text(sub.filter), bytes(options));
  }

  byte[] unsubscribe(int id, String filter) {
    return packet(0xa2, number(id), properties(), text(filter));
  }

  byte[] publish(Sent message, int id, boolean duplicate) {
    return packet(
        0x30 | (message.qos << 1) | (duplicate ? 8 : 0),
        text(message.topic),
        message.qos > 0 ? number(id) : NONE,
        properties(),
        message.text().getBytes(UTF_8));
  }

  /** PUBACK, PUBREC, PUBREL or PUBCOMP; a reason that is not 0 is for MQTT 5.0 only. */
  byte[] answer(int type, int id, int reason) {
    int first = type << 4 | (type == Packet.PUBREL ? 2 : 0);
    return packet(first, number(id), reason == 0 ? NONE : bytes(reason));
  }

  byte[] disconnect() {
    return Mqtt.DISCONNECT;
  }

  /** The payload of a PUBLISH. */
  String payload(Packet publish) {
    byte[] rest = publish.payload();
    int start = this == MQTT_5 ? 1 + rest[0] : 0; // nobody sends more properties than that
    return new String(rest, start, rest.length - start, UTF_8);
  }

  /** The reason code of an acknowledgement, or the first of a SUBACK or UNSUBACK. */
  int reason(Packet ack) {
    byte[] body = ack.body();
    int at = 2;
    if (ack.type() == Packet.DISCONNECT) {
      at = 0;
    } else if (this == MQTT_5 && (ack.type() == Packet.SUBACK || ack.type() == Packet.UNSUBACK)) {
      at = 3 + body[2];
    }
    return body.length > at ? body[at] & 0xff : 0;
  }
}
