package dev.rialto.store.file;

/**
 * A place on the disk that holds something else than what was written there.
 *
 * @param file its name
 * @param offset where it begins, in bytes
 * @param length how many bytes are concerned
 * @param sentence what is wrong
 */
record Damage(String file, long offset, long length, String sentence) {
  @Override
  public String toString() {
    return "%s, byte %d (%d bytes): %s".formatted(file, offset, length, sentence);
  }
}
