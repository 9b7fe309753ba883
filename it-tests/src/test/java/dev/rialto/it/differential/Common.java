package dev.rialto.it.differential;

import java.util.ArrayList;
import java.util.List;

/** What two lists have in common, in the same order. */
final class Common {
  private Common() {}

  /** Those of the first list that aren't in the longest common subsequence of both. */
  static List<String> remove(List<String> from, List<String> other) {
    int[][] longest = new int[from.size() + 1][other.size() + 1]; // of what follows
    for (int i = from.size() - 1; i >= 0; i--) {
      for (int j = other.size() - 1; j >= 0; j--) {
        longest[i][j] =
            from.get(i).equals(other.get(j))
                ? longest[i + 1][j + 1] + 1
                : Math.max(longest[i + 1][j], longest[i][j + 1]);
      }
    }
    List<String> rest = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < from.size()) {
      if (j < other.size() && from.get(i).equals(other.get(j))) {
        i++;
        j++;
      } else if (j < other.size() && longest[i][j + 1] > longest[i + 1][j]) {
        j++;
      } else {
        rest.add(from.get(i++));
      }
    }
    return rest;
  }
}
