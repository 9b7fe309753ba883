package dev.rialto.wire;

/**
 * The remaining length of the fixed header (MQTT 3.1.1 section 2.2.3): 7 bits a byte, at most 4.
 */
final class VariableByteInteger {
  static final int MAX = 268_435_455;

  private VariableByteInteger() {}

  static int size(int value) {
    if (value < 1 << 7) {
      return 1;
    }
    if (value < 1 << 14) {
      return 2;
    }
    return value < 1 << 21 ? 3 : 4;
  }

  /** Writes at {@code at} and returns the position behind. */
  static int write(int value, byte[] target, int at) {
    int rest = value;
    int i = at;
    while (rest >= 0x80) {
      target[i++] = (byte) ((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    target[i++] = (byte) rest;
    return i;
  }
}
