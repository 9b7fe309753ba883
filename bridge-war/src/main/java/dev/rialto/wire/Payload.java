package dev.rialto.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A view of bytes that nobody changes any more: an application message, a will, a password. Equal
 * when the bytes are. {@code toString} gives the length only, so that no content gets into a log.
 */
public final class Payload {
  /** No bytes: on a retained message, "forget it" (MQTT 3.1.1 section 3.3.1.3). */
  public static final Payload EMPTY = new Payload(new byte[0], 0, 0);

  private final byte[] bytes;
  private final int offset;
  private final int length;

  /** A view; the caller must not change the bytes afterwards. */
  public Payload(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.offset = offset;
    this.length = length;
  }

  /** The UTF-8 bytes of a text. */
  public static Payload of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Payload(bytes, 0, bytes.length);
  }

  /** Length in bytes. */
  public int length() {
    return length;
  }

  /** Whether there are no bytes. */
  public boolean isEmpty() {
    return length == 0;
  }

  /** Whether they are well-formed UTF-8 (RFC 3629). */
  public boolean isText() {
    try {
      Body.utf8(bytes, offset, length);
      return true;
    } catch (MalformedPacketException e) {
      return false;
    }
  }

  /** A copy of the bytes, the caller's own. */
  public byte[] toBytes() {
    return Arrays.copyOfRange(bytes, offset, offset + length);
  }

  void copyTo(byte[] target, int at) {
    System.arraycopy(bytes, offset, target, at, length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Payload that
        && Arrays.equals(
            bytes, offset, offset + length, that.bytes, that.offset, that.offset + that.length);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = offset; i < offset + length; i++) {
      hash = 31 * hash + bytes[i];
    }
    return hash;
  }

  @Override
  public String toString() {
    return length + " bytes";
  }
}
