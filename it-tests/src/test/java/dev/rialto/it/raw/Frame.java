package dev.rialto.it.raw;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.ThreadLocalRandom;

/** One WebSocket frame (RFC 6455 section 5.2). */
public final class Frame {
  public static final int CONTINUATION = 0;
  public static final int TEXT = 1;
  public static final int BINARY = 2;
  public static final int CLOSE = 8;
  public static final int PING = 9;
  public static final int PONG = 10;

  private final boolean last;
  private final int opcode;
  private final byte[] payload;
  private int mask = ThreadLocalRandom.current().nextInt();
  private int lengthBytes;

  private Frame(boolean last, int opcode, byte[] payload) {
    this.last = last;
    this.opcode = opcode;
    this.payload = payload;
  }

  /** A whole message in one frame. */
  public static Frame of(int opcode, byte... payload) {
    return new Frame(true, opcode, payload);
  }

  /** A part of a message. */
  public static Frame part(boolean last, int opcode, byte... payload) {
    return new Frame(last, opcode, payload);
  }

  /** With this key instead of a random one. */
  public Frame masked(int key) {
    mask = key;
    return this;
  }

  /** With the length in 0, 2 or 8 bytes of its own instead of the fewest. */
  public Frame lengthIn(int bytes) {
    lengthBytes = bytes;
    return this;
  }

  /** The bytes before the payload. */
  public byte[] header() {
    return header(payload.length);
  }

  /** The same, for a payload that is claimed to have this length. */
  public byte[] header(long length) {
    int bytes = Math.max(lengthBytes, length < 126 ? 0 : length < 65_536 ? 2 : 8);
    ByteBuffer header = ByteBuffer.allocate(2 + bytes + 4);
    header.put((byte) (last ? 0x80 | opcode : opcode));
    switch (bytes) {
      case 0 -> header.put((byte) (0x80 | length));
      case 2 -> header.put((byte) (0x80 | 126)).putShort((short) length);
      default -> header.put((byte) (0x80 | 127)).putLong(length);
    }
    return header.putInt(mask).array();
  }

  /** The payload as it travels. */
  public byte[] maskedPayload() {
    byte[] masked = new byte[payload.length];
    for (int i = 0; i < masked.length; i++) {
      masked[i] = (byte) (payload[i] ^ (mask >>> (24 - 8 * (i % 4))));
    }
    return masked;
  }

  /** Header and payload. */
  public byte[] bytes() {
    return Mqtt.join(header(), maskedPayload());
  }

  /** Reads one frame as servers send it; {@code null} at the end of the stream. */
  static Frame read(InputStream stream) throws IOException {
    int first = stream.read();
    if (first < 0) {
      return null;
    }
    DataInputStream in = new DataInputStream(stream);
    int second = in.readUnsignedByte();
    if ((second & 0x80) != 0) {
      throw new IOException("a server must not mask its frames");
    }
    long length =
        switch (second) {
          case 126 -> in.readUnsignedShort();
          case 127 -> in.readLong();
          default -> second;
        };
    byte[] payload = new byte[Math.toIntExact(length)];
    in.readFully(payload);
    return new Frame((first & 0x80) != 0, first & 0x0f, payload);
  }

  public boolean isLast() {
    return last;
  }

  public int opcode() {
    return opcode;
  }

  public byte[] payload() {
    return payload.clone();
  }

  public int length() {
    return payload.length;
  }

  /** The code of a close frame; 1005 when it has none. */
  public int closeCode() {
    return payload.length < 2 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xffff;
  }

  @Override
  public String toString() {
    return opcode == CLOSE
        ? "close %d %s"
            .formatted(
                closeCode(),
                new String(payload, Math.min(2, length()), Math.max(0, length() - 2), UTF_8))
        : "frame of %d bytes, opcode %d".formatted(payload.length, opcode);
  }
}
