package dev.rialto.wire;

/**
 * Each way in which bytes can fail to be a packet: the reason code that MQTT 5.0 has for it, and
 * one sentence with the statement of the specification that it breaks. Statement numbers are MQTT
 * 3.1.1's where it has the statement, else MQTT 5.0's.
 */
public enum Malformation {
  PACKET_TYPE_RESERVED("packet type 0 or 15 is reserved (section 2.2.1)"),
  FLAGS_RESERVED("reserved flags of the fixed header are not as specified [MQTT-2.2.2-2]"),
  LENGTH_TOO_LONG("the remaining length has more than four bytes (section 2.2.3)"),
  VARIABLE_INTEGER_TOO_LONG("a variable byte integer has more than four bytes (section 1.5.5)"),
  VARIABLE_INTEGER_NOT_SHORTEST("a variable byte integer has needless bytes [MQTT-1.5.5-1]"),
  PACKET_TOO_LARGE(ReasonCode.PACKET_TOO_LARGE, "the packet is over the server's size limit"),
  BODY_TOO_SHORT("the packet ends inside a field"),
  BODY_TOO_LONG("bytes are left over behind the last field"),
  UTF8_ILL_FORMED("a string is not well-formed UTF-8 [MQTT-1.5.3-1]"),
  UTF8_NULL("a string contains U+0000 [MQTT-1.5.3-2]"),
  PACKET_IDENTIFIER_ZERO(ReasonCode.PROTOCOL_ERROR, "a packet identifier is zero [MQTT-2.3.1-1]"),
  PROTOCOL_NAME_UNKNOWN(
      ReasonCode.UNSUPPORTED_PROTOCOL_VERSION, "the protocol name is not MQTT's [MQTT-3.1.2-1]"),
  PROTOCOL_LEVEL_UNSUPPORTED(
      ReasonCode.UNSUPPORTED_PROTOCOL_VERSION,
      "the protocol level is not one that this server speaks [MQTT-3.1.2-2]"),
  CONNECT_FLAG_RESERVED("the reserved flag of CONNECT is set [MQTT-3.1.2-3]"),
  WILL_FLAGS_WITHOUT_WILL("will QoS or will retain without a will [MQTT-3.1.2-13]"),
  WILL_QOS_RESERVED("will QoS 3 is reserved [MQTT-3.1.2-14]"),
  PASSWORD_WITHOUT_USER_NAME("a password without a user name [MQTT-3.1.2-22]"),
  PUBLISH_QOS_RESERVED("QoS 3 is reserved [MQTT-3.3.1-4]"),
  PUBLISH_DUP_WITHOUT_QOS("DUP is set on a QoS 0 message [MQTT-3.3.1-2]"),
  TOPIC_NAME_INVALID(
      ReasonCode.TOPIC_NAME_INVALID, "a topic name is empty or has a wildcard [MQTT-3.3.2-2]"),
  SUBSCRIBE_QOS_RESERVED(
      ReasonCode.PROTOCOL_ERROR, "a requested QoS is not 0, 1 or 2 [MQTT-3.8.3-4]"),
  NO_TOPIC_FILTER(
      ReasonCode.PROTOCOL_ERROR, "SUBSCRIBE or UNSUBSCRIBE without a filter [MQTT-3.8.3-3]"),
  SUBSCRIPTION_OPTIONS_RESERVED("reserved subscription options are set [MQTT-3.8.3-5]"),
  RETAIN_HANDLING_RESERVED(
      ReasonCode.PROTOCOL_ERROR, "retain handling 3 is reserved (section 3.8.3.1)"),
  PROPERTY_UNKNOWN("a property has an identifier that does not exist (section 2.2.2.2)"),
  PROPERTY_NOT_ALLOWED("a property is not one of this packet's (section 2.2.2.2)"),
  PROPERTY_TWICE(ReasonCode.PROTOCOL_ERROR, "a property that must be the only one is there twice"),
  PROPERTY_VALUE_INVALID(ReasonCode.PROTOCOL_ERROR, "a property has a value that it can't have"),
  RESPONSE_TOPIC_INVALID(
      ReasonCode.PROTOCOL_ERROR, "a response topic is empty or has a wildcard [MQTT-3.3.2-14]"),
  TOPIC_ALIAS_INVALID(
      ReasonCode.TOPIC_ALIAS_INVALID,
      "a topic alias is zero or above the server's maximum [MQTT-3.3.2-8] [MQTT-3.3.2-9]"),
  TOPIC_ALIAS_UNKNOWN(
      ReasonCode.PROTOCOL_ERROR, "a message has no topic name, nor an alias that has one"),
  REASON_CODE_NOT_ALLOWED("a reason code is not one of this packet's (section 2.4)"),
  AUTHENTICATION_METHOD_MISSING(
      ReasonCode.PROTOCOL_ERROR, "authentication data, or AUTH, without a method"),
  CONNACK_FLAGS_RESERVED("reserved bits of CONNACK are set (section 3.2.2.1)"),
  RETURN_CODE_RESERVED("a return code is reserved (sections 3.2.2.3 and 3.9.3)");

  private final ReasonCode reason;
  private final String sentence;

  Malformation(String sentence) {
    this(ReasonCode.MALFORMED_PACKET, sentence);
  }

  Malformation(ReasonCode reason, String sentence) {
    this.reason = reason;
    this.sentence = sentence;
  }

  /** The reason code to close the connection with. */
  public ReasonCode reason() {
    return reason;
  }

  /** For logs: what is wrong, and which statement it breaks. */
  public String sentence() {
    return sentence;
  }
}
