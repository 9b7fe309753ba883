package dev.rialto.access;

/**
 * A line that can't be understood. The message says what is wrong and the mend, and never shows the
 * line itself, which may have a password in it.
 */
final class BrokenLineException extends Exception {
  private static final long serialVersionUID = 1L;

  BrokenLineException(String what) {
    super(what);
  }
}
