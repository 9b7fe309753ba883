package dev.rialto.history;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the history: everything up to that number has been seen. Numbers mean something within
 * one epoch only, which is one life of the server: after a restart a reader is told of a gap.
 *
 * @param epoch letters and digits
 * @param number 0 is before everything
 */
public record Offset(String epoch, long number) {
  private static final Pattern FORM = Pattern.compile("([0-9a-z]{1,32})-(\\d{1,18})");

  /** Reads what {@link #toString} has written; empty if it is something else. */
  public static Optional<Offset> parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(new Offset(form.group(1), Long.parseLong(form.group(2))))
        : Optional.empty();
  }

  /** Such as {@code 3f9a12bc-4711}. */
  @Override
  public String toString() {
    return epoch + "-" + number;
  }
}
