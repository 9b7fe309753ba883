package dev.rialto.history;

import java.util.List;

/**
 * What the history has after an offset.
 *
 * @param entries in the order in which they were published
 * @param gap whether there were more, or may have been, that it does not have any more
 * @param upTo everything up to here is in it; for the next question
 */
public record Slice(List<Entry> entries, boolean gap, Offset upTo) {
  /** Whether there is nothing to tell. */
  public boolean isEmpty() {
    return entries.isEmpty() && !gap;
  }
}
