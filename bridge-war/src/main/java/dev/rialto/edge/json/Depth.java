package dev.rialto.edge.json;

/** How deep a JSON text is nested, without reading it: parsers are recursive. */
final class Depth {
  private Depth() {}

  /** The deepest level of its objects, whether they are sent in an array or not. */
  static int of(String text) {
    int level = 0;
    int deepest = 0;
    boolean inString = false;
    boolean batch = text.stripLeading().startsWith("[");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (inString) {
        if (c == '\\') {
          i++; // what is escaped ends nothing
        } else {
          inString = c != '"';
        }
      } else if (c == '"') {
        inString = true;
      } else if (c == '{' || c == '[') {
        deepest = Math.max(deepest, ++level);
      } else if (c == '}' || c == ']') {
        level--;
      }
    }
    return batch ? deepest - 1 : deepest;
  }
}
