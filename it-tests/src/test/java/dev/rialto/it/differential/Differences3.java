package dev.rialto.it.differential;

import static dev.rialto.it.differential.Difference.known;

import java.util.List;

/** Where the brokers are known to answer differently in MQTT 3.1.1, and who is right. */
final class Differences3 {
  private static final String NO_CONNACK =
      "[MQTT-3.1.4-1] The Server MUST validate that the CONNECT Packet conforms to section 3.1 and"
          + " close the Network Connection without sending a CONNACK if it does not conform.";

  private static final String LEVEL =
      "[MQTT-3.1.2-2] The Server MUST respond to the CONNECT Packet with a CONNACK return code 0x01"
          + " (unacceptable protocol level) and then disconnect the Client if the Protocol Level is"
          + " not supported by the Server. HiveMQ just closes.";

  private static final String DOLLAR =
      "MQTT 3.1.1 section 4.7.2: The Server SHOULD prevent Clients from using such Topic Names to"
          + " exchange messages with other Clients. HiveMQ closes the publisher's connection.";

  static final List<Difference> KNOWN =
      List.of(
          known(
              "a will topic with a wildcard",
              List.of(),
              List.of("A: CONNACK 0x05"),
              NO_CONNACK + " [MQTT-4.7.1-1] Wildcards MUST NOT be used within a Topic Name."),
          known(
              "more than the payload",
              List.of("A: closed"),
              List.of("A: CONNACK 0x00"),
              NO_CONNACK + " HiveMQ ignores what follows the last field."),
          known("protocol level 2", List.of("A: CONNACK 0x01"), List.of(), LEVEL),
          known("protocol level 6", List.of("A: CONNACK 0x01"), List.of(), LEVEL),
          known(
              "wildcards don't bring retained messages of $",
              List.of(),
              List.of("B: closed"),
              DOLLAR),
          known(
              "wildcards don't match a first level with $",
              List.of(),
              List.of("B: closed"),
              DOLLAR));

  private Differences3() {}
}
