package dev.rialto.it.differential;

import static dev.rialto.it.differential.Sequence.sequence;
import static dev.rialto.it.raw.Mqtt.DISCONNECT;
import static dev.rialto.it.raw.Mqtt.bytes;
import static dev.rialto.it.raw.Mqtt.connect;
import static dev.rialto.it.raw.Mqtt.connectAs;
import static dev.rialto.it.raw.Mqtt.connectPersistent;
import static dev.rialto.it.raw.Mqtt.number;
import static dev.rialto.it.raw.Mqtt.packet;
import static dev.rialto.it.raw.Mqtt.publish;
import static dev.rialto.it.raw.Mqtt.subscribe;
import static dev.rialto.it.raw.Mqtt.text;

import java.util.List;

/** MQTT 3.1.1 section 3.1: CONNECT. */
final class Connect3 {
  static final List<Sequence> SEQUENCES =
      List.of(
          sequence("a clean session is never present")
              .on("A", connect("a"), subscribe(1, "t", 1), DISCONNECT)
              .on("A2", connect("a"))
              .b(connect("b"), publish("t", "lost")),
          sequence("a persistent session is present when it comes back")
              .on("A", connectPersistent("a"), DISCONNECT)
              .on("A2", connectPersistent("a"), DISCONNECT)
              .on("A3", connectPersistent("a")),
          sequence("a clean session ends the persistent one")
              .on("A", connectPersistent("a"), subscribe(1, "t", 1), DISCONNECT)
              .on("A2", connect("a"), DISCONNECT)
              .on("A3", connectPersistent("a"))
              .b(connect("b"), publish("t", "lost")),
          sequence("a persistent session after a clean one is new")
              .on("A", connect("a"), DISCONNECT)
              .on("A2", connectPersistent("a")),
          sequence("an empty client identifier with a clean session").a(connect("")),
          sequence("an empty client identifier without a clean session").a(connectPersistent("")),
          sequence("a user name and a password").a(connectAs("a", "user", "password")),
          sequence("a user name alone").a(connect(0x82, 0, text("a"), text("user"))),
          sequence("a password without a user name").a(connect(0x42, 0, text("a"), text("secret"))),
          sequence("a second CONNECT").a(connect("a")).a(connect("a")),
          sequence("a packet before CONNECT").a(publish("t", "early")),
          sequence("a client identifier of 23 letters").a(connect("abcdefghijklmnopqrstuvw")),
          sequence("a client identifier of 24 letters and more")
              .a(connect("abcdefghijklmnopqrstuvwxyz0123456789")),
          sequence("a client identifier with other characters").a(connect("ä/b +#")),
          sequence("the reserved connect flag").a(connect(0x03, 0, text("a"))),
          sequence("a will QoS without a will").a(connect(0x0a, 0, text("a"))),
          sequence("a will retain flag without a will").a(connect(0x22, 0, text("a"))),
          sequence("a will of QoS 3").a(connect(0x1e, 0, text("a"), text("w"), text("will"))),
          sequence("a will topic with a wildcard")
              .a(connect(0x06, 0, text("a"), text("w/+"), text("will"))),
          sequence("a password flag without the field").a(connect(0xc2, 0, text("a"), text("u"))),
          sequence("more than the payload").a(connect(0x02, 0, text("a"), bytes(1, 2, 3))),
          sequence("CONNECT with reserved flags")
              .a(packet(0x11, text("MQTT"), bytes(4, 2), number(0), text("a"))),
          sequence("another protocol name")
              .a(packet(0x10, text("MQTX"), bytes(4, 2), number(0), text("a"))),
          sequence("protocol level 6")
              .a(packet(0x10, text("MQTT"), bytes(6, 2), number(0), text("a"))),
          sequence("protocol level 2")
              .a(packet(0x10, text("MQTT"), bytes(2, 2), number(0), text("a"))),
          sequence("MQTT 3.1").a(packet(0x10, text("MQIsdp"), bytes(3, 2), number(0), text("a"))));

  private Connect3() {}
}
