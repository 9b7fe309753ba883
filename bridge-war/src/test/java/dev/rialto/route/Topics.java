package dev.rialto.route;

import dev.rialto.topic.InvalidTopicException;
import dev.rialto.topic.TopicFilter;
import dev.rialto.topic.TopicName;
import dev.rialto.wire.Message;
import dev.rialto.wire.Payload;
import dev.rialto.wire.Qos;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Names, filters and what matches: few different levels, so that much of it does. */
final class Topics {
  private Topics() {}

  static Arbitrary<TopicName> names() {
    return levels("", "a", "b", "$", "$SYS", "é").map(Topics::name);
  }

  static Arbitrary<TopicFilter> filters() {
    Arbitrary<String> plain = levels("", "a", "b", "$", "$SYS", "é", "+", "+");
    Arbitrary<String> deep = plain.map(filter -> filter + "/#");
    return Arbitraries.oneOf(plain, deep, Arbitraries.just("#")).map(Topics::filter);
  }

  static Arbitrary<TopicFilter> filtersWithShared() {
    Arbitrary<TopicFilter> shared = filters().map(filter -> filter("$share/g/" + filter.pattern()));
    return Arbitraries.oneOf(filters(), filters(), shared);
  }

  private static Arbitrary<String> levels(String... levels) {
    return Arbitraries.of(levels)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(all -> String.join("/", all))
        .filter(value -> !value.isEmpty());
  }

  /** Whether a filter matches a name, straight from MQTT 3.1.1 section 4.7. */
  static boolean matches(TopicFilter filter, TopicName name) {
    List<String> wanted = List.of(filter.pattern().split("/", -1));
    List<String> levels = List.of(name.value().split("/", -1));
    boolean wildcardFirst = wanted.get(0).equals("+") || wanted.get(0).equals("#");
    if (levels.get(0).startsWith("$") && wildcardFirst) {
      return false; // [MQTT-4.7.2-1]
    }
    for (int i = 0; i < wanted.size(); i++) {
      if (wanted.get(i).equals("#")) {
        return levels.size() >= i; // the parent too
      }
      if (i >= levels.size()
          || !(wanted.get(i).equals("+") || wanted.get(i).equals(levels.get(i)))) {
        return false;
      }
    }
    return wanted.size() == levels.size();
  }

  static TopicName name(String value) {
    try {
      return TopicName.of(value);
    } catch (InvalidTopicException e) {
      throw new IllegalArgumentException(value, e);
    }
  }

  static TopicFilter filter(String value) {
    try {
      return TopicFilter.of(value);
    } catch (InvalidTopicException e) {
      throw new IllegalArgumentException(value, e);
    }
  }

  static Message message(String topic, String payload) {
    return new Message(name(topic), Payload.of(payload));
  }

  static Map<Subscriber, Qos> grants(Recipients recipients) {
    Map<Subscriber, Qos> grants = new HashMap<>();
    for (Recipient recipient : recipients.sessions()) {
      Subscriber subscriber = recipient.subscriber();
      if (grants.put(subscriber, recipient.grant("somebody else").qos()) != null) {
        throw new AssertionError("twice: " + subscriber);
      }
    }
    return grants;
  }
}
