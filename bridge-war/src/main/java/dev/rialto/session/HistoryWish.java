package dev.rialto.session;

import dev.rialto.history.Entry;
import dev.rialto.history.History;
import dev.rialto.history.Offset;
import dev.rialto.history.Slice;
import dev.rialto.topic.TopicFilter;
import dev.rialto.topic.TopicName;
import dev.rialto.wire.Properties;
import dev.rialto.wire.UserProperty;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a SUBSCRIBE asks of the history, by its user properties {@value #LAST} and {@value #SINCE}.
 *
 * @param last how many messages of each topic at most; negative for all that there are
 * @param since only what came after that; {@code null} for anything
 */
record HistoryWish(int last, Offset since) {
  static final String LAST = "rialto-last";
  static final String SINCE = "rialto-since";

  /** Goes with SUBACK when there was more than the history has. */
  static final Properties GAP = Properties.builder().user("rialto-gap", "true").build();

  private static final Offset BEGINNING = new Offset("", 0);
  private static final int MOST_DIGITS = 9;

  /**
   * Reads it; {@code null} if nothing is asked.
   *
   * @throws IllegalArgumentException with a sentence for the client
   */
  static HistoryWish of(Properties subscribe) {
    int last = -1;
    Offset since = null;
    for (UserProperty each : subscribe.userProperties()) {
      if (each.name().equals(LAST)) {
        last = count(each.value());
      } else if (each.name().equals(SINCE)) {
        since =
            Offset.parse(each.value())
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            SINCE + " is what " + History.OFFSET + " has said"));
      }
    }
    return last < 0 && since == null ? null : new HistoryWish(last, since);
  }

  private static int count(String value) {
    if (!value.matches("\\d{1," + MOST_DIGITS + "}")) {
      throw new IllegalArgumentException(LAST + " is a number of messages, such as 10");
    }
    return Integer.parseInt(value);
  }

  /** What there is of it. Nothing is missed by who wants some of the last ones only. */
  Slice from(History history, TopicFilter filter) {
    Slice all = history.after(filter, since == null ? BEGINNING : since);
    List<Entry> wanted = last < 0 ? all.entries() : lastOfEachTopic(all.entries());
    boolean gap = since != null && (all.gap() || wanted.size() < all.entries().size());
    return new Slice(wanted, gap, all.upTo());
  }

  private List<Entry> lastOfEachTopic(List<Entry> entries) {
    Map<TopicName, Integer> taken = new HashMap<>();
    List<Entry> wanted = new ArrayList<>();
    for (int i = entries.size() - 1; i >= 0; i--) {
      if (taken.merge(entries.get(i).message().topic(), 1, Integer::sum) <= last) {
        wanted.add(entries.get(i));
      }
    }
    Collections.reverse(wanted);
    return wanted;
  }
}
