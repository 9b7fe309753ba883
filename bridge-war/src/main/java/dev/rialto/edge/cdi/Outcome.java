package dev.rialto.edge.cdi;

/** How a publication went that was accepted. */
public enum Outcome {
  /** It is safe, and on its way. */
  SUCCESS,
  /** It is accepted, but nobody has subscribed. */
  NO_MATCHING_SUBSCRIBERS
}
