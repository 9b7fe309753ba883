package dev.rialto.topic;

/**
 * A topic name or topic filter that MQTT 3.1.1 section 4.7 does not allow; the message says why.
 */
public final class InvalidTopicException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With the rule that was broken, for the client. */
  public InvalidTopicException(String why) {
    super(why, null, false, false); // clients cause these at will: no stack trace to pay for
  }
}
