package dev.rialto.edge.cdi;

/** The broker has refused something, or can't do it now. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;

  RefusedException(String code, String sentence) {
    super(sentence.isEmpty() ? code : code + ": " + sentence);
    this.code = code;
  }

  /** The name of MQTT 5's reason code in lower case, such as {@code quota-exceeded}. */
  public String code() {
    return code;
  }
}
