package dev.rialto.session;

import dev.rialto.wire.Packet;
import dev.rialto.wire.Payload;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.ProtocolVersion;
import dev.rialto.wire.Qos;
import dev.rialto.wire.ReasonCode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** CONNACK (section 3.2): what the server tells a client at the beginning. */
final class Greeting {
  private Greeting() {}

  /** CONNECT is accepted. What is at its default is not said. */
  static Packet.ConnAck welcome(
      Packet.Connect connect,
      Terms terms,
      String clientId,
      boolean present,
      Limits limits,
      Properties authentication) {
    // MQTT 3.1 has no flag that tells of an earlier session
    boolean tellPresent = present && connect.version() != ProtocolVersion.MQTT_3_1;
    Properties.Builder says = Properties.builder();
    if (terms.version().hasProperties()) {
      limits(limits, says);
      answers(connect, terms, clientId, limits, says);
    }
    return new Packet.ConnAck(tellPresent, ReasonCode.SUCCESS, says.build().and(authentication));
  }

  private static void limits(Limits limits, Properties.Builder says) {
    says.put(Property.RECEIVE_MAXIMUM, limits.receive());
    says.put(Property.MAXIMUM_PACKET_SIZE, limits.packetSize());
    if (limits.topicAliases() > 0) {
      says.put(Property.TOPIC_ALIAS_MAXIMUM, limits.topicAliases());
    }
    if (limits.maximumQos() != Qos.EXACTLY_ONCE) { // [MQTT-3.2.2-9]
      says.put(Property.MAXIMUM_QOS, limits.maximumQos().value());
    }
    if (!limits.retained()) {
      says.put(Property.RETAIN_AVAILABLE, 0);
    }
    if (!limits.wildcards()) {
      says.put(Property.WILDCARD_SUBSCRIPTION_AVAILABLE, 0);
    }
    if (!limits.shared()) {
      says.put(Property.SHARED_SUBSCRIPTION_AVAILABLE, 0);
    }
  }

  private static void answers(
      Packet.Connect connect,
      Terms terms,
      String clientId,
      Limits limits,
      Properties.Builder says) {
    long expiry = terms.sessionExpiry().toSeconds();
    if (expiry != connect.properties().number(Property.SESSION_EXPIRY_INTERVAL, 0)) {
      says.put(Property.SESSION_EXPIRY_INTERVAL, expiry);
    }
    if (terms.keepAlive() != connect.keepAlive()) { // [MQTT-3.1.2-21]
      says.put(Property.SERVER_KEEP_ALIVE, terms.keepAlive());
    }
    if (connect.clientId().isEmpty()) { // [MQTT-3.2.2-16]
      says.put(Property.ASSIGNED_CLIENT_IDENTIFIER, clientId);
    }
    if (connect.properties().number(Property.REQUEST_RESPONSE_INFORMATION, 0) == 1) {
      says.put(Property.RESPONSE_INFORMATION, limits.responsePrefix() + topicLevel(clientId));
    }
  }

  /** One level of its own for every client: with no wildcard, and no further level. */
  private static String topicLevel(String clientId) {
    return URLEncoder.encode(clientId, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** CONNECT is refused. [MQTT-3.2.2-6] */
  static Packet.ConnAck refusal(Cause why) {
    return new Packet.ConnAck(
        false, why.reason(), Properties.of(Property.REASON_STRING, why.sentence()));
  }

  /** The properties of AUTH, and of a CONNACK that ends such an exchange. */
  static Properties authentication(String method, Payload data) {
    Properties.Builder says = Properties.builder().put(Property.AUTHENTICATION_METHOD, method);
    return (data == null ? says : says.put(Property.AUTHENTICATION_DATA, data)).build();
  }
}
