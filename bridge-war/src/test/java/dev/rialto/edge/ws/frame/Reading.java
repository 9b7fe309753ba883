package dev.rialto.edge.ws.frame;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Reads a stream in pieces, and tells in words what it was, the cuts forgotten. */
final class Reading {
  private final FrameReader reader;
  private final List<String> told = new ArrayList<>();
  private ByteArrayOutputStream message = new ByteArrayOutputStream();
  private int largest;

  Reading(long maxFrameSize) {
    reader = new FrameReader(maxFrameSize);
  }

  /** What a stream of frames is when cut so, the sizes taken in turn and again from the first. */
  static List<String> of(byte[] stream, List<Integer> cuts, long maxFrameSize) {
    Reading reading = new Reading(maxFrameSize);
    int turn = 0;
    for (int at = 0; at < stream.length; ) {
      int end = Math.min(stream.length, at + cuts.get(turn++ % cuts.size()));
      if (!reading.read(Arrays.copyOfRange(stream, at, end))) {
        break;
      }
      at = end;
    }
    return reading.told();
  }

  static List<String> of(byte[] stream) {
    return of(stream, List.of(Math.max(1, stream.length)), 1 << 20);
  }

  /** Says whether more may be read. */
  boolean read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      Received received;
      while ((received = reader.next(in)) != null) {
        tell(received);
      }
    } catch (FrameException e) {
      told.add("refused " + e.code().value());
      return false;
    }
    if (in.hasRemaining()) {
      told.add(in.remaining() + " bytes left over");
    }
    return true;
  }

  private void tell(Received received) {
    if (received instanceof Received.Data data) {
      byte[] part = new byte[data.payload().remaining()];
      data.payload().get(part);
      largest = Math.max(largest, part.length);
      message.writeBytes(part);
      if (data.last()) {
        told.add(
            (data.text() ? "text " : "binary ") + HexFormat.of().formatHex(message.toByteArray()));
        message = new ByteArrayOutputStream();
      }
    } else if (received instanceof Received.Ping ping) {
      told.add("ping " + HexFormat.of().formatHex(ping.payload().array()));
    } else if (received instanceof Received.Pong) {
      told.add("pong");
    } else if (received instanceof Received.Close close) {
      told.add(("close " + close.code() + " " + close.reason()).strip());
    }
  }

  List<String> told() {
    return told;
  }

  /** Of the parts of messages. */
  int largest() {
    return largest;
  }
}
