package dev.rialto.store;

/** What became of a {@link Transaction}. */
public enum Outcome {
  /** It is safe, as far as the setting of the store promises. */
  STORED,

  /** Refused: there is no room for more. What is stored already stays, and is served. */
  FULL,

  /** Refused: the disk does not take it at the moment. */
  FAILED,

  /** Refused before it got that far: too much waits in memory already. */
  NO_MEMORY;

  /** Whether what depends on it may be promised. */
  public boolean isStored() {
    return this == STORED;
  }
}
