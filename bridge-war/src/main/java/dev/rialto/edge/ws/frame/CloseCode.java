package dev.rialto.edge.ws.frame;

/** The close codes of RFC 6455 section 7.4.1 that the server uses. */
public enum CloseCode {
  /** What was to be done is done. */
  NORMAL(1000),
  /** The server is shutting down. */
  GOING_AWAY(1001),
  /** What came breaks a rule of RFC 6455 or of MQTT. */
  PROTOCOL_ERROR(1002),
  /** Text, where only binary messages are understood. */
  UNSUPPORTED_DATA(1003),
  /** What should be UTF-8 is not. */
  INVALID_PAYLOAD(1007),
  /** The server does not want this, and there is no better code for it. */
  POLICY_VIOLATION(1008),
  /** More than the server accepts at once. */
  TOO_BIG(1009),
  /** The server failed. */
  UNEXPECTED(1011),
  /** The server has too much to do; the client may come back (IANA's registry). */
  TRY_AGAIN_LATER(1013);

  /** What a close frame without a code means; never sent (section 7.1.5). */
  public static final int NONE = 1005;

  private final int value;

  CloseCode(int value) {
    this.value = value;
  }

  /** As it is sent. */
  public int value() {
    return value;
  }

  /**
   * Whether a close frame may carry this code: one that the protocol or its registry has for that,
   * or one from the ranges of libraries and applications (section 7.4.2).
   */
  static boolean isValid(int code) {
    return (code >= 1000 && code <= 1003)
        || (code >= 1007 && code <= 1014)
        || (code >= 3000 && code <= 4999);
  }
}
