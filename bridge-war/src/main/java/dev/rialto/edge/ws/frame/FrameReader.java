package dev.rialto.edge.ws.frame;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Cuts what a client sends into frames (RFC 6455 section 5), however it arrives, and hands the
 * payload of data frames on as it comes: no message is ever put together, and no memory is taken
 * for a length that a client merely claims.
 *
 * <p>Strict in what the specification forbids; but a mask of zero, and a length in more bytes than
 * it needs, are borne: devices send them.
 *
 * <p>One reader per connection; one thread at a time.
 */
public final class FrameReader {
  private static final byte[] NOTHING = new byte[0];

  private final long maxFrameSize;
  private final FrameHeader header = new FrameHeader();
  private boolean inside; // of a frame, whose header has been read
  private long taken; // bytes of its payload
  private byte[] control = NOTHING;
  private boolean unfinished; // a fragmented message
  private boolean text; // that message, or the frame at hand
  private boolean ended;

  /**
   * Makes a reader at the beginning of a connection.
   *
   * @param maxFrameSize in bytes of payload, of one frame
   */
  public FrameReader(long maxFrameSize) {
    this.maxFrameSize = maxFrameSize;
  }

  /**
   * The next thing that {@code in} tells, or {@code null} when it is used up. Payload is unmasked
   * in place, so that {@code in} must not be read-only. After a close frame everything is used up
   * without a look (section 1.4).
   *
   * @throws FrameException when a client may not send that; then nothing more can be read
   */
  public Received next(ByteBuffer in) throws FrameException {
    while (!ended) {
      if (!inside) {
        if (!header.read(in)) {
          return null;
        }
        begin();
      } else if (!in.hasRemaining()) {
        return null;
      }
      Received received = Opcode.isControl(header.opcode()) ? control(in) : data(in);
      if (received != null) {
        return received;
      }
    }
    in.position(in.limit());
    return null;
  }

  private void begin() throws FrameException {
    int opcode = header.opcode();
    if (Opcode.isControl(opcode)) {
      control = header.length() == 0 ? NOTHING : new byte[(int) header.length()];
    } else if (opcode == Opcode.CONTINUATION) {
      if (!unfinished) {
        throw violation("a continuation of no message (section 5.4)");
      }
    } else {
      if (unfinished) {
        throw violation("a message begins inside another (section 5.4)");
      }
      text = opcode == Opcode.TEXT;
    }
    if (header.length() > maxFrameSize) {
      throw new FrameException(
          CloseCode.TOO_BIG, "a frame has more than " + maxFrameSize + " bytes");
    }
    inside = true;
    taken = 0;
  }

  private Received data(ByteBuffer in) {
    int from = in.position();
    int size = (int) Math.min(in.remaining(), header.length() - taken);
    if (size == 0 && header.length() > 0) {
      return null; // the payload is yet to come
    }
    Mask.apply(in, from, from + size, header.mask(), taken);
    ByteBuffer payload = in.slice(from, size);
    in.position(from + size);
    taken += size;
    boolean last = false;
    if (taken == header.length()) {
      last = header.fin();
      unfinished = !last;
      end();
    }
    return new Received.Data(payload, text, last);
  }

  private Received control(ByteBuffer in) throws FrameException {
    int size = Math.min(in.remaining(), control.length - (int) taken);
    in.get(control, (int) taken, size);
    taken += size;
    if (taken < control.length) {
      return null;
    }
    byte[] payload = control;
    Mask.apply(ByteBuffer.wrap(payload), 0, payload.length, header.mask(), 0);
    control = NOTHING;
    int opcode = header.opcode();
    end();
    return switch (opcode) {
      case Opcode.PING -> new Received.Ping(ByteBuffer.wrap(payload));
      case Opcode.PONG -> new Received.Pong();
      default -> close(payload);
    };
  }

  private void end() {
    inside = false;
    header.clear();
  }

  private Received close(byte[] payload) throws FrameException {
    ended = true;
    if (payload.length == 0) {
      return new Received.Close(CloseCode.NONE, "");
    }
    if (payload.length == 1) {
      throw violation("half a close code (section 5.5.1)");
    }
    int code = (payload[0] & 0xFF) << 8 | (payload[1] & 0xFF);
    if (!CloseCode.isValid(code)) {
      throw violation("a close code that may not be sent (section 7.4)");
    }
    try {
      ByteBuffer reason = ByteBuffer.wrap(payload, 2, payload.length - 2);
      return new Received.Close(code, StandardCharsets.UTF_8.newDecoder().decode(reason) + "");
    } catch (CharacterCodingException e) {
      throw new FrameException(
          CloseCode.INVALID_PAYLOAD, "the reason of a close frame is not UTF-8 (section 5.5.1)");
    }
  }

  private static FrameException violation(String sentence) {
    return new FrameException(CloseCode.PROTOCOL_ERROR, sentence);
  }
}
