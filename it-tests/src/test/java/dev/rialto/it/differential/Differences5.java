package dev.rialto.it.differential;

import static dev.rialto.it.differential.Difference.known;

import java.util.List;

/** Where the brokers are known to answer differently in MQTT 5.0, and who is right. */
final class Differences5 {
  private static final String NOT_FOUND =
      "MQTT 5.0 sections 3.6.2.1 and 3.7.2.1: 0x92, Packet Identifier not found: the Packet"
          + " Identifier is not known.";

  private static final String NO_SUBSCRIPTION =
      "MQTT 5.0 section 3.11.3: 0x11, No subscription existed: no matching Topic Filter is being"
          + " used by the Client. HiveMQ says 0x00 whether there was one or not.";

  private static final String EITHER =
      "MQTT 5.0 section 1.2 and 4.13: whether it is a Malformed Packet or a Protocol Error, the"
          + " specification doesn't say; it leaves both to close with either code.";

  private static final List<Difference> PUBLISH =
      List.of(
          known(
              "5: payload format 2",
              List.of("A: DISCONNECT 0x82"),
              List.of("A: DISCONNECT 0x81"),
              EITHER),
          known(
              "5: a response topic with a wildcard",
              List.of("A: DISCONNECT 0x82"),
              List.of("A: DISCONNECT 0x90"),
              EITHER),
          known(
              "5: PUBLISH with DUP and QoS 0",
              List.of("A: DISCONNECT 0x81"),
              List.of("A: DISCONNECT 0x82"),
              EITHER),
          known(
              "5: PUBACK with a reason code that it can't have",
              List.of("A: DISCONNECT 0x81"),
              List.of("A: DISCONNECT 0x82"),
              EITHER),
          known(
              "5: topic alias 0",
              List.of("B: DISCONNECT 0x94"),
              List.of("B: DISCONNECT 0x82"),
              "MQTT 5.0 section 3.14.2.1: 0x94, Topic Alias invalid; [MQTT-3.3.2-8] forbids 0."),
          known(
              "5: an unknown topic alias",
              List.of("B: DISCONNECT 0x82"),
              List.of("B: DISCONNECT 0x94"),
              "MQTT 5.0 section 3.3.2.3.4: an alias without a mapping and without a topic name is a"
                  + " Protocol Error, as section 3.3.4 says with the code 0x82."),
          known(
              "5: PUBREL for an unknown identifier",
              List.of("A: PUBCOMP 9 0x92"),
              List.of("A: PUBCOMP 9 0x00"),
              NOT_FOUND),
          known(
              "5: PUBREC for an unknown identifier",
              List.of("A: PUBREL #1 0x92"),
              List.of("A: PUBREL #1 0x00"),
              NOT_FOUND),
          known(
              "5: PUBREC with an error for an unknown identifier",
              List.of(),
              List.of("A: PUBREL #1 0x00"),
              "[MQTT-4.3.3-4] The sender MUST send a PUBREL packet when it receives a PUBREC packet"
                  + " from the receiver with a Reason Code value less than 0x80."));

  private static final List<Difference> SUBSCRIBE =
      List.of(
          known(
              "5: UNSUBSCRIBE from what is and what isn't subscribed to",
              List.of("A: UNSUBACK 2 0x00 0x11 0x11"),
              List.of("A: UNSUBACK 2 0x00 0x00 0x00"),
              NO_SUBSCRIPTION),
          known(
              "5: UNSUBSCRIBE from a shared subscription",
              List.of("A: UNSUBACK 2 0x11"),
              List.of("A: UNSUBACK 2 0x00"),
              NO_SUBSCRIPTION),
          known(
              "5: no local and an overlapping subscription",
              List.of("A: PUBLISH x \"its own\" QoS 0"),
              List.of(),
              "[MQTT-3.3.4-2] When Clients make subscriptions with Topic Filters that include"
                  + " wildcards, it is possible for a Client's subscriptions to overlap; the Server"
                  + " MUST deliver the message to the Client respecting the maximum QoS of all the"
                  + " matching subscriptions. [MQTT-3.8.3-3] is about one subscription, and the"
                  + " other hasn't No Local."));

