package dev.rialto.bench;

import java.util.Locale;

/** Who hears whom. */
public enum Topics {
  /** Every publisher has a topic of its own; every subscriber hears all of them by a wildcard. */
  FAN_IN,
  /** All publishers publish to one topic, which every subscriber has subscribed to. */
  FAN_OUT,
  /**
   * As many topics as there are subscribers or publishers, whichever are fewer; the others share
   * them evenly. With equally many, each publisher has one subscriber.
   */
  PAIRS;

  /** The name used on the command line, such as {@code fan-in}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The constant of a {@link #label}. Throws {@link IllegalArgumentException} for any other. */
  public static Topics of(String label) {
    for (var topics : values()) {
      if (topics.label().equals(label)) {
        return topics;
      }
    }
    throw new IllegalArgumentException("--topics is fan-in, fan-out or pairs, not " + label);
  }
}
