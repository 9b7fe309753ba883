package dev.rialto.edge.ws;

import java.util.Arrays;

/** A set of ascending numbers. Neighbours take no more room than one. */
final class Numbers {
  private long[] runs = new long[2]; // the first and the last of each run
  private int length;

  /** Adds one that is greater than all others. */
  void add(long number) {
    if (length > 0 && runs[length - 1] == number - 1) {
      runs[length - 1] = number;
      return;
    }
    if (length == runs.length) {
      runs = Arrays.copyOf(runs, 2 * length);
    }
    runs[length++] = number;
    runs[length++] = number;
  }

  /** Whether it has been added. */
  boolean has(long number) {
    int found = Arrays.binarySearch(runs, 0, length, number);
    return found >= 0 || (-found - 1) % 2 == 1; // between the first and the last of a run
  }
}
