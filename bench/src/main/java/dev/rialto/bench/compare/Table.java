package dev.rialto.bench.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A table in Markdown. */
final class Table {
  private final StringBuilder text = new StringBuilder();

  /** Its first column is text, the others are numbers. */
  Table(List<String> head) {
    row(head);
    var rule = new ArrayList<>(Collections.nCopies(head.size(), "---:"));
    rule.set(0, "---");
    row(rule);
  }

  Table row(List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
