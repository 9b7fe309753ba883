package dev.rialto.session;

/**
 * Client identifiers and user names as the log shows them: quoted, on one line, not longer than it
 * helps.
 */
final class Printable {
  private static final int LONGEST = 80;

  private Printable() {}

  /** Control characters, which could forge a log line, become a dot. */
  static String of(String name) {
    StringBuilder shown = new StringBuilder("'");
    name.codePoints()
        .limit(LONGEST)
        .map(c -> endsOrTurnsLines(c) ? '.' : c)
        .forEach(shown::appendCodePoint);
    return shown.append(name.codePointCount(0, name.length()) > LONGEST ? "…'" : "'").toString();
  }

  private static boolean endsOrTurnsLines(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
