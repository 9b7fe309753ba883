package dev.rialto.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Collects the fields of one packet (section 1.5); the counterpart of {@link Body}. */
final class Fields {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(64);

  Fields u8(int value) {
    out.write(value);
    return this;
  }

  Fields u16(int value) {
    out.write(value >> 8);
    out.write(value);
    return this;
  }

  Fields binary(byte[] bytes) {
    u16(bytes.length);
    out.writeBytes(bytes);
    return this;
  }

  Fields text(String text) {
    return binary(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Everything so far behind its fixed header. */
  byte[] packet(PacketType type) {
    int header = 1 + VariableByteInteger.size(out.size());
    byte[] packet = new byte[header + out.size()];
    packet[0] = type.firstByte();
    VariableByteInteger.write(out.size(), packet, 1);
    System.arraycopy(out.toByteArray(), 0, packet, header, out.size());
    return packet;
  }
}
