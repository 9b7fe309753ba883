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

  Body(byte[] packet, int start) {
    this.packet = packet;
    this.at = start;
  }

  int position() {
    return at;
  }

  int remaining() {
    return packet.length - at;
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
    at = packet.length;
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
    String text;
    try {
      text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(packet, start, length))
              .toString();
    } catch (CharacterCodingException e) {
      throw new MalformedPacketException(Malformation.UTF8_ILL_FORMED);
    }
    if (text.indexOf('\0') >= 0) {
      throw new MalformedPacketException(Malformation.UTF8_NULL);
    }
    return text;
  }

  void end() throws MalformedPacketException {
    if (at != packet.length) {
      throw new MalformedPacketException(Malformation.BODY_TOO_LONG);
    }
  }

  private void need(int bytes) throws MalformedPacketException {
    if (remaining() < bytes) {
      throw new MalformedPacketException(Malformation.BODY_TOO_SHORT);
    }
  }
}
