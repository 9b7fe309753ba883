package dev.rialto.wire;

/**
 * Why something was refused or ended, in the terms of MQTT 5.0 section 2.4, the richest of the
 * three protocol versions. What older versions can say of it is the business of the packet writer:
 * MQTT 3.1.1 has a return code in CONNACK and nothing but the closed connection elsewhere.
 */
public enum ReasonCode {
  NORMAL_DISCONNECTION(0x00),
  UNSPECIFIED_ERROR(0x80),
  MALFORMED_PACKET(0x81),
  PROTOCOL_ERROR(0x82),
  IMPLEMENTATION_SPECIFIC_ERROR(0x83),
  UNSUPPORTED_PROTOCOL_VERSION(0x84),
  CLIENT_IDENTIFIER_NOT_VALID(0x85),
  BAD_USER_NAME_OR_PASSWORD(0x86),
  NOT_AUTHORIZED(0x87),
  SERVER_UNAVAILABLE(0x88),
  SERVER_SHUTTING_DOWN(0x8B),
  KEEP_ALIVE_TIMEOUT(0x8D),
  SESSION_TAKEN_OVER(0x8E),
  TOPIC_FILTER_INVALID(0x8F),
  TOPIC_NAME_INVALID(0x90),
  PACKET_TOO_LARGE(0x95),
  QUOTA_EXCEEDED(0x97),
  PAYLOAD_FORMAT_INVALID(0x99);

  private final int value;

  ReasonCode(int value) {
    this.value = value;
  }

  /** The byte on the wire in MQTT 5.0. */
  public int value() {
    return value;
  }

  /** For logs: the name as the specification writes it. */
  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }
}
