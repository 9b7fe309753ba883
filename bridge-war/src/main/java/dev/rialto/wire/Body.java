package dev.rialto.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Reads the fields of one packet (MQTT 3.1.1 section 1.5). It is given exactly that packet, so no
 * field can reach into the next one.
 */
final class Body {
  private final byte[] packet;
  private int at;
  private int end;

  Body(byte[] packet, int start) {
    this.packet = packet;
    this.at = start;
    this.end = packet.length;
  }

  int position() {
    return at;
  }

  int remaining() {
    return end - at;
  }

  int u8() throws MalformedPacketException {
    need(1);
    return packet[at++] & 0xFF;
  }

  int u16() throws MalformedPacketException {
    need(2);
    int value = ((packet[at] & 0xFF) << 8) | (packet[at + 1] & 0xFF);
    at += 2;
    return value;
  }

  long u32() throws MalformedPacketException {
    return (long) u16() << 16 | u16();
  }

  /** A variable byte integer, which must be as short as can be. [MQTT-1.5.5-1] */
  int variable() throws MalformedPacketException {
    int value = 0;
    for (int shift = 0; shift < 28; shift += 7) {
      int b = u8();
      value |= (b & 0x7F) << shift;
      if (b < 0x80) {
        if (b == 0 && shift > 0) {
          throw new MalformedPacketException(Malformation.VARIABLE_INTEGER_NOT_SHORTEST);
        }
        return value;
      }
    }
    throw new MalformedPacketException(Malformation.VARIABLE_INTEGER_TOO_LONG);
  }

  /** Lets only so many bytes be read until {@link #widen}; returns what that wants. */
  int narrow(int bytes) throws MalformedPacketException {
    need(bytes);
    int before = end;
    end = at + bytes;
    return before;
  }

  /** Takes {@link #narrow} back. */
  void widen(int before) {
    end = before;
  }

  /** The properties that begin here, if the version has any. */
  Properties properties(ProtocolVersion version, Property.Place place)
      throws MalformedPacketException {
    return version.hasProperties() ? PropertyDecoder.decode(this, place) : Properties.NONE;
  }

  int packetId() throws MalformedPacketException {
    int id = u16();
    if (id == 0) {
      throw new MalformedPacketException(Malformation.PACKET_IDENTIFIER_ZERO);
    }
    return id;
  }

  Payload binary() throws MalformedPacketException {
    int length = u16();
    need(length);
    Payload view = new Payload(packet, at, length);
    at += length;
    return view;
  }

  /** Everything up to the end of the packet. */
  Payload rest() {
    Payload view = new Payload(packet, at, remaining());
    at = end;
    return view;
  }

  String text() throws MalformedPacketException {
    int length = u16();
    need(length);
    int start = at;
    at += length;
    for (int i = start; i < at; i++) {
      if (packet[i] <= 0) {
        return strictText(start, length);
      }
    }
    return new String(packet, start, length, StandardCharsets.ISO_8859_1); // it is plain ASCII
  }

  /** Anything but plain ASCII without U+0000. The decoder refuses surrogates and overlong forms. */
  private String strictText(int start, int length) throws MalformedPacketException {
    String text = utf8(packet, start, length);
    if (text.indexOf('\0') >= 0) {
      throw new MalformedPacketException(Malformation.UTF8_NULL);
    }
    return text;
  }

  /** A text that must be well-formed. */
  static String utf8(byte[] bytes, int start, int length) throws MalformedPacketException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes, start, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw new MalformedPacketException(Malformation.UTF8_ILL_FORMED);
    }
  }

  void end() throws MalformedPacketException {
    if (at != end) {
      throw new MalformedPacketException(Malformation.BODY_TOO_LONG);
    }
  }

  private void need(int bytes) throws MalformedPacketException {
    if (remaining() < bytes) {
      throw new MalformedPacketException(Malformation.BODY_TOO_SHORT);
    }
  }
}
