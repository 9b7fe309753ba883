package dev.rialto.wire;

/** Packets around a reason code and no properties, written out. Only bytes. */
final class Reasons {
  private Reasons() {}

  static String bytes(String packet, String reason) {
    return switch (packet) {
      case "CONNACK" -> "20 03 00 " + reason + " 00";
      case "SUBACK" -> "90 04 0001 00 " + reason;
      case "UNSUBACK" -> "B0 04 0001 00 " + reason;
      case "DISCONNECT" -> "E0 02 " + reason + " 00";
      case "AUTH" -> "F0 06 " + reason + " 04 15 <m>";
      default -> {
        String first = SpecifiedPlace.of(packet).first();
        yield first + " 04 0001 " + reason + " 00";
      }
    };
  }
}
