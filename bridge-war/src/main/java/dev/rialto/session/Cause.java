package dev.rialto.session;

import dev.rialto.store.Outcome;
import dev.rialto.wire.MalformedPacketException;
import dev.rialto.wire.ReasonCode;

/**
 * Why a connection ends, or something is refused.
 *
 * @param reason in the protocol's terms
 * @param sentence for the log, and for clients that understand reason strings
 * @param ours whether the server ends it, and so should say why
 */
public record Cause(ReasonCode reason, String sentence, boolean ours) {
  static final Cause TAKEN_OVER =
      new Cause(ReasonCode.SESSION_TAKEN_OVER, "the same client connected again");
  static final Cause SHUTTING_DOWN =
      new Cause(ReasonCode.SERVER_SHUTTING_DOWN, "the server is shutting down");

  static final Cause ADMINISTRATIVE =
      new Cause(ReasonCode.ADMINISTRATIVE_ACTION, "an operator closed the connection");

  static final Cause REVOKED =
      new Cause(ReasonCode.NOT_AUTHORIZED, "its user is gone, or has another password");

  static final Cause EXPIRED =
      new Cause(ReasonCode.NOT_AUTHORIZED, "what it was let in with has expired");

  /** The server's decision. */
  public Cause(ReasonCode reason, String sentence) {
    this(reason, sentence, true);
  }

  /** The network connection is gone without a DISCONNECT. */
  public static Cause lost(String sentence) {
    return new Cause(ReasonCode.UNSPECIFIED_ERROR, sentence, false);
  }

  /** The client has said DISCONNECT. */
  static Cause disconnected(ReasonCode reason) {
    String why = reason == ReasonCode.NORMAL_DISCONNECTION ? "" : " (" + reason + ")";
    return new Cause(reason, "it disconnected" + why, false);
  }

  /** The bytes are no packet. */
  static Cause malformed(MalformedPacketException e) {
    return new Cause(e.malformation().reason(), e.malformation().sentence());
  }

  /** What the client sent could not be kept. */
  static Cause notStored(Outcome outcome) {
    return switch (outcome) {
      case FULL -> new Cause(ReasonCode.QUOTA_EXCEEDED, "the server's store is full");
      case NO_MEMORY ->
          new Cause(ReasonCode.QUOTA_EXCEEDED, "too much waits in the server's memory already");
      default -> new Cause(ReasonCode.UNSPECIFIED_ERROR, "the server can't write to its store");
    };
  }

  static Cause violation(String sentence) {
    return new Cause(ReasonCode.PROTOCOL_ERROR, sentence);
  }

  /** Whether the client left, or the server leaves: neither is what a will is for. */
  boolean isOrderly() {
    return reason == ReasonCode.NORMAL_DISCONNECTION
        || (ours && reason == ReasonCode.SERVER_SHUTTING_DOWN);
  }
}
