package dev.rialto.bench;

/**
 * RFC 6455, the receiving half of a client: takes the bytes of a connection in any split and tells
 * a sink what they carry. Data is passed on as it comes, without waiting for the end of its frame,
 * because MQTT ignores frame borders anyway [MQTT-6.0.0-2].
 *
 * <p>Strict: what a server must not send is a {@link ProtocolError}.
 */
final class FrameReader {
  private static final int LONGEST_CONTROL = 125;
  private static final int NO_CODE = 1005;

  private final byte[] header = new byte[10];
  private int held;
  private boolean inPayload;
  private long remaining;
  private int opcode;
  private boolean inMessage;
  private byte[] control;
  private int controlLength;

  void read(byte[] in, int from, int to, FrameSink sink) {
    var at = from;
    while (at < to) {
      if (!inPayload) {
        at = readHeader(in, at, to);
      }
      if (inPayload) {
        var end = at + (int) Math.min(remaining, to - at);
        payload(in, at, end, sink);
        remaining -= end - at;
        at = end;
        if (remaining == 0) {
          inPayload = false;
          endFrame(sink);
        }
      }
    }
  }

  private int readHeader(byte[] in, int from, int to) {
    var at = from;
    while (at < to) {
      header[held++] = in[at++];
      if (held >= 2 && held == headerLength()) {
        held = 0;
        beginFrame();
        return at;
      }
    }
    return at;
  }

  private int headerLength() {
    return switch (header[1] & 0x7f) {
      case 126 -> 4;
      case 127 -> 10;
      default -> 2;
    };
  }

  private void beginFrame() {
    if ((header[0] & 0x70) != 0) {
      throw new ProtocolError("reserved bits are set, but no extension was agreed");
    }
    if (header[1] < 0) {
      throw new ProtocolError("a server must not mask (RFC 6455, 5.1)");
    }
    opcode = header[0] & 0x0f;
    remaining = length();
    inPayload = true;
    var last = header[0] < 0;
    switch (opcode) {
      case WebSocketFraming.BINARY -> {
        require(!inMessage, "a new message inside a fragmented one");
        inMessage = !last;
      }
      case WebSocketFraming.CONTINUATION -> {
        require(inMessage, "a continuation of nothing");
        inMessage = !last;
      }
      case WebSocketFraming.CLOSE, WebSocketFraming.PING, WebSocketFraming.PONG -> {
        require(last, "a fragmented control frame");
        require(remaining <= LONGEST_CONTROL, "a control frame longer than 125 bytes");
        controlLength = 0;
      }
      case WebSocketFraming.TEXT -> throw new ProtocolError("MQTT in a text frame [MQTT-6.0.0-1]");
      default -> throw new ProtocolError("reserved opcode " + opcode);
    }
  }

  private long length() {
    var length = header[1] & 0x7f;
    if (length < 126) {
      return length;
    }
    var extended = length == 126 ? Bytes.uint16(header, 2) : Bytes.int64(header, 2);
    require(extended >= (length == 126 ? 126 : 65_536), "a length not in its shortest form");
    return extended;
  }

  private void payload(byte[] in, int from, int to, FrameSink sink) {
    if (from == to) {
      return;
    }
    if (opcode < WebSocketFraming.CLOSE) {
      sink.data(in, from, to);
      return;
    }
    if (control == null) {
      control = new byte[LONGEST_CONTROL];
    }
    System.arraycopy(in, from, control, controlLength, to - from);
    controlLength += to - from;
  }

  private void endFrame(FrameSink sink) {
    switch (opcode) {
      case WebSocketFraming.PING -> sink.ping(control, controlLength);
      case WebSocketFraming.PONG -> sink.pong();
      case WebSocketFraming.CLOSE -> {
        require(controlLength != 1, "half a close code");
        sink.close(controlLength == 0 ? NO_CODE : Bytes.uint16(control, 0));
      }
      default -> {
        // data has been passed on already
      }
    }
  }

  private static void require(boolean kept, String otherwise) {
    if (!kept) {
      throw new ProtocolError(otherwise);
    }
  }
}
