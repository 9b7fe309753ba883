package dev.rialto.it.differential;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rialto.it.raw.Packet;
import java.util.Optional;

/** What a packet of a sequence asks for, as far as it outlives the sequence or changes answers. */
record Sent(int level, Optional<String> clientId, Optional<String> retainedTopic) {
  private static final Sent NOTHING = new Sent(0, Optional.empty(), Optional.empty());

  static Sent of(byte[] packet) {
    try {
      Cursor cursor = new Cursor(packet);
      int first = cursor.one();
      cursor.variable();
      if (first == 0x10) {
        return connect(cursor);
      }
      boolean retain = first >> 4 == Packet.PUBLISH && (first & 1) != 0;
      return retain ? new Sent(0, Optional.empty(), topic(cursor)) : NOTHING;
    } catch (RuntimeException e) {
      return NOTHING; // one that is malformed on purpose
    }
  }

  private static Sent connect(Cursor cursor) {
    if (!new String(cursor.next(cursor.two()), UTF_8).equals("MQTT")) {
      return NOTHING;
    }
    int level = cursor.one();
    int flags = cursor.one();
    cursor.two(); // keep alive
    skipProperties(level, cursor);
    Optional<String> id = Optional.of(cursor.text()).filter(text -> !text.isEmpty());
    boolean retainedWill = (flags & 0x24) == 0x24;
    if (retainedWill) {
      skipProperties(level, cursor);
    }
    return new Sent(level, id, retainedWill ? topic(cursor) : Optional.empty());
  }

  private static void skipProperties(int level, Cursor cursor) {
    if (level >= 5) {
      cursor.next(cursor.variable());
    }
  }

  /** One that a message can be retained for. */
  private static Optional<String> topic(Cursor cursor) {
    return Optional.of(cursor.text()).filter(topic -> topic.matches("[\\w$/ ]+"));
  }
}
