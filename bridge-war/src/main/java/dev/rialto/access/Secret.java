package dev.rialto.access;

/** A token or a ticket, as somebody has shown it. Nothing that prints it shows what it is. */
public record Secret(String text) {
  @Override
  public String toString() {
    return "a secret";
  }
}
