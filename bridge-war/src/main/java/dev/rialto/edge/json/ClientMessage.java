package dev.rialto.edge.json;

import jakarta.json.JsonValue;

/** One of the objects that a client sent: something that it wants, or what is wrong with it. */
public sealed interface ClientMessage permits Request, Refusal {
  /** A string or number that the answer carries; {@code null} without. */
  JsonValue id();
}
