package dev.rialto.it.differential;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rialto.it.raw.Packet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * What a broker has sent on one connection, as text that is the same whenever it means the same.
 * Decodes without any of Rialto's own code, so that it can judge it.
 */
final class Canonical {
  private static final List<String> NAMES =
      List.of(
          "0",
          "CONNECT",
          "CONNACK",
          "PUBLISH",
          "PUBACK",
          "PUBREC",
          "PUBREL",
          "PUBCOMP",
          "SUBSCRIBE",
          "SUBACK",
          "UNSUBSCRIBE",
          "UNSUBACK",
          "PINGREQ",
          "PINGRESP",
          "DISCONNECT",
          "AUTH");

  private final Numbers numbers;
  private final Map<Integer, String> aliases = new HashMap<>();
  private boolean five;

  /**
   * For one connection.
   *
   * @param numbers shared by all connections of one client, since identifiers outlive them
   */
  Canonical(Numbers numbers) {
    this.numbers = numbers;
  }

  /** From now on the packets have properties. */
  void speakFive() {
    five = true;
  }

  String text(Packet packet) {
    Cursor body = new Cursor(packet.body());
    try {
      String name = NAMES.get(packet.type());
      int flags = packet.first() & 0x0f;
      boolean usual = packet.type() == Packet.PUBLISH || flags == (packet.type() == 6 ? 2 : 0);
      String text = (usual ? name : name + " with flags " + flags) + fields(packet, body);
      return body.isAtEnd() ? text : text + " and more: " + hex(body.rest());
    } catch (RuntimeException e) {
      return "malformed %02x %s".formatted(packet.first(), hex(packet.body()));
    }
  }

  private String fields(Packet packet, Cursor body) {
    return switch (packet.type()) {
      case Packet.CONNACK -> connAck(body);
      case Packet.PUBLISH -> publish(packet, body);
      case Packet.PUBACK, Packet.PUBREC, Packet.PUBCOMP -> " " + body.two() + reason(body);
      case Packet.PUBREL -> " " + numbers.of(body.two()) + reason(body);
      case Packet.SUBACK -> " " + body.two() + codes(body);
      case Packet.UNSUBACK -> " " + body.two() + (five ? codes(body) : "");
      case Packet.DISCONNECT, Packet.AUTH -> reason(body);
      default -> "";
    };
  }

  private String connAck(Cursor body) {
    int acknowledge = body.one();
    String text =
        (acknowledge == 0 ? "" : acknowledge == 1 ? " session present" : " flags " + acknowledge)
            + code(body.one());
    // to one whose version it doesn't speak a broker may answer in the format of another
    return text + Properties.read(body);
  }

  private String publish(Packet packet, Cursor body) {
    String topic = body.text();
    String id = packet.qos() == 0 ? "" : " " + numbers.of(body.two());
    Properties properties = five ? Properties.read(body) : null;
    if (properties != null && properties.topicAlias() != 0) {
      int alias = properties.topicAlias();
      topic = topic.isEmpty() ? aliases.getOrDefault(alias, "unknown alias") : topic;
      aliases.put(alias, topic);
    }
    return " %s %s QoS %d%s%s%s%s"
        .formatted(
            topic,
            Payload.text(body.rest()),
            packet.qos(),
            id,
            (packet.first() & 8) == 0 ? "" : " DUP",
            packet.isRetained() ? " RETAIN" : "",
            properties == null ? "" : properties);
  }

  /** A reason code and properties, which may both be left out. */
  private String reason(Cursor body) {
    return (body.isAtEnd() ? code(0) : code(body.one())) + Properties.read(body);
  }

  private String codes(Cursor body) {
    String properties = five ? Properties.read(body).toString() : "";
    StringBuilder codes = new StringBuilder();
    while (!body.isAtEnd()) {
      codes.append(code(body.one()));
    }
    return codes + properties;
  }

  private static String code(int code) {
    return " 0x%02x".formatted(code);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes) + " (" + new String(bytes, UTF_8).strip() + ")";
  }
}
