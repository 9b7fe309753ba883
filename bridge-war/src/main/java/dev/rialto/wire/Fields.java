package dev.rialto.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Collects the fields of one packet (section 1.5); the counterpart of {@link Body}. */
final class Fields {
  private static final int LONGEST = 65_535;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(64);

  int size() {
    return out.size();
  }

  Fields u8(int value) {
    out.write(value);
    return this;
  }

  Fields u16(int value) {
    out.write(value >> 8);
    out.write(value);
    return this;
  }

  Fields u32(long value) {
    return u16((int) (value >> 16)).u16((int) value);
  }

  Fields variable(int value) {
    byte[] bytes = new byte[VariableByteInteger.size(value)];
    VariableByteInteger.write(value, bytes, 0);
    out.writeBytes(bytes);
    return this;
  }

  /**
   * Binary data with its two length bytes; longer than those can say is a mistake of the caller's.
   */
  Fields binary(byte[] bytes) {
    if (bytes.length > LONGEST) {
      throw new IllegalArgumentException("binary data of " + bytes.length + " bytes");
    }
    u16(bytes.length);
    out.writeBytes(bytes);
    return this;
  }

  Fields text(String text) {
    return binary(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Bytes without a length. */
  Fields raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  Fields append(Fields others) {
    out.writeBytes(others.out.toByteArray());
    return this;
  }

  /** The properties, if the version has any. */
  Fields properties(Properties properties, ProtocolVersion version) {
    if (version.hasProperties()) {
      PropertyEncoder.encode(properties, this);
    }
    return this;
  }

  /** Everything so far behind its fixed header. */
  byte[] packet(PacketType type) {
    return packet(type.firstByte());
  }

  byte[] packet(byte firstByte) {
    int header = 1 + VariableByteInteger.size(out.size());
    byte[] packet = new byte[header + out.size()];
    packet[0] = firstByte;
    VariableByteInteger.write(out.size(), packet, 1);
    System.arraycopy(out.toByteArray(), 0, packet, header, out.size());
    return packet;
  }
}
