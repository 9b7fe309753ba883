package dev.rialto.store.file;

/** What is on the disk is not what was written there. */
final class DamageException extends Exception {
  private static final long serialVersionUID = 1;

  DamageException(String message) {
    super(message);
  }
}
