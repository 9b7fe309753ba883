package dev.rialto.wire;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Table 2-6 of MQTT 5.0 (section 2.4), copied from there. It knows nothing of the main code. */
record SpecifiedReason(String value, String name, Set<String> packets) {
  private static final String TABLE =
      """
      00 | Normal disconnection          | DISCONNECT
      00 | Success                       | CONNACK PUBACK PUBREC PUBREL PUBCOMP UNSUBACK AUTH
      00 | Granted QoS 0                 | SUBACK
      01 | Granted QoS 1                 | SUBACK
      02 | Granted QoS 2                 | SUBACK
      04 | Disconnect with Will Message  | DISCONNECT
      10 | No matching subscribers       | PUBACK PUBREC
      11 | No subscription existed       | UNSUBACK
      18 | Continue authentication       | AUTH
      19 | Reauthenticate                | AUTH
      80 | Unspecified error             | CONNACK PUBACK PUBREC SUBACK UNSUBACK DISCONNECT
      81 | Malformed Packet              | CONNACK DISCONNECT
      82 | Protocol Error                | CONNACK DISCONNECT
      83 | Implementation specific error | CONNACK PUBACK PUBREC SUBACK UNSUBACK DISCONNECT
      84 | Unsupported Protocol Version  | CONNACK
      85 | Client Identifier not valid   | CONNACK
      86 | Bad User Name or Password     | CONNACK
      87 | Not authorized                | CONNACK PUBACK PUBREC SUBACK UNSUBACK DISCONNECT
      88 | Server unavailable            | CONNACK
      89 | Server busy                   | CONNACK DISCONNECT
      8A | Banned                        | CONNACK
      8B | Server shutting down          | DISCONNECT
      8C | Bad authentication method     | CONNACK DISCONNECT
      8D | Keep Alive timeout            | DISCONNECT
      8E | Session taken over            | DISCONNECT
      8F | Topic Filter invalid          | SUBACK UNSUBACK DISCONNECT
      90 | Topic Name invalid            | CONNACK PUBACK PUBREC DISCONNECT
      91 | Packet Identifier in use      | PUBACK PUBREC SUBACK UNSUBACK
      92 | Packet Identifier not found   | PUBREL PUBCOMP
      93 | Receive Maximum exceeded      | DISCONNECT
      94 | Topic Alias invalid           | DISCONNECT
      95 | Packet too large              | CONNACK DISCONNECT
      96 | Message rate too high         | DISCONNECT
      97 | Quota exceeded                | CONNACK PUBACK PUBREC SUBACK DISCONNECT
      98 | Administrative action         | DISCONNECT
      99 | Payload format invalid        | CONNACK PUBACK PUBREC DISCONNECT
      9A | Retain not supported          | CONNACK DISCONNECT
      9B | QoS not supported             | CONNACK DISCONNECT
      9C | Use another server            | CONNACK DISCONNECT
      9D | Server moved                  | CONNACK DISCONNECT
      9E | Shared Subscriptions not supported | SUBACK DISCONNECT
      9F | Connection rate exceeded      | CONNACK DISCONNECT
      A0 | Maximum connect time          | DISCONNECT
      A1 | Subscription Identifiers not supported | SUBACK DISCONNECT
      A2 | Wildcard Subscriptions not supported   | SUBACK DISCONNECT
      """;

  static final List<SpecifiedReason> ALL = TABLE.lines().map(SpecifiedReason::parse).toList();

  private static SpecifiedReason parse(String line) {
    String[] cells = line.split(" *\\| *", -1);
    String name = cells[1].toUpperCase(Locale.ROOT).replace(' ', '_');
    return new SpecifiedReason(cells[0], name, Set.of(cells[2].split(" +", -1)));
  }

  /** Whether that byte is one of the packet's codes. */
  static boolean has(String packet, int value) {
    return ALL.stream()
        .anyMatch(
            reason -> reason.value.equals(Bytes.hex(value)) && reason.packets.contains(packet));
  }
}
