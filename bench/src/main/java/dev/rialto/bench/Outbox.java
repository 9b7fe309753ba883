package dev.rialto.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;

/**
 * What a connection has still to send. Frames are built in place, one MQTT packet in each, and all
 * that gathered in a turn of the loop leaves in one write.
 */
final class Outbox {
  private static final byte[] NOTHING = {};

  private byte[] bytes = NOTHING;
  private ByteBuffer view = ByteBuffer.wrap(NOTHING);
  private int from;
  private int to;
  private int payloadAt;
  private int mask;

  /** The seed decides the masks of all frames. */
  Outbox(int seed) {
    this.mask = seed == 0 ? 1 : seed;
  }

  /** Begins a frame; the caller writes the payload into {@link #bytes} from the index returned. */
  int open(int opcode, int payloadLength) {
    reserve(WebSocketFraming.MAX_HEADER + payloadLength);
    mask ^= mask << 13; // xorshift: every frame under a new mask, at no cost
    mask ^= mask >>> 17;
    mask ^= mask << 5;
    payloadAt = WebSocketFraming.writeHeader(bytes, to, opcode, payloadLength, mask);
    to = payloadAt + payloadLength;
    return payloadAt;
  }

  /** Ends the frame that was opened. */
  void seal() {
    WebSocketFraming.mask(bytes, payloadAt, to, mask);
  }

  /** The array to write payloads into; valid until the next {@link #open}. */
  byte[] bytes() {
    return bytes;
  }

  void frame(int opcode, byte[] payload, int length) {
    var at = open(opcode, length);
    System.arraycopy(payload, 0, bytes, at, length);
    seal();
  }

  /** Bytes outside any frame: the HTTP request. */
  void raw(byte[] request) {
    reserve(request.length);
    System.arraycopy(request, 0, bytes, to, request.length);
    to += request.length;
  }

  int size() {
    return to - from;
  }

  /** Writes once, as much as the channel takes; returns whether that was everything. */
  boolean writeTo(WritableByteChannel channel) throws IOException {
    view.limit(to).position(from);
    channel.write(view);
    from = view.position();
    if (from < to) {
      return false;
    }
    from = 0;
    to = 0;
    return true;
  }

  private void reserve(int more) {
    if (to + more <= bytes.length) {
      return;
    }
    var size = size();
    if (size + more > bytes.length) {
      var larger = Math.max(Math.addExact(size, more), 2 * bytes.length);
      bytes = Arrays.copyOfRange(bytes, from, from + larger);
      view = ByteBuffer.wrap(bytes);
    } else {
      System.arraycopy(bytes, from, bytes, 0, size);
    }
    from = 0;
    to = size;
  }
}
