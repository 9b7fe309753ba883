package dev.rialto.config;

/** Where sessions and retained messages are kept. */
public enum StoreKind {
  /** In files, so that they survive. */
  FILE,

  /** In memory. */
  MEMORY
}
