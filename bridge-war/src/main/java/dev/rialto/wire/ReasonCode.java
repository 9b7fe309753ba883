package dev.rialto.wire;

import static dev.rialto.wire.PacketType.AUTH;
import static dev.rialto.wire.PacketType.CONNACK;
import static dev.rialto.wire.PacketType.DISCONNECT;
import static dev.rialto.wire.PacketType.PUBACK;
import static dev.rialto.wire.PacketType.PUBCOMP;
import static dev.rialto.wire.PacketType.PUBREC;
import static dev.rialto.wire.PacketType.PUBREL;
import static dev.rialto.wire.PacketType.SUBACK;
import static dev.rialto.wire.PacketType.UNSUBACK;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * How something went, or why it was refused or ended, in the terms of MQTT 5.0 section 2.4, and the
 * packets that may say so. The packet writer reduces it to what older versions have: a return code
 * in CONNACK and SUBACK, and nothing elsewhere.
 */
public enum ReasonCode {
  SUCCESS(0x00, CONNACK, PUBACK, PUBREC, PUBREL, PUBCOMP, UNSUBACK, AUTH),
  NORMAL_DISCONNECTION(0x00, DISCONNECT),
  GRANTED_QOS_0(0x00, SUBACK),
  GRANTED_QOS_1(0x01, SUBACK),
  GRANTED_QOS_2(0x02, SUBACK),
  DISCONNECT_WITH_WILL_MESSAGE(0x04, DISCONNECT),
  NO_MATCHING_SUBSCRIBERS(0x10, PUBACK, PUBREC),
  NO_SUBSCRIPTION_EXISTED(0x11, UNSUBACK),
  CONTINUE_AUTHENTICATION(0x18, AUTH),
  REAUTHENTICATE(0x19, AUTH),
  UNSPECIFIED_ERROR(0x80, CONNACK, PUBACK, PUBREC, SUBACK, UNSUBACK, DISCONNECT),
  MALFORMED_PACKET(0x81, CONNACK, DISCONNECT),
  PROTOCOL_ERROR(0x82, CONNACK, DISCONNECT),
  IMPLEMENTATION_SPECIFIC_ERROR(0x83, CONNACK, PUBACK, PUBREC, SUBACK, UNSUBACK, DISCONNECT),
  UNSUPPORTED_PROTOCOL_VERSION(0x84, CONNACK),
  CLIENT_IDENTIFIER_NOT_VALID(0x85, CONNACK),
  BAD_USER_NAME_OR_PASSWORD(0x86, CONNACK),
  NOT_AUTHORIZED(0x87, CONNACK, PUBACK, PUBREC, SUBACK, UNSUBACK, DISCONNECT),
  SERVER_UNAVAILABLE(0x88, CONNACK),
  SERVER_BUSY(0x89, CONNACK, DISCONNECT),
  BANNED(0x8A, CONNACK),
  SERVER_SHUTTING_DOWN(0x8B, DISCONNECT),
  BAD_AUTHENTICATION_METHOD(0x8C, CONNACK, DISCONNECT),
  KEEP_ALIVE_TIMEOUT(0x8D, DISCONNECT),
  SESSION_TAKEN_OVER(0x8E, DISCONNECT),
  TOPIC_FILTER_INVALID(0x8F, SUBACK, UNSUBACK, DISCONNECT),
  TOPIC_NAME_INVALID(0x90, CONNACK, PUBACK, PUBREC, DISCONNECT),
  PACKET_IDENTIFIER_IN_USE(0x91, PUBACK, PUBREC, SUBACK, UNSUBACK),
  PACKET_IDENTIFIER_NOT_FOUND(0x92, PUBREL, PUBCOMP),
  RECEIVE_MAXIMUM_EXCEEDED(0x93, DISCONNECT),
  TOPIC_ALIAS_INVALID(0x94, DISCONNECT),
  PACKET_TOO_LARGE(0x95, CONNACK, DISCONNECT),
  MESSAGE_RATE_TOO_HIGH(0x96, DISCONNECT),
  QUOTA_EXCEEDED(0x97, CONNACK, PUBACK, PUBREC, SUBACK, DISCONNECT),
  ADMINISTRATIVE_ACTION(0x98, DISCONNECT),
  PAYLOAD_FORMAT_INVALID(0x99, CONNACK, PUBACK, PUBREC, DISCONNECT),
  RETAIN_NOT_SUPPORTED(0x9A, CONNACK, DISCONNECT),
  QOS_NOT_SUPPORTED(0x9B, CONNACK, DISCONNECT),
  USE_ANOTHER_SERVER(0x9C, CONNACK, DISCONNECT),
  SERVER_MOVED(0x9D, CONNACK, DISCONNECT),
  SHARED_SUBSCRIPTIONS_NOT_SUPPORTED(0x9E, SUBACK, DISCONNECT),
  CONNECTION_RATE_EXCEEDED(0x9F, CONNACK, DISCONNECT),
  MAXIMUM_CONNECT_TIME(0xA0, DISCONNECT),
  SUBSCRIPTION_IDENTIFIERS_NOT_SUPPORTED(0xA1, SUBACK, DISCONNECT),
  WILDCARD_SUBSCRIPTIONS_NOT_SUPPORTED(0xA2, SUBACK, DISCONNECT);

  private static final ReasonCode[] VALUES = values();
  private static final int FIRST_ERROR = 0x80;

  private final int value;
  private final Set<PacketType> packets;

  ReasonCode(int value, PacketType... packets) {
    this.value = value;
    this.packets = EnumSet.of(packets[0], packets);
  }

  /** The byte on the wire in MQTT 5.0. */
  public int value() {
    return value;
  }

  /** Whether it says that something failed. */
  public boolean isError() {
    return value >= FIRST_ERROR;
  }

  /** Whether that packet may say so. */
  public boolean isAllowedIn(PacketType packet) {
    return packets.contains(packet);
  }

  /** What a byte means in that packet. */
  static ReasonCode of(int value, PacketType packet) throws MalformedPacketException {
    for (ReasonCode code : VALUES) {
      if (code.value == value && code.isAllowedIn(packet)) {
        return code;
      }
    }
    throw new MalformedPacketException(Malformation.REASON_CODE_NOT_ALLOWED);
  }

  /** What a SUBACK says of a subscription that was granted. */
  public static ReasonCode granted(Qos qos) {
    return switch (qos) {
      case AT_MOST_ONCE -> GRANTED_QOS_0;
      case AT_LEAST_ONCE -> GRANTED_QOS_1;
      case EXACTLY_ONCE -> GRANTED_QOS_2;
    };
  }

  /** For logs: the name as the specification writes it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
