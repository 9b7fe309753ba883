package dev.rialto.edge.ws.frame;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;

/**
 * The server's frames: not masked, and never fragmented, since small devices put no fragments
 * together (RFC 6455 section 5). Any thread may call any method.
 */
public final class FrameWriter {
  /** The longest header of a frame that is not masked. */
  public static final int LONGEST_HEADER = 10;

  /** The longest payload of a ping, a pong or a close frame (section 5.5). */
  public static final int LONGEST_CONTROL = 125;

  private static final int FIN = 0x80;
  private static final int LENGTH_IN_2_BYTES = 126;
  private static final int LENGTH_IN_8_BYTES = 127;
  private static final int REASON_AT = 4;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private FrameWriter() {}

  /**
   * A binary message, made by putting its header in front of its payload, with the length in as few
   * bytes as it takes.
   *
   * @param payload backed by an array that has {@link #LONGEST_HEADER} bytes to spare before it
   * @return a view of the same array, from the header to the end of the payload
   */
  public static ByteBuffer binary(ByteBuffer payload) {
    return message(Opcode.BINARY, payload);
  }

  /** The same with a text message, whose payload is UTF-8. */
  public static ByteBuffer text(ByteBuffer payload) {
    return message(Opcode.TEXT, payload);
  }

  private static ByteBuffer message(int opcode, ByteBuffer payload) {
    int length = payload.remaining();
    int size = length < LENGTH_IN_2_BYTES ? 2 : length <= 0xFFFF ? 4 : LONGEST_HEADER;
    int start = payload.arrayOffset() + payload.position() - size;
    ByteBuffer frame = ByteBuffer.wrap(payload.array(), start, size + length);
    frame.put((byte) (FIN | opcode));
    switch (size) {
      case 2 -> frame.put((byte) length);
      case 4 -> frame.put((byte) LENGTH_IN_2_BYTES).putShort((short) length);
      default -> frame.put((byte) LENGTH_IN_8_BYTES).putLong(length);
    }
    return frame.position(start);
  }

  /** A ping without payload. */
  public static byte[] ping() {
    return control(Opcode.PING, NOTHING);
  }

  /**
   * The answer to a ping.
   *
   * @param payload the ping's, at most {@link #LONGEST_CONTROL} bytes
   */
  public static byte[] pong(ByteBuffer payload) {
    return control(Opcode.PONG, payload);
  }

  /**
   * A close frame.
   *
   * @param code {@link CloseCode#NONE} sends none, and no reason either
   * @param reason cut where it would be too long, never inside a character
   */
  public static byte[] close(int code, String reason) {
    if (code == CloseCode.NONE) {
      return control(Opcode.CLOSE, NOTHING);
    }
    ByteBuffer frame = ByteBuffer.allocate(2 + LONGEST_CONTROL);
    frame.position(REASON_AT);
    CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
    var unused = encoder.encode(CharBuffer.wrap(reason), frame, true); // stops before it is full
    frame.flip();
    frame.put(0, (byte) (FIN | Opcode.CLOSE)).put(1, (byte) (frame.limit() - 2));
    frame.putShort(2, (short) code);
    byte[] bytes = new byte[frame.limit()];
    frame.get(bytes);
    return bytes;
  }

  private static byte[] control(int opcode, ByteBuffer payload) {
    int length = payload.remaining();
    if (length > LONGEST_CONTROL) {
      throw new IllegalArgumentException("a control frame of " + length + " bytes");
    }
    byte[] frame = new byte[2 + length];
    frame[0] = (byte) (FIN | opcode);
    frame[1] = (byte) length;
    payload.get(payload.position(), frame, 2, length);
    return frame;
  }
}
