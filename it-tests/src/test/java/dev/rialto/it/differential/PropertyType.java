package dev.rialto.it.differential;

import java.util.Map;
import java.util.function.Function;

/**
 * How a property is read (MQTT 5.0 section 2.2.2.2). Those that a broker may choose as it likes
 * have no value here.
 */
record PropertyType(String name, Function<Cursor, Object> value) {
  private static final Map<Integer, PropertyType> TYPES =
      Map.ofEntries(
          Map.entry(0x01, new PropertyType("payload format", Cursor::one)),
          Map.entry(0x02, new PropertyType("message expiry", Cursor::four)),
          Map.entry(0x03, new PropertyType("content type", Cursor::text)),
          Map.entry(0x08, new PropertyType("response topic", Cursor::text)),
          Map.entry(0x09, new PropertyType("correlation data", PropertyType::data)),
          Map.entry(0x0b, new PropertyType("subscription id", Cursor::variable)),
          Map.entry(0x11, new PropertyType("session expiry", Cursor::four)),
          Map.entry(0x12, new PropertyType("assigned client id", PropertyType::anything)),
          Map.entry(0x13, dropped(Cursor::two)), // server keep alive
          Map.entry(0x15, new PropertyType("authentication method", Cursor::text)),
          Map.entry(0x16, new PropertyType("authentication data", PropertyType::data)),
          Map.entry(0x1a, dropped(Cursor::text)), // response information
          Map.entry(0x1c, new PropertyType("server reference", Cursor::text)),
          Map.entry(0x1f, dropped(Cursor::text)), // reason string
          Map.entry(0x21, dropped(Cursor::two)), // receive maximum
          Map.entry(0x22, dropped(Cursor::two)), // topic alias maximum
          Map.entry(0x23, new PropertyType(Properties.TOPIC_ALIAS, Cursor::two)),
          Map.entry(0x24, new PropertyType("maximum QoS", Cursor::one)),
          Map.entry(0x25, available("retain available")),
          Map.entry(0x26, new PropertyType("user", c -> c.text() + "=" + c.text())),
          Map.entry(0x27, dropped(Cursor::four)), // maximum packet size
          Map.entry(0x28, available("wildcards available")),
          Map.entry(0x29, available("subscription ids available")),
          Map.entry(0x2a, available("shared subscriptions available")));

  /** The type of a property with this identifier; {@code null} when there is none. */
  static PropertyType of(int id) {
    return TYPES.get(id);
  }

  private static PropertyType dropped(Function<Cursor, Object> value) {
    return new PropertyType(null, value);
  }

  /** One that means the same when it isn't there as when it is 1. */
  private static PropertyType available(String name) {
    return new PropertyType(name, cursor -> cursor.one() == 1 ? Properties.DEFAULT : 0);
  }

  private static Object data(Cursor cursor) {
    return Payload.text(cursor.next(cursor.two()));
  }

  /** A text that the broker may choose. */
  private static Object anything(Cursor cursor) {
    return cursor.text().isEmpty() ? "none" : "…";
  }
}
