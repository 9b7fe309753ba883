package dev.rialto.it.differential;

import static dev.rialto.it.differential.Sequence.sequence;
import static dev.rialto.it.raw.Mqtt.DISCONNECT;
import static dev.rialto.it.raw.Mqtt.bytes;
import static dev.rialto.it.raw.Mqtt.connect;
import static dev.rialto.it.raw.Mqtt.connectPersistent;
import static dev.rialto.it.raw.Mqtt.number;
import static dev.rialto.it.raw.Mqtt.packet;
import static dev.rialto.it.raw.Mqtt.subscribe;
import static dev.rialto.it.raw.Mqtt.text;
import static dev.rialto.it.raw.Mqtt5.connect5;
import static dev.rialto.it.raw.Mqtt5.properties;
import static dev.rialto.it.raw.Mqtt5.publish5;
import static dev.rialto.it.raw.Mqtt5.reason5;
import static dev.rialto.it.raw.Mqtt5.resume5;
import static dev.rialto.it.raw.Mqtt5.subscribe5;
import static dev.rialto.it.raw.Property.authenticationData;
import static dev.rialto.it.raw.Property.authenticationMethod;
import static dev.rialto.it.raw.Property.requestProblemInformation;
import static dev.rialto.it.raw.Property.requestResponseInformation;
import static dev.rialto.it.raw.Property.sessionExpiry;

import java.util.List;

/** MQTT 5.0 sections 3.1, 3.14, 3.15 and 4.1: CONNECT, DISCONNECT, AUTH and sessions. */
final class Connect5 {
  static final List<Sequence> SEQUENCES =
      List.of(
          sequence("5: a session without expiry ends with its connection")
              .a(connect5("a"), subscribe5(1, "x", 1), DISCONNECT)
              .on("A2", resume5("a")),
          sequence("5: a session with expiry goes on")
              .a(connect5("a", sessionExpiry(60)), subscribe5(1, "x", 1), DISCONNECT)
              .b(connect5("b"), publish5(2, 1, "x", "waits"))
              .on("A2", resume5("a", sessionExpiry(60)))
              .acks("A2"),
          sequence("5: a clean start ends a session")
              .a(connect5("a", sessionExpiry(60)), DISCONNECT)
              .on("A2", connect5("a", sessionExpiry(60)), DISCONNECT)
              .on("A3", resume5("a")),
          sequence("5: a session expires")
              .a(connect5("a", sessionExpiry(1)), DISCONNECT)
              .aSecondLater()
              .aSecondLater()
              .on("A2", resume5("a")),
          sequence("5: DISCONNECT shortens the session")
              .a(connect5("a", sessionExpiry(60)), reason5(0xe0, 0, sessionExpiry(0)))
              .on("A2", resume5("a")),
          sequence("5: DISCONNECT lengthens the session")
              .a(connect5("a", sessionExpiry(1)), reason5(0xe0, 0, sessionExpiry(60)))
              .aSecondLater()
              .aSecondLater()
              .on("A2", resume5("a")),
          sequence("5: DISCONNECT with expiry for a session without")
              .a(connect5("a"), reason5(0xe0, 0, sessionExpiry(60)))
              .on("A2", resume5("a")),
          sequence("5: a session that never expires")
              .a(connect5("a", sessionExpiry(-1)), DISCONNECT)
              .on("A2", resume5("a", sessionExpiry(-1))),
          sequence("5: a session of 3.1.1 goes on in 5.0")
              .a(connectPersistent("a"), subscribe(1, "x", 1), DISCONNECT)
              .on("A2", resume5("a"))
              .b(connect5("b"), publish5(2, 1, "x", "!"))
              .acks("A2"),
          sequence("5: an empty client identifier is assigned one").a(connect5("")),
          sequence("5: an empty client identifier without a clean start").a(resume5("")),
          sequence("5: a password without a user name")
              .a(connect5(0x42, properties(), text("a"), text("secret"))),
          sequence("5: the reserved connect flag").a(connect5(0x03, properties(), text("a"))),
          sequence("5: a second CONNECT").a(connect5("a")).a(connect5("a")),
          sequence("5: a client that comes again takes over")
              .a(connect5("a"))
              .on("A2", connect5("a")),
          sequence("5: a client of 5.0 is taken over by one of 3.1.1")
              .a(connect5("a"))
              .on("A2", connect("a")),
          sequence("5: protocol level 6 with properties")
              .a(packet(0x10, text("MQTT"), bytes(6, 2), number(0), properties(), text("a"))),
          sequence("5: AUTH without a method").a(connect5("a"), reason5(0xf0, 0x18)),
          sequence("5: AUTH without anything").a(connect5("a"), packet(0xf0)),
          sequence("5: an unknown authentication method")
              .a(connect5("a", authenticationMethod("unheard of"))),
          sequence("5: authentication data without a method")
              .a(connect5("a", authenticationData("secret"))),
          sequence("5: no problem information")
              .a(connect5("a", requestProblemInformation(0)), subscribe5(1, "x#", 0)),
          sequence("5: a request for response information")
              .a(connect5("a", requestResponseInformation(1))),
          sequence("5: a reason code that DISCONNECT from clients can't have")
              .a(connect5("a"), reason5(0xe0, 0x8e)),
          sequence("5: DISCONNECT with flags").a(connect5("a"), packet(0xe1)));

  private Connect5() {}
}
