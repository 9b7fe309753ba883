package dev.rialto.it.differential;

import static dev.rialto.it.differential.Sequence.sequence;
import static dev.rialto.it.raw.Mqtt.bytes;
import static dev.rialto.it.raw.Mqtt.connect;
import static dev.rialto.it.raw.Mqtt.number;
import static dev.rialto.it.raw.Mqtt.packet;
import static dev.rialto.it.raw.Mqtt.publish;
import static dev.rialto.it.raw.Mqtt.subscribe;
import static dev.rialto.it.raw.Mqtt.text;
import static dev.rialto.it.raw.Mqtt.unsubscribe;

import java.util.List;

/** MQTT 3.1.1 sections 3.8 to 3.11 and 4.7: subscriptions. */
final class Subscribe3 {
  static final List<Sequence> SEQUENCES =
      List.of(
          sequence("several filters in one SUBSCRIBE")
              .a(
                  connect("a"),
                  packet(
                      0x82,
                      number(7),
                      text("x"),
                      bytes(0),
                      text("y"),
                      bytes(1),
                      text("z/#"),
                      bytes(2)))
              .b(connect("b"), publish(2, 1, "z"))
              .acks("A")
              .acks("A")
              .b(publish("x", "1"), publish(1, 2, "y", (byte) 'y')),
          sequence("UNSUBSCRIBE ends a subscription, and no other")
              .a(connect("a"), subscribe(1, "x/+", 0), subscribe(2, "x/y", 0))
              .a(unsubscribe(3, "x/+"))
              .b(connect("b"), publish("x/z", "no"), publish("x/y", "yes")),
          sequence("UNSUBSCRIBE from what isn't subscribed to")
              .a(connect("a"), unsubscribe(3, "never", "nor/this")),
          sequence("a subscription is replaced, with its QoS")
              .a(connect("a"), subscribe(1, "x", 2), subscribe(2, "x", 0))
              .b(connect("b"), publish(2, 1, "x")),
          sequence("overlapping filters")
              .a(
                  connect("a"),
                  subscribe(1, "x/#", 1),
                  subscribe(2, "x/+", 2),
                  subscribe(3, "x/y", 0))
              .b(connect("b"), publish(2, 1, "x/y")),
          sequence("the same filter from two clients")
              .a(connect("a"), subscribe(1, "x/y", 0))
              .c(connect("c"), subscribe(1, "x/y", 1))
              .b(connect("b"), publish(1, 1, "x/y")),
          sequence("a client gets its own messages")
              .a(connect("a"), subscribe(1, "x", 0), publish("x", "mine")),
          sequence("# matches the parent and all below")
              .a(connect("a"), subscribe(1, "s/#", 0))
              .b(connect("b"), publish("s", "1"), publish("s/", "2"), publish("s/t/u", "3"))
              .b(publish("st", "no"), publish("/s", "no")),
          sequence("+ matches one level, an empty one too")
              .a(connect("a"), subscribe(1, "s/+", 0), subscribe(2, "+/+/e", 0))
              .b(connect("b"), publish("s", "no"), publish("s/", "1"), publish("s/t", "2"))
              .b(publish("s/t/u", "no"), publish("//e", "3"), publish("s//e", "4")),
          sequence("empty levels are levels")
              .a(connect("a"), subscribe(1, "/e", 0), subscribe(2, "e/", 0), subscribe(3, "+/+", 0))
              .b(connect("b"), publish("e", "no"), publish("/e", "1"), publish("e/", "2"))
              .b(publish("/", "3")),
          sequence("wildcards don't match a first level with $")
              .a(connect("a"), subscribe(1, "#", 0), subscribe(2, "+/x", 0))
              .c(connect("c"), subscribe(1, "$own/#", 0), subscribe(2, "$own/+", 0))
              .b(connect("b"), publish("y/$own", "below the first"))
              .b(publish("$own/x", "1")),
          sequence("a space and letters' case make another topic")
              .a(connect("a"), subscribe(1, "Room one", 0))
              .b(connect("b"), publish("room one", "no"), publish("Room one", "yes"))
              .b(publish("Room  one", "no")),
          sequence("SUBSCRIBE without a filter").a(connect("a"), packet(0x82, number(1))),
          sequence("SUBSCRIBE to an empty filter").a(connect("a"), subscribe(1, "", 0)),
          sequence("SUBSCRIBE with QoS 3").a(connect("a"), subscribe(1, "x", 3)),
          sequence("SUBSCRIBE with reserved bits").a(connect("a"), subscribe(1, "x", 0x41)),
          sequence("SUBSCRIBE with the packet identifier 0").a(connect("a"), subscribe(0, "x", 0)),
          sequence("SUBSCRIBE with flags 0")
              .a(connect("a"), packet(0x80, number(1), text("x"), bytes(0))),
          sequence("# in the middle of a filter").a(connect("a"), subscribe(1, "x/#/y", 0)),
          sequence("# beside letters").a(connect("a"), subscribe(1, "x#", 0)),
          sequence("+ beside letters").a(connect("a"), subscribe(1, "x+/y", 0)),
          sequence("a filter with U+0000").a(connect("a"), subscribe(1, "x\0y", 0)),
          sequence("UNSUBSCRIBE without a filter").a(connect("a"), packet(0xa2, number(1))),
          sequence("UNSUBSCRIBE with flags 0").a(connect("a"), packet(0xa0, number(1), text("x"))));

  private Subscribe3() {}
}
