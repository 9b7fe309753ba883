package dev.rialto.edge.ws.frame;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * A frame as a client may send it, or must not.
 *
 * @param first FIN, the reserved bits and the opcode
 * @param lengthIn how many bytes the length has besides the seven bits: 0, 2 or 8
 * @param mask the masking key; {@code null} for a frame that is not masked
 * @param payload in hex, unmasked
 */
record ClientFrame(int first, int lengthIn, Integer mask, String payload) {
  static final int FIN = 0x80;

  /** The usual form: the shortest length and some mask. */
  static ClientFrame of(int first, String payload) {
    return new ClientFrame(first, shortest(payload.length() / 2), 0x37FA213D, payload);
  }

  static ClientFrame text(int first, String payload) {
    return of(
        first, HexFormat.of().formatHex(payload.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  static int shortest(int length) {
    return length < 126 ? 0 : length <= 0xFFFF ? 2 : 8;
  }

  ClientFrame masked(Integer key) {
    return new ClientFrame(first, lengthIn, key, payload);
  }

  ClientFrame lengthIn(int bytes) {
    return new ClientFrame(first, bytes, mask, payload);
  }

  int length() {
    return payload.length() / 2;
  }

  byte[] bytes() {
    byte[] plain = HexFormat.of().parseHex(payload);
    ByteBuffer header = ByteBuffer.allocate(14);
    header.put((byte) first);
    int masked = mask == null ? 0 : 0x80;
    switch (lengthIn) {
      case 0 -> header.put((byte) (masked | plain.length));
      case 2 -> header.put((byte) (masked | 126)).putShort((short) plain.length);
      default -> header.put((byte) (masked | 127)).putLong(plain.length);
    }
    if (mask != null) {
      byte[] key = ByteBuffer.allocate(4).putInt(mask).array();
      header.put(key);
      for (int i = 0; i < plain.length; i++) {
        plain[i] ^= key[i % 4]; // as section 5.3 has it
      }
    }
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(header.array(), 0, header.position());
    frame.writeBytes(plain);
    return frame.toByteArray();
  }
}
