package dev.rialto.wire;

/** One line of a table: bytes, and why they are refused. */
record Malformed(String name, String bytes, Malformation expected) {

  static Malformed malformed(String name, String bytes, Malformation expected) {
    return new Malformed(name, bytes, expected);
  }

  /** With the bytes as the name. */
  static Malformed malformed(String bytes, Malformation expected) {
    return new Malformed(bytes, bytes, expected);
  }

  /** What the test report calls it. */
  @Override
  public String toString() {
    return expected + ": " + name;
  }
}
