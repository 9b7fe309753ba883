package dev.rialto.access;

import dev.rialto.wire.ReasonCode;

/** What comes of a {@link Login}. */
public sealed interface Verdict {
  /** The client may come in. */
  record Admitted(Permit permit) implements Verdict {}

  /**
   * It may not.
   *
   * @param reason one that CONNACK may give
   * @param sentence for the log and the client; must not tell a wrong password from an unknown user
   */
  record Refused(ReasonCode reason, String sentence) implements Verdict {}
}
