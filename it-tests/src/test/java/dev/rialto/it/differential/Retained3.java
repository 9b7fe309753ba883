package dev.rialto.it.differential;

import static dev.rialto.it.differential.Sequence.sequence;
import static dev.rialto.it.raw.Mqtt.bytes;
import static dev.rialto.it.raw.Mqtt.connect;
import static dev.rialto.it.raw.Mqtt.number;
import static dev.rialto.it.raw.Mqtt.packet;
import static dev.rialto.it.raw.Mqtt.publish;
import static dev.rialto.it.raw.Mqtt.retain;
import static dev.rialto.it.raw.Mqtt.subscribe;
import static dev.rialto.it.raw.Mqtt.text;

import java.util.List;

/** MQTT 3.1.1 section 3.3.1.3: retained messages. */
final class Retained3 {
  static final List<Sequence> SEQUENCES =
      List.of(
          sequence("a retained message comes with the flag to a new subscription")
              .b(connect("b"), retain("r/1", bytes('1')))
              .a(connect("a"), subscribe(1, "r/1", 0)),
          sequence("and without the flag to one that was there")
              .a(connect("a"), subscribe(1, "r/+", 1))
              .b(connect("b"), retain("r/1", bytes('1'))),
          sequence("the last retained message replaces those before")
              .b(connect("b"), retain("r/1", bytes('1')), retain("r/1", bytes('2')))
              .b(publish("r/1", "not retained"))
              .a(connect("a"), subscribe(1, "r/1", 0)),
          sequence("a retained message with no payload clears")
              .c(connect("c"), subscribe(1, "r/#", 0))
              .b(connect("b"), retain("r/1", bytes('1')), retain("r/1"))
              .a(connect("a"), subscribe(1, "r/1", 0)),
          sequence("clearing where there is nothing")
              .c(connect("c"), subscribe(1, "r/#", 0))
              .b(connect("b"), retain("r/none")),
          sequence("subscribing again brings the retained message again")
              .b(connect("b"), retain("r/1", bytes('1')))
              .a(connect("a"), subscribe(1, "r/1", 0), subscribe(2, "r/1", 1)),
          sequence("the QoS of a retained message is the lower of both")
              .b(connect("b"), retained(1, "r/1"))
              .a(connect("a"), subscribe(1, "r/1", 2))
              .acks("A")
              .c(connect("c"), subscribe(1, "r/1", 0)),
          sequence("a retained message of QoS 2")
              .b(connect("b"), retained(2, "r/1"), packet(0x62, number(4)))
              .a(connect("a"), subscribe(1, "r/1", 2))
              .acks("A")
              .acks("A"),
          sequence("several retained messages for a wildcard")
              .b(connect("b"), retain("r/1", bytes('1')), retain("r/2", bytes('2')))
              .a(connect("a"), subscribe(1, "r/#", 0)),
          sequence("two filters in one SUBSCRIBE that match one retained message")
              .b(connect("b"), retain("r/1", bytes('1')))
              .a(
                  connect("a"),
                  packet(0x82, number(1), text("r/1"), bytes(0), text("r/+"), bytes(0))),
          sequence("wildcards don't bring retained messages of $")
              .b(connect("b"), retain("$own/r", bytes('1')))
              .a(connect("a"), subscribe(1, "+/r", 0), subscribe(2, "$own/r", 0)),
          sequence("a retained message of a client that is gone")
              .b(connect("b"), retain("r/1", bytes('1')))
              .cut("B")
              .a(connect("a"), subscribe(1, "r/1", 0)),
          sequence("a session that is resumed gets no retained messages")
              .b(connect("b"), retain("r/1", bytes('1')))
              .a(connect(0, 0, text("a")), subscribe(1, "r/1", 0), packet(0xe0))
              .on("A2", connect(0, 0, text("a"))));

  private Retained3() {}

  private static byte[] retained(int qos, String topic) {
    return packet(0x31 | (qos << 1), text(topic), number(4), bytes('r'));
  }
}
