package dev.rialto.it.fuzz;

import java.util.ArrayList;
import java.util.List;

/** What has happened, for who has to understand a failure. */
final class Trace {
  private static final int LAST = 100;

  private final List<String> lines = new ArrayList<>();

  void add(String who, String what) {
    lines.add(who + " " + what);
  }

  @Override
  public String toString() {
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST), lines.size()));
  }
}
