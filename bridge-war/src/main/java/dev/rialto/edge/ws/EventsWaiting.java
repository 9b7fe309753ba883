package dev.rialto.edge.ws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Packet;
import java.nio.ByteBuffer;
import java.util.function.Function;

/**
 * Server-Sent Events, joined: each message one event, whose data is JSON in one line, and whose
 * identifier is its place in the history, so that a browser goes on from there by itself.
 */
final class EventsWaiting implements Waiting {
  private final Chunks chunks;
  private final Function<Message, Object> offset;

  /**
   * None.
   *
   * @param joinUpTo bytes up to which events are joined into one write
   * @param offset where a message is in the history; asked only if it has a number
   */
  EventsWaiting(int joinUpTo, Function<Message, Object> offset) {
    chunks = new Chunks(joinUpTo);
    this.offset = offset;
  }

  /** Adds an event as it stands; returns how many bytes that takes. */
  int add(String event) {
    byte[] bytes = event.getBytes(UTF_8);
    chunks.add(bytes);
    return bytes.length;
  }

  /** Nothing: an answer to a client of the engine's is none to the browser. */
  @Override
  public int add(Packet packet) {
    return 0;
  }

  /**
   * A retained message is older than what has been sent: to go on from there would be to repeat.
   */
  @Override
  public int add(Message shared, Delivery own) {
    String id = own.retain() || shared.number() == 0 ? "" : "id: " + offset.apply(shared) + "\n";
    return add(id + "data: " + EventData.of(shared, own.retain()).build() + "\n\n");
  }

  @Override
  public ByteBuffer poll() {
    return chunks.poll();
  }

  @Override
  public boolean isText() {
    return true;
  }

  @Override
  public boolean isEmpty() {
    return chunks.isEmpty();
  }

  @Override
  public void clear() {
    chunks.clear();
  }
}
