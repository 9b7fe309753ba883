package dev.rialto.it.differential;

import static dev.rialto.it.differential.Sequence.sequence;
import static dev.rialto.it.raw.Mqtt.bytes;
import static dev.rialto.it.raw.Mqtt.connect;
import static dev.rialto.it.raw.Mqtt.number;
import static dev.rialto.it.raw.Mqtt.packet;
import static dev.rialto.it.raw.Mqtt.pubAck;
import static dev.rialto.it.raw.Mqtt.pubComp;
import static dev.rialto.it.raw.Mqtt.pubRec;
import static dev.rialto.it.raw.Mqtt.pubRel;
import static dev.rialto.it.raw.Mqtt.publish;
import static dev.rialto.it.raw.Mqtt.subscribe;
import static dev.rialto.it.raw.Mqtt.text;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** MQTT 3.1.1 sections 3.3 to 3.7 and 4.3: messages and their quality of service. */
final class Publish3 {
  private static final List<Sequence> OTHERS =
      List.of(
          sequence("QoS 2 is delivered once, however often PUBLISH comes before PUBREL")
              .a(connect("a"), subscribe(1, "x", 1))
              .b(connect("b"), publish(2, 5, "x"), again(2, 5, "x"), pubRel(5))
              .acks("A")
              .b(pubRel(5))
              .b(publish(2, 5, "x"), pubRel(5)),
          sequence("QoS 1 is delivered again when PUBLISH comes again")
              .a(connect("a"), subscribe(1, "x", 0))
              .b(connect("b"), publish(1, 5, "x"), again(1, 5, "x")),
          sequence("DUP isn't passed on")
              .a(connect("a"), subscribe(1, "x", 1))
              .b(connect("b"), again(1, 5, "x")),
          sequence("PUBREL for an unknown identifier").a(connect("a"), pubRel(77)),
          sequence("PUBREC for an unknown identifier").a(connect("a"), pubRec(78)),
          sequence("PUBACK and PUBCOMP for unknown identifiers")
              .a(connect("a"), pubAck(79), pubComp(80)),
          sequence("an empty payload")
              .a(connect("a"), subscribe(1, "x", 0))
              .b(connect("b"), publish("x", "")),
          sequence("a payload that is no text")
              .a(connect("a"), subscribe(1, "x", 0))
              .b(connect("b"), publish("x", bytes(0, 1, 0xff, 0xfe))),
          sequence("the same identifier from two clients")
              .a(connect("a"), subscribe(1, "x", 2))
              .b(connect("b"), publish(2, 5, "x", (byte) 'b'))
              .acks("A")
              .acks("A")
              .c(connect("c"), publish(2, 5, "x", (byte) 'c'), pubRel(5))
              .b(pubRel(5))
              .acks("A")
              .acks("A"),
          sequence("PUBLISH with QoS 3")
              .a(connect("a"), packet(0x36, text("x"), number(1), bytes('!'))),
          sequence("PUBLISH with DUP and QoS 0")
              .a(connect("a"), subscribe(1, "x", 0), packet(0x38, text("x"), bytes('!'))),
          sequence("PUBLISH with the packet identifier 0").a(connect("a"), publish(1, 0, "x")),
          sequence("PUBLISH without its identifier").a(connect("a"), packet(0x32, text("x"))),
          sequence("an empty topic name").a(connect("a"), publish("", "!")),
          sequence("+ in a topic name").a(connect("a"), publish("x/+", "!")),
          sequence("# in a topic name").a(connect("a"), publish("x/#", "!")),
          sequence("a topic name with U+0000").a(connect("a"), publish("x\0", "!")),
          sequence("a topic name that isn't UTF-8")
              .a(connect("a"), packet(0x30, number(2), bytes(0xc3, 0x28), bytes('!'))),
          sequence("a topic name with half a surrogate pair")
              .a(connect("a"), packet(0x30, number(3), bytes(0xed, 0xa0, 0x80), bytes('!'))),
          sequence("a topic name longer than the packet")
              .a(connect("a"), packet(0x30, number(9), bytes('x'))),
          sequence("PUBREL with flags 0").a(connect("a"), packet(0x60, number(1))),
          sequence("PUBACK with flags 2").a(connect("a"), packet(0x42, number(1))),
          sequence("PUBACK of one byte").a(connect("a"), packet(0x40, bytes(1))),
          sequence("PINGREQ with flags").a(connect("a"), packet(0xc1)),
          sequence("DISCONNECT with flags").a(connect("a"), packet(0xe1)),
          sequence("packet type 0").a(connect("a"), packet(0x00)),
          sequence("packet type 15").a(connect("a"), packet(0xf0)),
          sequence("a packet that only servers send").a(connect("a"), packet(0x20, bytes(0, 0))),
          sequence("a remaining length of five bytes")
              .a(connect("a"), bytes(0x30, 0x80, 0x80, 0x80, 0x80, 1)));

  static final List<Sequence> SEQUENCES =
      Stream.concat(IntStream.range(0, 9).mapToObj(i -> granted(i / 3, i % 3)), OTHERS.stream())
          .toList();

  private Publish3() {}

  /** A message, and a subscription that may have another QoS, with all that follows. */
  private static Sequence granted(int published, int granted) {
    byte[] message =
        published == 0 ? publish("q", "hello") : publish(published, 9, "q", bytes('h', 'i'));
    Sequence sequence =
        sequence("published with QoS %d, granted %d".formatted(published, granted))
            .a(connect("a"), subscribe(1, "q", granted))
            .b(connect("b"), message);
    return (published == 2 ? sequence.b(pubRel(9)) : sequence).acks("A").acks("A");
  }

  private static byte[] again(int qos, int id, String topic) {
    byte[] packet = publish(qos, id, topic);
    packet[0] |= 0x08;
    return packet;
  }
}
