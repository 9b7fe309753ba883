package dev.rialto.edge.ws;

import dev.rialto.edge.ws.frame.FrameWriter;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Payload;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;

/** Values by themselves, each in a WebSocket message: text if it is UTF-8, else binary. */
final class ValuesWaiting implements Waiting {
  private static final int HEADROOM = FrameWriter.LONGEST_HEADER;

  private final Queue<Payload> values = new ArrayDeque<>();
  private boolean text;

  /** Nothing: there is no word for it. */
  @Override
  public int add(Packet packet) {
    return 0;
  }

  @Override
  public int add(Message shared, Delivery own) {
    values.add(shared.payload());
    return shared.payload().length();
  }

  @Override
  public ByteBuffer poll() {
    Payload value = values.poll();
    if (value == null) {
      return null;
    }
    text = value.isText();
    ByteBuffer message = ByteBuffer.allocate(HEADROOM + value.length());
    message.position(HEADROOM).put(value.toBytes());
    return message.position(HEADROOM);
  }

  @Override
  public boolean isText() {
    return text;
  }

  @Override
  public boolean isEmpty() {
    return values.isEmpty();
  }

  @Override
  public void clear() {
    values.clear();
  }
}
