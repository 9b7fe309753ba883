package dev.rialto.it.differential;

import static dev.rialto.it.differential.Sequence.sequence;
import static dev.rialto.it.raw.Mqtt.DISCONNECT;
import static dev.rialto.it.raw.Mqtt.bytes;
import static dev.rialto.it.raw.Mqtt.connect;
import static dev.rialto.it.raw.Mqtt.connectPersistent;
import static dev.rialto.it.raw.Mqtt.connectWithWill;
import static dev.rialto.it.raw.Mqtt.packet;
import static dev.rialto.it.raw.Mqtt.pubRel;
import static dev.rialto.it.raw.Mqtt.publish;
import static dev.rialto.it.raw.Mqtt.subscribe;
import static dev.rialto.it.raw.Mqtt.text;

import java.util.List;

/** MQTT 3.1.1 sections 3.1.2.4, 3.1.2.5, 3.1.4 and 4.4: sessions and wills. */
final class Session3 {
  private static final byte[] WILL = connectWithWill("a", 0, "w", "gone");

  static final List<Sequence> SEQUENCES =
      List.of(
          sequence("a will when the connection is cut")
              .b(connect("b"), subscribe(1, "w", 1))
              .a(WILL)
              .cut("A")
              .acks("B"),
          sequence("no will after DISCONNECT")
              .b(connect("b"), subscribe(1, "w", 1))
              .a(WILL, DISCONNECT),
          sequence("a will after a protocol violation")
              .b(connect("b"), subscribe(1, "w", 1))
              .a(WILL, packet(0x36, text("x"), bytes(0, 1))),
          sequence("a will after a second CONNECT")
              .b(connect("b"), subscribe(1, "w", 1))
              .a(WILL, connect("a")),
          sequence("a will after a DISCONNECT with flags")
              .b(connect("b"), subscribe(1, "w", 1))
              .a(WILL, packet(0xe1)),
          sequence("a retained will")
              .b(connect("b"), subscribe(1, "w", 0))
              .a(connect(0x26, 0, text("a"), text("w"), text("gone")))
              .cut("A")
              .c(connect("c"), subscribe(1, "w", 0)),
          sequence("a will with no payload")
              .b(connect("b"), subscribe(1, "w", 0))
              .a(connect(0x06, 0, text("a"), text("w"), text("")))
              .cut("A"),
          sequence("a will of QoS 2")
              .b(connect("b"), subscribe(1, "w", 2))
              .a(connect(0x16, 0, text("a"), text("w"), text("gone")))
              .cut("A")
              .acks("B")
              .acks("B"),
          sequence("a client that comes again closes its first connection, with its will")
              .b(connect("b"), subscribe(1, "w", 1))
              .a(WILL)
              .on("A2", connect("a")),
          sequence("a persistent session is taken over with its subscriptions")
              .a(connectPersistent("a"), subscribe(1, "x", 1))
              .on("A2", connectPersistent("a"))
              .b(connect("b"), publish(1, 1, "x"))
              .acks("A2"),
          sequence("messages of QoS 1 and 2 wait for a client that is away")
              .a(connectPersistent("a"), subscribe(1, "x", 2), DISCONNECT)
              .b(connect("b"), publish(1, 1, "x", bytes('1')), publish(2, 2, "x", bytes('2')))
              .b(pubRel(2), publish(1, 3, "x", bytes('3')))
              .on("A2", connectPersistent("a"))
              .acks("A2")
              .acks("A2"),
          sequence("no message waits for a subscription of QoS 0")
              .a(connectPersistent("a"), subscribe(1, "x", 0), DISCONNECT)
              .b(connect("b"), publish(1, 1, "x"))
              .on("A2", connectPersistent("a")),
          sequence("an unacknowledged message comes again, with DUP")
              .a(connectPersistent("a"), subscribe(1, "x", 1))
              .b(connect("b"), publish(1, 1, "x"))
              .cut("A")
              .on("A2", connectPersistent("a"))
              .acks("A2")
              .on("A2", DISCONNECT)
              .on("A3", connectPersistent("a")),
          sequence("a message of QoS 2 without PUBREC comes again, with DUP")
              .a(connectPersistent("a"), subscribe(1, "x", 2))
              .b(connect("b"), publish(2, 1, "x"), pubRel(1))
              .cut("A")
              .on("A2", connectPersistent("a"))
              .acks("A2")
              .acks("A2"),
          sequence("PUBREL comes again")
              .a(connectPersistent("a"), subscribe(1, "x", 2))
              .b(connect("b"), publish(2, 1, "x"), pubRel(1))
              .acks("A")
              .cut("A")
              .on("A2", connectPersistent("a"))
              .acks("A2"),
          sequence("a received message of QoS 2 is remembered when its sender comes again")
              .b(connect("b"), subscribe(1, "x", 0))
              .a(connectPersistent("a"), publish(2, 7, "x"))
              .cut("A")
              .on("A2", connectPersistent("a"), duplicate(publish(2, 7, "x")), pubRel(7)),
          sequence("several unacknowledged messages come again in their order")
              .a(connectPersistent("a"), subscribe(1, "x", 1), DISCONNECT)
              .b(connect("b"), publish(1, 1, "x", bytes('1')), publish(1, 2, "x", bytes('2')))
              .on("A2", connectPersistent("a"))
              .cut("A2")
              .b(publish(1, 3, "x", bytes('3')))
              .on("A3", connectPersistent("a"))
              .acks("A3")
              .acks("A3"));

  private Session3() {}

  private static byte[] duplicate(byte[] publish) {
    publish[0] |= 0x08;
    return publish;
  }
}