  private static final List<Difference> CONNECT =
      List.of(
          known(
              "5: an unknown authentication method",
              List.of("A: CONNACK 0x8c", "A: closed"),
              List.of("A: CONNACK 0x00 {authentication method unheard of}"),
              "[MQTT-4.12.0-1] If the Server does not support the Authentication Method supplied by"
                  + " the Client, it MAY send a CONNACK with a Reason Code of 0x8C and MUST close"
                  + " the Network Connection. The tests tell HiveMQ to accept everybody."),
          known(
              "5: AUTH without anything",
              List.of("A: DISCONNECT 0x82"),
              List.of("A: CONNACK 0x82"),
              "[MQTT-3.2.0-2] The Server MUST NOT send more than one CONNACK in a Network"
                  + " Connection."),
          known(
              "5: more than the payload of CONNECT",
              List.of("A: CONNACK 0x81", "A: closed"),
              List.of("A: CONNACK 0x00"),
              "[MQTT-3.1.4-1] The Server MUST validate that the CONNECT packet matches the format"
                  + " described in section 3.1 and close the Network Connection if it does not"
                  + " match. HiveMQ ignores what follows the last field."),
          known(
              "5: protocol level 6 with properties",
              List.of("A: CONNACK 0x01"),
              List.of(),
              "[MQTT-3.1.2-2] the Server MAY send a CONNACK packet with Reason Code 0x84. It is a"
                  + " CONNACK of MQTT 3.1.1 with return code 1, which means the same: nobody knows"
                  + " what a client of level 6 can read, and Mosquitto answers so."),
          known(
              "5: a session that never expires",
              List.of(
                  "A: CONNACK 0x00 {session expiry 604800}",
                  "A2: CONNACK session present 0x00 {session expiry 604800}"),
              List.of("A: CONNACK 0x00", "A2: CONNACK session present 0x00"),
              "MQTT 5.0 section 3.2.2.3.2: the Server uses a value other than that sent by the"
                  + " Client, rialto.session.expiry, and says so."),
          known(
              "5: a second CONNECT",
              List.of("A: DISCONNECT 0x82"),
              List.of(),
              "[MQTT-3.1.0-2] a second CONNECT is a Protocol Error, and by [MQTT-4.13.1-1] the"
                  + " Server closes; section 4.13.1: it SHOULD send a DISCONNECT before."),
          known(
              "5: request problem information 2",
              List.of("A: CONNACK 0x82"),
              List.of("A: CONNACK 0x81"),
              "MQTT 5.0 section 3.1.2.11.7: it is a Protocol Error to have a value other than 0 or"
                  + " 1."),
          known(
              "5: request response information 2",
              List.of("A: CONNACK 0x82"),
              List.of("A: CONNACK 0x81"),
              "MQTT 5.0 section 3.1.2.11.6: it is a Protocol Error to have a value other than 0 or"
                  + " 1."),
          known(
              "5: a payload format that isn't 0 or 1 in a will",
              List.of("A: CONNACK 0x82"),
              List.of("A: CONNACK 0x81"),
              EITHER),
          known(
              "5: CONNECT without its property length",
              List.of("A: CONNACK 0x81"),
              List.of("A: CONNACK 0x82"),
              "MQTT 5.0 section 1.2: a packet that cannot be parsed is a Malformed Packet."),
          known(
              "5: AUTH without a method",
              List.of("A: DISCONNECT 0x82"),
              List.of("A: DISCONNECT 0x8c"),
              "MQTT 5.0 section 3.15.2.2.2: it is a Protocol Error to omit the Authentication"
                  + " Method."),
          known(
              "5: packet type 0",
              List.of("A: DISCONNECT 0x81"),
              List.of("A: DISCONNECT 0x82"),
              "MQTT 5.0 section 2.1.2: type 0 is reserved, so that the packet cannot be parsed."));

  static final List<Difference> KNOWN =
      List.of(CONNECT, PUBLISH, SUBSCRIBE).stream().flatMap(List::stream).toList();

  private Differences5() {}
}
