package dev.rialto.it.differential;

import static dev.rialto.it.differential.Sequence.sequence;
import static dev.rialto.it.raw.Mqtt.pubRel;
import static dev.rialto.it.raw.Mqtt.retain;
import static dev.rialto.it.raw.Mqtt5.RETAIN;
import static dev.rialto.it.raw.Mqtt5.connect5;
import static dev.rialto.it.raw.Mqtt5.publish5;
import static dev.rialto.it.raw.Mqtt5.reply5;
import static dev.rialto.it.raw.Mqtt5.subscribe5;
import static dev.rialto.it.raw.Property.contentType;
import static dev.rialto.it.raw.Property.correlationData;
import static dev.rialto.it.raw.Property.maximumPacketSize;
import static dev.rialto.it.raw.Property.messageExpiry;
import static dev.rialto.it.raw.Property.payloadFormat;
import static dev.rialto.it.raw.Property.receiveMaximum;
import static dev.rialto.it.raw.Property.responseTopic;
import static dev.rialto.it.raw.Property.sessionExpiry;
import static dev.rialto.it.raw.Property.topicAlias;
import static dev.rialto.it.raw.Property.topicAliasMaximum;
import static dev.rialto.it.raw.Property.user;

import dev.rialto.it.raw.Mqtt;
import java.util.List;

/** MQTT 5.0 sections 3.3 to 3.7 and 4.9: messages. */
final class Publish5 {
  static final List<Sequence> SEQUENCES =
      List.of(
          watched("5: the properties of a message are passed on, user properties in order")
              .b(
                  publish5(
                      2,
                      1,
                      "x",
                      "all",
                      user("z", "1"),
                      contentType("text/plain"),
                      user("a", "2"),
                      responseTopic("answers/b"),
                      correlationData("42"),
                      payloadFormat(1),
                      user("z", "1"),
                      messageExpiry(100)))
              .acks("A"),
          watched("5: a user property without a name").b(publish5("x", "!", user("", ""))),
          watched("5: a message to a client of 3.1.1 has no properties")
              .c(Mqtt.connect("c"), Mqtt.subscribe(1, "x", 0))
              .b(publish5("x", "!", user("a", "b"), contentType("c"))),
          watched("5: a message from a client of 3.1.1")
              .c(Mqtt.connect("c"), Mqtt.publish("x", "!"), retain("x", (byte) 'r')),
          sequence("5: a retained message keeps its properties")
              .b(connect5("b"), publish5(RETAIN, 0, "x", "!", user("z", "1"), contentType("c")))
              .a(connect5("a"), subscribe5(1, "x", 1)),
          sequence("5: a retained message expires")
              .b(connect5("b"), publish5(RETAIN, 0, "x", "!", messageExpiry(1)))
              .aSecondLater()
              .aSecondLater()
              .a(connect5("a"), subscribe5(1, "x", 1)),
          sequence("5: a message expires while its client is away")
              .on("A", connect5("a", sessionExpiry(60)), subscribe5(1, "x", 1), Mqtt.DISCONNECT)
              .b(connect5("b"), publish5(2, 1, "x", "1", messageExpiry(1)))
              .b(publish5(2, 2, "x", "2"))
              .aSecondLater()
              .aSecondLater()
              .on("A2", Mqtt.connectPersistent("a")),
          sequence("5: QoS 1 to nobody").b(connect5("b"), publish5(2, 1, "nobody", "!")),
          sequence("5: QoS 2 to nobody").b(connect5("b"), publish5(4, 1, "nobody", "!"), pubRel(1)),
          watched("5: QoS 2 to somebody").b(publish5(4, 1, "x", "!"), pubRel(1)).acks("A"),
          sequence("5: PUBREL for an unknown identifier").a(connect5("a"), pubRel(9)),
          sequence("5: PUBREC for an unknown identifier").a(connect5("a"), Mqtt.pubRec(9)),
          sequence("5: PUBREC with an error for an unknown identifier")
              .a(connect5("a"), reply5(0x50, 9, 0x80)),
          sequence("5: PUBACK and PUBCOMP for unknown identifiers")
              .a(connect5("a"), Mqtt.pubAck(8), Mqtt.pubComp(9)),
          sequence("5: the receive maximum of a client")
              .a(connect5("a", receiveMaximum(1)), subscribe5(1, "x", 1))
              .b(connect5("b"), publish5(2, 1, "x", "1"), publish5(2, 2, "x", "2"))
              .acks("A")
              .acks("A"),
          sequence("5: QoS 0 when the receive maximum is reached")
              .a(connect5("a", receiveMaximum(1)), subscribe5(1, "x", 1))
              .b(connect5("b"), publish5(2, 1, "x", "1"), publish5("x", "0"))
              .acks("A"),
          sequence("5: the maximum packet size of a client")
              .a(connect5("a", maximumPacketSize(60)), subscribe5(1, "x", 1))
              .b(connect5("b"), publish5("x", "a".repeat(100)), publish5("x", "small"))
              .b(publish5(2, 1, "x", "a".repeat(100)), publish5(2, 2, "x", "small")),
          sequence("5: user properties that make a packet too large for its client")
              .a(connect5("a", maximumPacketSize(60)), subscribe5(1, "x", 0))
              .b(connect5("b"), publish5("x", "!", user("long", "a".repeat(100)))),
          watched("5: a topic alias")
              .b(publish5("x", "1", topicAlias(1)))
              .b(publish5("", "2", topicAlias(1))),
          watched("5: a topic alias gets another topic")
              .b(publish5("y", "1", topicAlias(1)), publish5("x", "2", topicAlias(1)))
              .b(publish5("", "3", topicAlias(1))),
          watched("5: topic alias 0").b(publish5("x", "!", topicAlias(0))),
          watched("5: a topic alias that is too large").b(publish5("x", "!", topicAlias(65_535))),
          watched("5: an unknown topic alias").b(publish5("", "!", topicAlias(2))),
          watched("5: no topic and no alias").b(publish5("", "!")),
          sequence("5: topic aliases for a client that allows some")
              .a(connect5("a", topicAliasMaximum(5)), subscribe5(1, "x/+", 0))
              .b(connect5("b"), publish5("x/1", "1"), publish5("x/1", "2"), publish5("x/2", "3"))
              .b(publish5("x/1", "4")));

  private Publish5() {}

  private static Sequence watched(String name) {
    return sequence(name).a(connect5("a"), subscribe5(1, "x", 2)).b(connect5("b"));
  }
}
