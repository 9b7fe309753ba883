package dev.rialto.it.differential;

import static dev.rialto.it.differential.Sequence.sequence;
import static dev.rialto.it.raw.Mqtt.DISCONNECT;
import static dev.rialto.it.raw.Mqtt.packet;
import static dev.rialto.it.raw.Mqtt.text;
import static dev.rialto.it.raw.Mqtt5.connect5;
import static dev.rialto.it.raw.Mqtt5.connectWithWill5;
import static dev.rialto.it.raw.Mqtt5.properties;
import static dev.rialto.it.raw.Mqtt5.publish5;
import static dev.rialto.it.raw.Mqtt5.reason5;
import static dev.rialto.it.raw.Mqtt5.resume5;
import static dev.rialto.it.raw.Mqtt5.subscribe5;
import static dev.rialto.it.raw.Property.contentType;
import static dev.rialto.it.raw.Property.correlationData;
import static dev.rialto.it.raw.Property.messageExpiry;
import static dev.rialto.it.raw.Property.payloadFormat;
import static dev.rialto.it.raw.Property.responseTopic;
import static dev.rialto.it.raw.Property.sessionExpiry;
import static dev.rialto.it.raw.Property.user;
import static dev.rialto.it.raw.Property.willDelay;

import java.util.List;

/** MQTT 5.0 sections 3.1.2.5 and 3.1.3.2: wills. */
final class Will5 {
  static final List<Sequence> SEQUENCES =
      List.of(
          watched("5: a will and all its properties")
              .a(
                  will(
                      properties(),
                      user("z", "1"),
                      responseTopic("answer"),
                      contentType("text"),
                      user("a", "2"),
                      payloadFormat(1),
                      correlationData("c"),
                      messageExpiry(100)))
              .cut("A")
              .acks("B"),
          watched("5: no will after DISCONNECT").a(will(properties()), DISCONNECT),
          watched("5: a will after DISCONNECT that asks for it")
              .a(will(properties()), reason5(0xe0, 0x04))
              .acks("B"),
          watched("5: a delayed will comes when the session ends")
              .a(will(properties(sessionExpiry(0)), willDelay(60)))
              .cut("A")
              .acks("B"),
          watched("5: a delayed will comes when the delay is over")
              .a(will(properties(sessionExpiry(60)), willDelay(1)))
              .cut("A")
              .b(publish5("w", "before"))
              .aSecondLater()
              .aSecondLater()
              .acks("B"),
          watched("5: a delayed will comes when the session is shorter")
              .a(will(properties(sessionExpiry(1)), willDelay(60)))
              .cut("A")
              .b(publish5("w", "before"))
              .aSecondLater()
              .aSecondLater()
              .acks("B"),
          watched("5: a delayed will doesn't come when its client comes back")
              .a(will(properties(sessionExpiry(60)), willDelay(1)))
              .cut("A")
              .on("A2", resume5("a", sessionExpiry(60)))
              .aSecondLater()
              .aSecondLater(),
          watched("5: a delayed will comes when a clean start ends the session")
              .a(will(properties(sessionExpiry(60)), willDelay(60)))
              .cut("A")
              .on("A2", connect5("a"))
              .acks("B"),
          watched("5: a will when a client takes over")
              .a(will(properties(sessionExpiry(60))))
              .on("A2", resume5("a"))
              .acks("B"),
          watched("5: no delayed will when a client takes over its session")
              .a(will(properties(sessionExpiry(60)), willDelay(60)))
              .on("A2", resume5("a", sessionExpiry(60))),
          watched("5: a will after a protocol error")
              .a(will(properties()), packet(0x36, text("x")))
              .acks("B"),
          watched("5: a payload format that isn't 0 or 1 in a will")
              .a(will(properties(), payloadFormat(2))),
          watched("5: a property twice in a will")
              .a(will(properties(), willDelay(1), willDelay(1))));

  private Will5() {}

  private static Sequence watched(String name) {
    return sequence(name).b(connect5("b"), subscribe5(1, "w", 1));
  }

  private static byte[] will(byte[] properties, byte[]... willProperties) {
    return connectWithWill5("a", properties, "w", "gone", willProperties);
  }
}
