package dev.rialto.session;

import dev.rialto.wire.MalformedPacketException;
import dev.rialto.wire.ReasonCode;

/**
 * Why a connection ends.
 *
 * @param reason in the protocol's terms
 * @param sentence for the log
 */
public record Cause(ReasonCode reason, String sentence) {
  static final Cause DISCONNECTED = new Cause(ReasonCode.NORMAL_DISCONNECTION, "it disconnected");
  static final Cause TAKEN_OVER =
      new Cause(ReasonCode.SESSION_TAKEN_OVER, "the same client connected again");
  static final Cause SHUTTING_DOWN =
      new Cause(ReasonCode.SERVER_SHUTTING_DOWN, "the server is shutting down");

  /** The network connection is gone without a DISCONNECT. */
  public static Cause lost(String sentence) {
    return new Cause(ReasonCode.UNSPECIFIED_ERROR, sentence);
  }

  /** The bytes are no packet. */
  public static Cause malformed(MalformedPacketException e) {
    return new Cause(e.malformation().reason(), e.malformation().sentence());
  }

  static Cause violation(String sentence) {
    return new Cause(ReasonCode.PROTOCOL_ERROR, sentence);
  }

  /** Whether the client left, or the server leaves: neither is what a will is for. */
  boolean isOrderly() {
    return reason == ReasonCode.NORMAL_DISCONNECTION || reason == ReasonCode.SERVER_SHUTTING_DOWN;
  }
}
