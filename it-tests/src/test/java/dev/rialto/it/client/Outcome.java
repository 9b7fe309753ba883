package dev.rialto.it.client;

/**
 * What a server says about something.
 *
 * @param code the reason code
 * @param reason the reason string, or {@code null}
 */
public record Outcome(int code, String reason) {
  /** Of something that has no reason code. */
  static final Outcome NONE = new Outcome(0, null);
}
