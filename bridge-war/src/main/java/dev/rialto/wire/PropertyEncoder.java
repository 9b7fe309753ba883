package dev.rialto.wire;

import java.util.List;

/** Writes the properties of a packet (MQTT 5.0 section 2.2.2). */
final class PropertyEncoder {
  private PropertyEncoder() {}

  /** All of them, with their length in front. */
  static void encode(Properties properties, Fields into) {
    if (properties.isEmpty()) {
      into.u8(0);
      return;
    }
    Fields fields = new Fields();
    properties.values().forEach((property, value) -> property(property, value, fields));
    into.variable(fields.size()).append(fields);
  }

  private static void property(Property property, Object value, Fields fields) {
    if (value instanceof List<?> several) {
      several.forEach(each -> property(property, each, fields));
      return;
    }
    fields.u8(property.id()); // none is above 127, so its variable byte integer has one byte
    switch (property.type()) {
      case FLAG -> fields.u8(number(value));
      case TWO_BYTES, TWO_BYTES_NOT_ZERO -> fields.u16(number(value));
      case FOUR_BYTES, FOUR_BYTES_NOT_ZERO -> fields.u32((Long) value);
      case VARIABLE -> fields.variable(number(value));
      case TEXT, TOPIC_NAME -> fields.text((String) value);
      case BINARY -> fields.binary(((Payload) value).toBytes());
      case PAIR -> {
        UserProperty pair = (UserProperty) value;
        fields.text(pair.name()).text(pair.value());
      }
    }
  }

  private static int number(Object value) {
    return ((Long) value).intValue();
  }
}
