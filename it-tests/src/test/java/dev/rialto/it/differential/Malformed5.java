package dev.rialto.it.differential;

import static dev.rialto.it.differential.Sequence.sequence;
import static dev.rialto.it.raw.Mqtt.bytes;
import static dev.rialto.it.raw.Mqtt.number;
import static dev.rialto.it.raw.Mqtt.packet;
import static dev.rialto.it.raw.Mqtt.text;
import static dev.rialto.it.raw.Mqtt5.connect5;
import static dev.rialto.it.raw.Mqtt5.properties;
import static dev.rialto.it.raw.Mqtt5.publish5;
import static dev.rialto.it.raw.Mqtt5.reason5;
import static dev.rialto.it.raw.Mqtt5.reply5;
import static dev.rialto.it.raw.Mqtt5.subscribe5;
import static dev.rialto.it.raw.Property.contentType;
import static dev.rialto.it.raw.Property.maximumPacketSize;
import static dev.rialto.it.raw.Property.messageExpiry;
import static dev.rialto.it.raw.Property.payloadFormat;
import static dev.rialto.it.raw.Property.receiveMaximum;
import static dev.rialto.it.raw.Property.requestProblemInformation;
import static dev.rialto.it.raw.Property.requestResponseInformation;
import static dev.rialto.it.raw.Property.responseTopic;
import static dev.rialto.it.raw.Property.sessionExpiry;
import static dev.rialto.it.raw.Property.subscriptionId;

import java.util.List;

/** MQTT 5.0 sections 2.1, 2.2.2 and 4.13: malformed packets and protocol errors. */
final class Malformed5 {
  static final List<Sequence> SEQUENCES =
      List.of(
          sequence("5: a property twice in CONNECT")
              .a(connect5("a", sessionExpiry(1), sessionExpiry(1))),
          sequence("5: a property twice in PUBLISH")
              .a(connect5("a"), publish5("x", "!", contentType("a"), contentType("a"))),
          sequence("5: a property that CONNECT can't have").a(connect5("a", contentType("text"))),
          sequence("5: a property that PUBLISH can't have")
              .a(connect5("a"), publish5("x", "!", sessionExpiry(1))),
          sequence("5: a property that SUBSCRIBE can't have")
              .a(connect5("a"), subscribe5(1, "x", 0, messageExpiry(1))),
          sequence("5: a property that PUBREL can't have")
              .a(connect5("a"), reply5(0x62, 1, 0, subscriptionId(1))),
          sequence("5: a property that doesn't exist")
              .a(connect5("a"), publish5("x", "!", bytes(0x7f, 1))),
          sequence("5: a property that doesn't exist in CONNECT").a(connect5("a", bytes(0x7f, 1))),
          sequence("5: request problem information 2")
              .a(connect5("a", requestProblemInformation(2))),
          sequence("5: request response information 2")
              .a(connect5("a", requestResponseInformation(2))),
          sequence("5: receive maximum 0").a(connect5("a", receiveMaximum(0))),
          sequence("5: maximum packet size 0").a(connect5("a", maximumPacketSize(0))),
          sequence("5: payload format 2").a(connect5("a"), publish5("x", "!", payloadFormat(2))),
          sequence("5: a response topic with a wildcard")
              .a(connect5("a"), publish5("x", "!", responseTopic("x/+"))),
          sequence("5: a topic name with a wildcard").a(connect5("a"), publish5("x/#", "!")),
          sequence("5: a topic name that isn't UTF-8")
              .a(connect5("a"), packet(0x30, number(2), bytes(0xc3, 0x28), properties())),
          sequence("5: PUBLISH with QoS 3")
              .a(connect5("a"), packet(0x36, text("x"), number(1), properties())),
          sequence("5: PUBLISH with the packet identifier 0")
              .a(connect5("a"), publish5(2, 0, "x", "!")),
          sequence("5: PUBLISH with DUP and QoS 0").a(connect5("a"), publish5(8, 0, "x", "!")),
          sequence("5: properties longer than the packet")
              .a(connect5("a"), packet(0x30, text("x"), bytes(9, 1))),
          sequence("5: a property that ends early")
              .a(connect5("a"), packet(0x30, text("x"), bytes(2, 0x02, 1))),
          sequence("5: a property length of five bytes")
              .a(connect5("a"), packet(0x30, text("x"), bytes(0x80, 0x80, 0x80, 0x80, 1))),
          sequence("5: PUBREL with flags 0").a(connect5("a"), packet(0x60, number(1))),
          sequence("5: PUBACK with a reason code that it can't have")
              .a(connect5("a"), reply5(0x40, 1, 0x04)),
          sequence("5: DISCONNECT with a session expiry twice")
              .a(connect5("a", sessionExpiry(1)))
              .a(reason5(0xe0, 0, sessionExpiry(1), sessionExpiry(1))),
          sequence("5: packet type 0").a(connect5("a"), packet(0)),
          sequence("5: a packet that only servers send")
              .a(connect5("a"), packet(0x20, bytes(0, 0), properties())),
          sequence("5: CONNECT without its property length")
              .a(packet(0x10, text("MQTT"), bytes(5, 2), number(0))),
          sequence("5: more than the payload of CONNECT")
              .a(connect5(0x02, properties(), text("a"), bytes(1, 2))));

  private Malformed5() {}
}
