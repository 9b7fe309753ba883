package dev.rialto.edge.ws.frame;

import java.nio.ByteBuffer;

/**
 * The header of a client's frame, put together from bytes that may come one at a time (RFC 6455
 * section 5.2). What a byte shows to be wrong is refused at that byte.
 */
final class FrameHeader {
  private static final int FIN = 0x80;
  private static final int RESERVED = 0x70;
  private static final int OPCODE = 0x0F;
  private static final int MASKED = 0x80;
  private static final int LENGTH = 0x7F;
  private static final int LENGTH_IN_2_BYTES = 126;
  private static final int LENGTH_IN_8_BYTES = 127;
  private static final int MASK_SIZE = 4;
  private static final int LONGEST_CONTROL = 125;

  private int first;
  private int second;
  private int read; // bytes of this header
  private long length;
  private int mask;

  boolean fin() {
    return (first & FIN) != 0;
  }

  int opcode() {
    return first & OPCODE;
  }

  long length() {
    return length;
  }

  int mask() {
    return mask;
  }

  /** Takes bytes until the header is whole, and says whether it is. */
  boolean read(ByteBuffer in) throws FrameException {
    while (in.hasRemaining()) {
      take(in.get() & 0xFF);
      if (read >= 2 && read == size()) {
        return true;
      }
    }
    return false;
  }

  /** Begins with the next frame's. */
  void clear() {
    read = 0;
    length = 0;
    mask = 0;
  }

  private int size() {
    return 2 + lengthSize() + MASK_SIZE;
  }

  private int lengthSize() {
    return switch (second & LENGTH) {
      case LENGTH_IN_2_BYTES -> 2;
      case LENGTH_IN_8_BYTES -> 8;
      default -> 0;
    };
  }

  private void take(int octet) throws FrameException {
    if (read == 0) {
      first = octet;
      checkFirst();
    } else if (read == 1) {
      second = octet;
      checkSecond();
    } else if (read < 2 + lengthSize()) {
      length = length << 8 | octet;
      checkLength(read == 2);
    } else {
      mask = mask << 8 | octet;
    }
    read++;
  }

  private void checkFirst() throws FrameException {
    if ((first & RESERVED) != 0) {
      throw violation("reserved bits are set, though no extension was agreed on (section 5.2)");
    }
    if (!Opcode.isKnown(opcode())) {
      throw violation("the opcode is reserved (section 5.2)");
    }
    if (Opcode.isControl(opcode()) && !fin()) {
      throw violation("a control frame is fragmented (section 5.5)");
    }
  }

  private void checkSecond() throws FrameException {
    if ((second & MASKED) == 0) {
      throw violation("the frame is not masked (section 5.1)");
    }
    if (Opcode.isControl(opcode()) && (second & LENGTH) > LONGEST_CONTROL) {
      throw violation("a control frame has more than 125 bytes (section 5.5)");
    }
    length = lengthSize() == 0 ? second & LENGTH : 0;
  }

  private void checkLength(boolean highest) throws FrameException {
    if (highest && lengthSize() == 8 && length >= 0x80) {
      throw violation("the highest bit of the length is set (section 5.2)");
    }
  }

  private static FrameException violation(String sentence) {
    return new FrameException(CloseCode.PROTOCOL_ERROR, sentence);
  }
}
