package dev.rialto.it.fuzz;

import java.util.List;

/** The few topics and filters of the game. */
final class Filters {
  static final List<String> TOPICS = List.of("a", "b", "a/x", "b/x");
  static final List<String> FILTERS = List.of("a", "b", "a/x", "+", "+/x", "a/#", "#");

  private Filters() {}

  /** Both below the same first level. As the specification says it, in another way than Rialto. */
  static boolean match(String filter, String topic) {
    String pattern = filter.replace("+", "[^/]*").replace("/#", "(/.*)?");
    return topic.matches(pattern);
  }
}
