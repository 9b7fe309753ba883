package dev.rialto.it.client;

/** CONNECT was refused. */
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1;

  private final int code;

  RefusedException(int code, Throwable cause) {
    super("refused with %#x".formatted(code), cause);
    this.code = code;
  }

  /** The reason code of CONNACK. */
  public int code() {
    return code;
  }
}
