package dev.rialto.it.differential;

import static dev.rialto.it.differential.Sequence.sequence;
import static dev.rialto.it.raw.Mqtt.DISCONNECT;
import static dev.rialto.it.raw.Mqtt.bytes;
import static dev.rialto.it.raw.Mqtt.number;
import static dev.rialto.it.raw.Mqtt.packet;
import static dev.rialto.it.raw.Mqtt.text;
import static dev.rialto.it.raw.Mqtt5.IF_NEW;
import static dev.rialto.it.raw.Mqtt5.NONE_RETAINED;
import static dev.rialto.it.raw.Mqtt5.NO_LOCAL;
import static dev.rialto.it.raw.Mqtt5.RETAIN;
import static dev.rialto.it.raw.Mqtt5.RETAIN_AS_PUBLISHED;
import static dev.rialto.it.raw.Mqtt5.connect5;
import static dev.rialto.it.raw.Mqtt5.properties;
import static dev.rialto.it.raw.Mqtt5.publish5;
import static dev.rialto.it.raw.Mqtt5.resume5;
import static dev.rialto.it.raw.Mqtt5.subscribe5;
import static dev.rialto.it.raw.Mqtt5.unsubscribe5;
import static dev.rialto.it.raw.Property.sessionExpiry;
import static dev.rialto.it.raw.Property.subscriptionId;
import static dev.rialto.it.raw.Property.user;

import java.util.List;

