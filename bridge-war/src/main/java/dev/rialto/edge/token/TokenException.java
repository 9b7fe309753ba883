package dev.rialto.edge.token;

/** A token, or a set of keys, is not what it must be. The message has nothing of its content. */
final class TokenException extends Exception {
  private static final long serialVersionUID = 1L;

  TokenException(String message) {
    super(message);
  }

  TokenException(String message, Throwable cause) {
    super(message, cause);
  }
}
