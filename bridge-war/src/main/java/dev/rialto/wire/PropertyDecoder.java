package dev.rialto.wire;

import dev.rialto.topic.InvalidTopicException;
import dev.rialto.topic.TopicName;

/** Reads the properties of a packet (MQTT 5.0 section 2.2.2), each by the rules of its type. */
final class PropertyDecoder {
  private PropertyDecoder() {}

  /** The properties that begin here, with their length in front. */
  static Properties decode(Body body, Property.Place place) throws MalformedPacketException {
    int length = body.variable();
    if (length == 0) {
      return Properties.NONE;
    }
    Properties.Builder properties = Properties.builder();
    int rest = body.narrow(length);
    while (body.remaining() > 0) {
      Property property = Property.of(body.variable(), place);
      if (properties.has(property) && !property.mayRepeat(place)) {
        throw new MalformedPacketException(Malformation.PROPERTY_TWICE);
      }
      value(property, body, properties);
    }
    body.widen(rest);
    return properties.build();
  }

  private static void value(Property property, Body body, Properties.Builder properties)
      throws MalformedPacketException {
    switch (property.type()) {
      case FLAG -> properties.put(property, checked(body.u8(), 0, 1));
      case TWO_BYTES -> properties.put(property, body.u16());
      case TWO_BYTES_NOT_ZERO -> properties.put(property, checked(body.u16(), 1, 65_535));
      case FOUR_BYTES -> properties.put(property, body.u32());
      case FOUR_BYTES_NOT_ZERO -> properties.put(property, checked(body.u32(), 1, 0xFFFF_FFFFL));
      case VARIABLE ->
          properties.put(property, checked(body.variable(), 1, VariableByteInteger.MAX));
      case TEXT -> properties.put(property, body.text());
      case TOPIC_NAME -> properties.put(property, topicName(body.text()));
      case BINARY -> properties.put(property, body.binary());
      case PAIR -> properties.user(body.text(), body.text());
    }
  }

  private static long checked(long value, long least, long most) throws MalformedPacketException {
    if (value < least || value > most) {
      throw new MalformedPacketException(Malformation.PROPERTY_VALUE_INVALID);
    }
    return value;
  }

  private static String topicName(String text) throws MalformedPacketException {
    try {
      return TopicName.of(text).value();
    } catch (InvalidTopicException e) {
      throw new MalformedPacketException(Malformation.RESPONSE_TOPIC_INVALID);
    }
  }
}