/** MQTT 5.0 sections 3.8 to 3.11 and 4.8: subscriptions. */
final class Subscribe5 {
  static final List<Sequence> SEQUENCES =
      List.of(
          sequence("5: a subscription identifier")
              .a(connect5("a"), subscribe5(1, "x", 0, subscriptionId(268_435_455)))
              .b(connect5("b"), publish5("x", "!")),
          sequence("5: several subscription identifiers in one delivery")
              .a(connect5("a"), subscribe5(1, "x/#", 0, subscriptionId(3)))
              .a(subscribe5(2, "x/+", 1, subscriptionId(1)), subscribe5(3, "x/y", 0))
              .b(connect5("b"), publish5(2, 1, "x/y", "!"))
              .acks("A"),
          sequence("5: a subscription identifier is replaced")
              .a(connect5("a"), subscribe5(1, "x", 0, subscriptionId(3)))
              .a(subscribe5(2, "x", 0, subscriptionId(4)))
              .b(connect5("b"), publish5("x", "1"))
              .a(subscribe5(3, "x", 0))
              .b(publish5("x", "2")),
          sequence("5: the subscription identifier of a retained message")
              .b(connect5("b"), publish5(RETAIN, 0, "x", "!"))
              .a(connect5("a"), subscribe5(1, "x", 0, subscriptionId(7))),
          sequence("5: a subscription identifier outlives the connection")
              .a(connect5("a", sessionExpiry(60)), subscribe5(1, "x", 1, subscriptionId(7)))
              .a(DISCONNECT)
              .b(connect5("b"), publish5(2, 1, "x", "1"))
              .on("A2", resume5("a"))
              .acks("A2"),
          sequence("5: a subscription identifier of a publisher")
              .a(connect5("a"), publish5("x", "!", subscriptionId(1))),
          sequence("5: subscription identifier 0")
              .a(connect5("a"), subscribe5(1, "x", 0, subscriptionId(0))),
          sequence("5: two subscription identifiers")
              .a(connect5("a"), subscribe5(1, "x", 0, subscriptionId(1), subscriptionId(2))),
          sequence("5: no local")
              .a(connect5("a"), subscribe5(1, "x", NO_LOCAL), subscribe5(2, "y", 0))
              .b(connect5("b"), publish5("x", "another's"))
              .a(publish5("x", "its own"), publish5("y", "its own")),
          sequence("5: no local and an overlapping subscription")
              .a(connect5("a"), subscribe5(1, "x", NO_LOCAL), subscribe5(2, "+", 0))
              .a(publish5("x", "its own")),
          sequence("5: no local and its own retained message")
              .a(connect5("a"), publish5(RETAIN, 0, "x", "!"), subscribe5(1, "x", NO_LOCAL)),
          sequence("5: retain as published")
              .a(connect5("a"), subscribe5(1, "x", RETAIN_AS_PUBLISHED))
              .c(connect5("c"), subscribe5(1, "x", 0))
              .b(connect5("b"), publish5(RETAIN, 0, "x", "1"), publish5("x", "2")),
          sequence("5: overlapping subscriptions, one with retain as published")
              .a(connect5("a"), subscribe5(1, "x", RETAIN_AS_PUBLISHED), subscribe5(2, "+", 0))
              .b(connect5("b"), publish5(RETAIN, 0, "x", "1")),
          twice("5: retain handling 0", 0),
          twice("5: retain handling 1", IF_NEW),
          twice("5: retain handling 2", NONE_RETAINED),
          sequence("5: retain handling 3").a(connect5("a"), subscribe5(1, "x", 0x30)),
          sequence("5: SUBSCRIBE with reserved bits").a(connect5("a"), subscribe5(1, "x", 0x40)),
          sequence("5: SUBSCRIBE with QoS 3").a(connect5("a"), subscribe5(1, "x", 3)),
          sequence("5: SUBSCRIBE without a filter")
              .a(connect5("a"), packet(0x82, number(1), properties())),
          sequence("5: SUBSCRIBE to an invalid filter").a(connect5("a"), subscribe5(1, "x#", 0)),
          sequence("5: SUBSCRIBE with a user property")
              .a(connect5("a"), subscribe5(1, "x", 0, user("a", "b"))),
          sequence("5: UNSUBSCRIBE from what is and what isn't subscribed to")
              .a(connect5("a"), subscribe5(1, "x", 0), unsubscribe5(2, "x", "never", "x")),
          sequence("5: UNSUBSCRIBE without a filter")
              .a(connect5("a"), packet(0xa2, number(1), properties())),
          sequence("5: a shared subscription with no local")
              .a(connect5("a"), subscribe5(1, "$share/g/x", NO_LOCAL)),
          sequence("5: a shared subscription gets no retained messages")
              .b(connect5("b"), publish5(RETAIN, 0, "x", "!"))
              .a(connect5("a"), subscribe5(1, "$share/g/x", 0))
              .b(publish5("x", "2")),
          sequence("5: a shared subscription and one that isn't")
              .a(connect5("a"), subscribe5(1, "$share/g/x", 0))
              .a(subscribe5(2, "x", 0))
              .b(connect5("b"), publish5("x", "!")),
          sequence("5: the subscription identifier of a shared subscription")
              .a(connect5("a"), subscribe5(1, "$share/g/x", 0, subscriptionId(1)))
              .b(connect5("b"), publish5("x", "!")),
          sequence("5: a message to two groups comes twice")
              .a(connect5("a"), subscribe5(1, "$share/g/x", 0), subscribe5(2, "$share/h/x", 0))
              .b(connect5("b"), publish5("x", "!")),
          sequence("5: UNSUBSCRIBE from a shared subscription")
              .a(connect5("a"), subscribe5(1, "$share/g/x", 0), unsubscribe5(2, "$share/h/x"))
              .a(unsubscribe5(3, "$share/g/x"))
              .b(connect5("b"), publish5(2, 1, "x", "!")),
          sequence("5: a shared subscription without a filter")
              .a(connect5("a"), subscribe5(1, "$share/g", 0)),
          sequence("5: a shared subscription with an empty name")
              .a(connect5("a"), subscribe5(1, "$share//x", 0)),
          sequence("5: a shared subscription with a wildcard in its name")
              .a(connect5("a"), subscribe5(1, "$share/g+/x", 0)),
          sequence("5: two filters, one of them shared and wrong")
              .a(
                  connect5("a"),
                  packet(
                      0x82,
                      number(1),
                      properties(),
                      text("x"),
                      bytes(0),
                      text("$share/g/"),
                      bytes(0))));

  private Subscribe5() {}

  /** Subscribes twice to what has a retained message. */
  private static Sequence twice(String name, int handling) {
    return sequence(name)
        .b(connect5("b"), publish5(RETAIN, 0, "x", "kept"))
        .a(connect5("a"), subscribe5(1, "x", handling), subscribe5(2, "x", handling))
        .a(unsubscribe5(3, "x"), subscribe5(4, "x", handling));
  }
}
