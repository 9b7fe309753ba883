package dev.rialto.it.fuzz;

import static dev.rialto.it.raw.Mqtt.bytes;
import static dev.rialto.it.raw.Mqtt.number;
import static dev.rialto.it.raw.Mqtt.packet;
import static dev.rialto.it.raw.Mqtt.text;

import java.util.ArrayList;
import java.util.List;

/** Packets after which a server must close the connection. */
final class Illegal {
  private static final List<byte[]> ALWAYS =
      List.of(
          bytes(0x00, 0), // no such type
          bytes(0x20, 2, 0, 0), // only servers send CONNACK,
          bytes(0xd0, 0), // and PINGRESP
          packet(0x36, text("a"), number(1), bytes(0)), // QoS 3
          packet(0x38, text("a"), bytes(0)), // QoS 0 with DUP
          packet(0x30, text("a/+"), bytes(0)), // a wildcard in a topic name
          packet(0x32, text("a"), number(0), bytes(0)), // packet identifier 0
          packet(0x30, number(2), bytes(0xc3, 0x28, 0)), // not UTF-8
          packet(0x30, number(500), bytes(1, 2, 3)), // a string longer than the packet
          packet(0x60, number(1)), // PUBREL with wrong flags
          packet(0x80, number(1), text("a"), bytes(0)), // SUBSCRIBE with wrong flags
          packet(0x82, number(1)), // without a filter
          packet(0xa2, number(1)),
          packet(0x40, bytes(1)), // half a packet identifier
          bytes(0xc1, 0), // PINGREQ with flags
          bytes(0x30, 0xff, 0xff, 0xff, 0xff, 0x01)); // a length of five bytes

  private static final List<byte[]> MQTT_3 =
      List.of(
          bytes(0xf0, 0), // there was no AUTH yet
          packet(0x30, text("")), // an empty topic
          packet(0x82, number(1), text("a"), bytes(3)), // QoS 3
          packet(0x82, number(1), text("a/#/b"), bytes(0))); // what is behind everything

  private static final List<byte[]> MQTT_5 =
      List.of(
          bytes(0xf0, 0), // AUTH without having agreed on a method
          packet(0x30, text(""), bytes(0)), // no topic, no alias
          packet(0x30, text(""), bytes(3, 0x23, 0, 1)), // an alias that names nothing
          packet(0x30, text("a"), bytes(3, 0x23, 0, 0)), // alias 0
          packet(0x30, text("a"), bytes(2, 0x0b, 1)), // a subscription identifier
          packet(0x30, text("a"), bytes(2, 0x7e, 1)), // no such property
          packet(0x30, text("a"), bytes(4, 0x01, 1, 0x01, 1)), // the same property twice
          packet(0x30, text("a"), bytes(2, 0x01, 2)), // a value that it can't have
          packet(0x40, number(1), bytes(0x01)), // no such reason code
          packet(0x82, number(1), bytes(0), text("a"), bytes(0x03)), // QoS 3
          packet(0x82, number(1), bytes(0), text("a"), bytes(0x30)), // retain handling 3
          packet(0x82, number(1), bytes(0), text("a"), bytes(0x40)), // reserved options
          packet(0x82, number(1), bytes(0), text("$share/g/a"), bytes(0x04))); // no local, shared

  private Illegal() {}

  /** For a connection that speaks this version. */
  static List<byte[]> packets(Dialect dialect, byte[] connect) {
    List<byte[]> packets = new ArrayList<>(ALWAYS);
    packets.addAll(dialect == Dialect.MQTT_5 ? MQTT_5 : MQTT_3);
    packets.add(connect); // a second one
    return packets;
  }
}
