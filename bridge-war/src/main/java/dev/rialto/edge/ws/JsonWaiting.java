package dev.rialto.edge.ws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rialto.edge.json.Replies;
import dev.rialto.edge.ws.frame.FrameWriter;
import dev.rialto.history.Offset;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Packet;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** JSON objects; those that wait together go in an array. */
final class JsonWaiting implements Waiting {
  private static final int HEADROOM = FrameWriter.LONGEST_HEADER;

  private final int joinUpTo;
  private final String epoch;
  private final Queue<byte[]> objects = new ArrayDeque<>();
  private int polled; // bytes of objects

  /**
   * None.
   *
   * @param joinUpTo bytes up to which objects are joined into one array
   * @param epoch of the offsets of messages
   */
  JsonWaiting(int joinUpTo, String epoch) {
    this.joinUpTo = joinUpTo;
    this.epoch = epoch;
  }

  /** Adds an object as it stands; returns how many bytes that takes. */
  int add(String object) {
    byte[] bytes = object.getBytes(UTF_8);
    objects.add(bytes);
    return bytes.length;
  }

  /** Nothing: an answer to a client of the engine's is none to the page. */
  @Override
  public int add(Packet packet) {
    return 0;
  }

  /** A retained message is older than what has been sent: nobody goes on from there. */
  @Override
  public int add(Message shared, Delivery own) {
    Offset offset =
        own.retain() || shared.number() == 0 ? null : new Offset(epoch, shared.number());
    return add(Replies.message(shared, own, offset));
  }

  @Override
  public ByteBuffer poll() {
    byte[] first = objects.poll();
    if (first == null) {
      return null;
    }
    polled = first.length;
    List<byte[]> more = new ArrayList<>();
    int size = first.length + 2; // brackets
    while (!objects.isEmpty() && size + objects.peek().length + 1 <= joinUpTo) {
      byte[] next = objects.remove();
      more.add(next);
      polled += next.length;
      size += next.length + 1; // a comma
    }
    ByteBuffer message = ByteBuffer.allocate(HEADROOM + size).position(HEADROOM);
    if (more.isEmpty()) {
      message.put(first);
    } else {
      message.put((byte) '[').put(first);
      more.forEach(next -> message.put((byte) ',').put(next));
      message.put((byte) ']');
    }
    return message.flip().position(HEADROOM);
  }

  @Override
  public int polled(ByteBuffer message) {
    return polled;
  }

  @Override
  public boolean isText() {
    return true;
  }

  @Override
  public boolean isEmpty() {
    return objects.isEmpty();
  }

  @Override
  public void clear() {
    objects.clear();
  }
}
