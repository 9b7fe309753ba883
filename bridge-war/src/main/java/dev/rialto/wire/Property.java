package dev.rialto.wire;

import java.util.EnumSet;
import java.util.Set;

/**
 * The properties of MQTT 5.0 (section 2.2.2.2): their identifiers, types, and where they may be.
 */
public enum Property {
  PAYLOAD_FORMAT_INDICATOR(0x01, Type.FLAG, Place.PUBLISH, Place.WILL),
  MESSAGE_EXPIRY_INTERVAL(0x02, Type.FOUR_BYTES, Place.PUBLISH, Place.WILL),
  CONTENT_TYPE(0x03, Type.TEXT, Place.PUBLISH, Place.WILL),
  RESPONSE_TOPIC(0x08, Type.TOPIC_NAME, Place.PUBLISH, Place.WILL),
  CORRELATION_DATA(0x09, Type.BINARY, Place.PUBLISH, Place.WILL),
  SUBSCRIPTION_IDENTIFIER(0x0B, Type.VARIABLE, Place.PUBLISH, Place.SUBSCRIBE),
  SESSION_EXPIRY_INTERVAL(0x11, Type.FOUR_BYTES, Place.CONNECT, Place.CONNACK, Place.DISCONNECT),
  ASSIGNED_CLIENT_IDENTIFIER(0x12, Type.TEXT, Place.CONNACK),
  SERVER_KEEP_ALIVE(0x13, Type.TWO_BYTES, Place.CONNACK),
  AUTHENTICATION_METHOD(0x15, Type.TEXT, Place.CONNECT, Place.CONNACK, Place.AUTH),
  AUTHENTICATION_DATA(0x16, Type.BINARY, Place.CONNECT, Place.CONNACK, Place.AUTH),
  REQUEST_PROBLEM_INFORMATION(0x17, Type.FLAG, Place.CONNECT),
  WILL_DELAY_INTERVAL(0x18, Type.FOUR_BYTES, Place.WILL),
  REQUEST_RESPONSE_INFORMATION(0x19, Type.FLAG, Place.CONNECT),
  RESPONSE_INFORMATION(0x1A, Type.TEXT, Place.CONNACK),
  SERVER_REFERENCE(0x1C, Type.TEXT, Place.CONNACK, Place.DISCONNECT),
  REASON_STRING(
      0x1F,
      Type.TEXT,
      Place.CONNACK,
      Place.PUBACK,
      Place.PUBREC,
      Place.PUBREL,
      Place.PUBCOMP,
      Place.SUBACK,
      Place.UNSUBACK,
      Place.DISCONNECT,
      Place.AUTH),
  RECEIVE_MAXIMUM(0x21, Type.TWO_BYTES_NOT_ZERO, Place.CONNECT, Place.CONNACK),
  TOPIC_ALIAS_MAXIMUM(0x22, Type.TWO_BYTES, Place.CONNECT, Place.CONNACK),
  TOPIC_ALIAS(0x23, Type.TWO_BYTES, Place.PUBLISH),
  MAXIMUM_QOS(0x24, Type.FLAG, Place.CONNACK),
  RETAIN_AVAILABLE(0x25, Type.FLAG, Place.CONNACK),
  USER_PROPERTY(0x26, Type.PAIR, Place.values()),
  MAXIMUM_PACKET_SIZE(0x27, Type.FOUR_BYTES_NOT_ZERO, Place.CONNECT, Place.CONNACK),
  WILDCARD_SUBSCRIPTION_AVAILABLE(0x28, Type.FLAG, Place.CONNACK),
  SUBSCRIPTION_IDENTIFIER_AVAILABLE(0x29, Type.FLAG, Place.CONNACK),
  SHARED_SUBSCRIPTION_AVAILABLE(0x2A, Type.FLAG, Place.CONNACK);

  /** What a value looks like on the wire, and which values there are. */
  enum Type {
    /** One byte, 0 or 1. */
    FLAG,
    TWO_BYTES,
    TWO_BYTES_NOT_ZERO,
    FOUR_BYTES,
    FOUR_BYTES_NOT_ZERO,
    /** A variable byte integer, not zero. */
    VARIABLE,
    TEXT,
    /** A text without wildcards. */
    TOPIC_NAME,
    BINARY,
    /** Two texts. */
    PAIR
  }

  /** Where properties are: in a packet, or in the will of a CONNECT. */
  enum Place {
    CONNECT,
    WILL,
    CONNACK,
    PUBLISH,
    PUBACK,
    PUBREC,
    PUBREL,
    PUBCOMP,
    SUBSCRIBE,
    SUBACK,
    UNSUBSCRIBE,
    UNSUBACK,
    DISCONNECT,
    AUTH;

    /** Of an acknowledgement. */
    static Place of(PacketType type) {
      return valueOf(type.name());
    }
  }

  private static final Property[] BY_ID = new Property[0x2B];

  static {
    for (Property property : values()) {
      BY_ID[property.id] = property;
    }
  }

  private final int id;
  private final Type type;
  private final Set<Place> places;

  Property(int id, Type type, Place... places) {
    this.id = id;
    this.type = type;
    this.places = EnumSet.of(places[0], places);
  }

  /** The property with that identifier, which must be allowed there. */
  static Property of(int id, Place place) throws MalformedPacketException {
    Property property = id < BY_ID.length ? BY_ID[id] : null;
    if (property == null) {
      throw new MalformedPacketException(Malformation.PROPERTY_UNKNOWN);
    }
    if (!property.places.contains(place)) {
      throw new MalformedPacketException(Malformation.PROPERTY_NOT_ALLOWED);
    }
    return property;
  }

  int id() {
    return id;
  }

  Type type() {
    return type;
  }

  /** Whether there may be several of them (sections 3.3.2.3.8 and 2.2.2.2). */
  boolean mayRepeat(Place place) {
    return this == USER_PROPERTY || (this == SUBSCRIPTION_IDENTIFIER && place == Place.PUBLISH);
  }
}
