package dev.rialto.it.differential;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The properties of a packet as text: sorted, but user properties as they came. */
final class Properties {
  static final String TOPIC_ALIAS = "topic alias";

  /** A value that says what also goes without saying. */
  static final Object DEFAULT = new Object();

  private final List<String> sorted = new ArrayList<>();
  private final List<String> user = new ArrayList<>();
  private int topicAlias;

  /** Reads them with their length; none at the end of the packet. */
  static Properties read(Cursor packet) {
    Properties properties = new Properties();
    if (!packet.isAtEnd()) {
      Cursor all = new Cursor(packet.next(packet.variable()));
      while (!all.isAtEnd()) {
        properties.add(all);
      }
      Collections.sort(properties.sorted);
    }
    return properties;
  }

  private void add(Cursor from) {
    int id = from.one();
    PropertyType type = PropertyType.of(id);
    if (type == null) {
      throw new IllegalStateException("unknown property " + id);
    }
    Object value = type.value().apply(from);
    if (TOPIC_ALIAS.equals(type.name())) {
      topicAlias = (int) value;
    } else if ("user".equals(type.name())) {
      user.add("user " + value);
    } else if (type.name() != null && value != DEFAULT) {
      sorted.add(type.name() + " " + value);
    }
  }

  /** Zero when there is none. */
  int topicAlias() {
    return topicAlias;
  }

  @Override
  public String toString() {
    List<String> all = new ArrayList<>(sorted);
    all.addAll(user);
    return all.isEmpty() ? "" : " {" + String.join(", ", all) + "}";
  }
}
