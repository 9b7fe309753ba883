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
 * @param rules the first one that matches says how many messages of a topic
 * @param age for how long
 * @param bytes about how much memory all of it takes
 */
public record HistoryLimits(List<Rule> rules, Duration age, long bytes) {
  /** Nothing is kept. */
  public static final HistoryLimits NONE = new HistoryLimits(List.of(), Duration.ofHours(1), 0);

  /** So many messages of each topic that matches. */
  public record Rule(TopicFilter filter, int messages) {
    private static Rule of(String entry) {
      int equals = entry.lastIndexOf('=');
      try {
        return new Rule(
            TopicFilter.of(entry.substring(0, equals)),
            Integer.parseInt(entry.substring(equals + 1)));
      } catch (InvalidTopicException e) { // the setting's form lets none through but such as these
        throw new IllegalArgumentException(entry, e);
      }
    }
  }

  /** As the settings say. */
  public static HistoryLimits of(Settings settings) {
    return new HistoryLimits(
        settings.entries(Setting.HISTORY_TOPICS).stream().map(Rule::of).toList(),
        settings.time(Setting.HISTORY_AGE),
        settings.number(Setting.HISTORY_MAX));
  }

  /** How many messages of that topic. */
  int messages(TopicName topic) {
    for (Rule rule : rules) {
      if (rule.filter().matches(topic)) {
        return rule.messages();
      }
    }
    return 0;
  }
}
