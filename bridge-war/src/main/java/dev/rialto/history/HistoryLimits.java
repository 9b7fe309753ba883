package dev.rialto.history;

import dev.rialto.config.Setting;
import dev.rialto.config.Settings;
import dev.rialto.topic.InvalidTopicException;
import dev.rialto.topic.TopicFilter;
import dev.rialto.topic.TopicName;
import java.time.Duration;
import java.util.List;

/**
 * How much the history keeps.
 *
 * @param rules the first one that matches says what is kept of a topic
 * @param bytes about how much memory all of it takes
 */
public record HistoryLimits(List<Rule> rules, long bytes) {
  /** Nothing is kept. */
  public static final HistoryLimits NONE = new HistoryLimits(List.of(), 0);

  /** So many messages of each topic that matches, for so long. */
  public record Rule(TopicFilter filter, int messages, Duration age) {
    private static Rule of(String entry, Duration otherwise) {
      int equals = entry.lastIndexOf('=');
      String[] kept = entry.substring(equals + 1).split("/", 2);
      try {
        return new Rule(
            TopicFilter.of(entry.substring(0, equals)),
            Integer.parseInt(kept[0]),
            kept.length == 1 ? otherwise : age(kept[1]));
      } catch (InvalidTopicException e) { // the setting's form lets none through but such as these
        throw new IllegalArgumentException(entry, e);
      }
    }

    /** Such as {@code 10m}. */
    private static Duration age(String text) {
      return Duration.parse(text.endsWith("d") ? "P" + text : "PT" + text);
    }
  }

  /** As the settings say. */
  public static HistoryLimits of(Settings settings) {
    Duration age = settings.time(Setting.HISTORY_AGE);
    return new HistoryLimits(
        settings.entries(Setting.HISTORY_TOPICS).stream()
            .map(entry -> Rule.of(entry, age))
            .toList(),
        settings.number(Setting.HISTORY_MAX));
  }

  /** What is kept of that topic; {@code null} for nothing. */
  Rule rule(TopicName topic) {
    for (Rule rule : rules) {
      if (rule.filter().matches(topic)) {
        return rule.messages() == 0 ? null : rule;
      }
    }
    return null;
  }
}
