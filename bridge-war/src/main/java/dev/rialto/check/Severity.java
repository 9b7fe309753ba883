package dev.rialto.check;

/** How much somebody should care. */
public enum Severity {
  /** Somebody could do what he most likely should not. */
  OPEN,
  /** Worth knowing; fine if it is meant. */
  NOTE
}
