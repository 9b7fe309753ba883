package dev.rialto.bench;

import java.util.Locale;

/** Whose sessions outlive their connections. Those of idle clients never do. */
public enum Durable {
  /** Nobody's: every session is a clean one. */
  NO,
  /** Those of the subscribers: the broker has to keep what they are owed. */
  SUBSCRIBERS,
  /** Those of publishers too: at QoS 2 the broker has to keep which messages it has had. */
  ALL;

  /** The name used on the command line, such as {@code subscribers}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The constant of a {@link #label}. Throws {@link IllegalArgumentException} for any other. */
  public static Durable of(String label) {
    for (var durable : values()) {
      if (durable.label().equals(label)) {
        return durable;
      }
    }
    throw new IllegalArgumentException("--durable is no, subscribers or all, not " + label);
  }

  boolean subscribers() {
    return this != NO;
  }

  boolean publishers() {
    return this == ALL;
  }
}
