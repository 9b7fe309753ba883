package dev.rialto.session;

import dev.rialto.wire.Packet;
import dev.rialto.wire.PacketType;
import dev.rialto.wire.Property;
import dev.rialto.wire.ProtocolVersion;
import dev.rialto.wire.ReasonCode;
import java.util.EnumSet;
import java.util.Set;

/** Which CONNECT is refused (sections 3.1.4 and 3.2.2), by what it says alone. */
final class ConnectRules {
  private static final Set<ReasonCode> IN_MQTT_3 =
      EnumSet.of(
          ReasonCode.UNSUPPORTED_PROTOCOL_VERSION, // [MQTT-3.1.2-2]
          ReasonCode.CLIENT_IDENTIFIER_NOT_VALID,
          ReasonCode.BAD_USER_NAME_OR_PASSWORD,
          ReasonCode.NOT_AUTHORIZED,
          ReasonCode.SERVER_BUSY, // these three as "server unavailable"
          ReasonCode.CONNECTION_RATE_EXCEEDED,
          ReasonCode.QUOTA_EXCEEDED);

  private ConnectRules() {}

  /** Why, or {@code null}. */
  static Cause refusal(Packet.Connect connect, Engine engine) {
    if (connect.clientId().isEmpty() && !mayBeNameless(connect)) {
      return new Cause(
          ReasonCode.CLIENT_IDENTIFIER_NOT_VALID,
          "no client identifier, and no clean session to go without [MQTT-3.1.3-8]");
    }
    if (!connect.version().hasProperties()) {
      return null; // the rest is for who can be told about it
    }
    String method = connect.properties().text(Property.AUTHENTICATION_METHOD);
    if (method != null && !engine.methods().containsKey(method)) {
      return new Cause(
          ReasonCode.BAD_AUTHENTICATION_METHOD,
          "there is no such authentication method [MQTT-4.12.0-1]");
    }
    return connect.will() == null ? null : refusal(connect.will(), engine.limits());
  }

  private static Cause refusal(Packet.WillMessage will, Limits limits) {
    if (will.retain() && !limits.retained()) {
      return new Cause(
          ReasonCode.RETAIN_NOT_SUPPORTED, "retained messages are off [MQTT-3.2.2-13]");
    }
    if (will.qos().compareTo(limits.maximumQos()) > 0) {
      return new Cause(
          ReasonCode.QOS_NOT_SUPPORTED, "the will is above the maximum QoS [MQTT-3.2.2-12]");
    }
    if (!PayloadFormat.isAsIndicated(will.message())) {
      return PayloadFormat.NOT_TEXT;
    }
    return null;
  }

  private static boolean mayBeNameless(Packet.Connect connect) {
    return switch (connect.version()) {
      case MQTT_3_1 -> false;
      case MQTT_3_1_1 -> connect.cleanStart();
      case MQTT_5 -> true; // [MQTT-3.1.3-6]
    };
  }

  /** Whether CONNACK can tell a client of that version. MQTT 3 has a return code for few things. */
  static boolean hasAnswer(ReasonCode reason, ProtocolVersion version) {
    return version.hasProperties()
        ? reason.isAllowedIn(PacketType.CONNACK)
        : IN_MQTT_3.contains(reason);
  }
}
