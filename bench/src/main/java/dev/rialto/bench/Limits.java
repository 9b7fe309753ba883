package dev.rialto.bench;

/** The check of an argument. */
final class Limits {
  private Limits() {}

  static void require(boolean kept, String otherwise) {
    if (!kept) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
