package dev.rialto.edge.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.wire.MalformedPacketException;
import dev.rialto.wire.Packet;
import dev.rialto.wire.PacketReader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A WebSocket that takes messages as a test says, and notes what should not be: a second send while
 * one is under way, or anything after the close.
 */
class FakeChannel implements WebSocketChannel {
  /** What becomes of each message; called without any lock. */
  interface Taking {
    void take(Done done);
  }

  static final Taking AT_ONCE = done -> done.done(null);
  static final Taking NEVER = done -> {};

  private final List<byte[]> messages = new ArrayList<>();
  private final List<String> closes = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();
  private final List<Integer> sends = new ArrayList<>();
  private volatile Taking taking;
  private int together;
  private Done underWay;
  private int pings;

  FakeChannel(Taking taking) {
    this.taking = taking;
  }

  @Override
  public void pauseReading() {}

  @Override
  public void resumeReading() {}

  /** Takes several messages with one send, up to so many bytes; before there is an outbox. */
  FakeChannel together(int bytes) {
    together = bytes;
    return this;
  }

  /** How many messages came with each send. */
  synchronized List<Integer> sends() {
    return List.copyOf(sends);
  }

  void taking(Taking other) {
    taking = other;
  }

  @Override
  public int together() {
    return together;
  }

  @Override
  public void send(List<ByteBuffer> sent, Done done) {
    Done once = error -> completed(done, error);
    synchronized (this) {
      if (underWay != null) {
        wrong.add("two sends at once");
      }
      if (!closes.isEmpty()) {
        wrong.add("a send after the close");
      }
      for (ByteBuffer message : sent) {
        byte[] bytes = new byte[message.remaining()];
        message.get(bytes);
        messages.add(bytes);
      }
      sends.add(sent.size());
      underWay = once;
    }
    taking.take(once);
  }

  /** Nothing that sends packets may. */
  @Override
  public synchronized void sendText(ByteBuffer message, Done done) {
    wrong.add("a text message");
  }

  private void completed(Done done, Throwable error) {
    synchronized (this) {
      if (underWay == null) {
        wrong.add("completed twice");
      }
      underWay = null;
    }
    done.done(error);
  }

  /** Completes the send that is under way. */
  void complete(Throwable error) {
    Done done;
    synchronized (this) {
      done = underWay;
    }
    assertThat(done).as("a send under way").isNotNull();
    done.done(error);
  }

  void complete() {
    complete(null);
  }

  @Override
  public synchronized void ping() {
    pings++;
  }

  @Override
  public void close(int code, String reason) {
    synchronized (this) {
      closes.add(code + " " + reason);
    }
  }

  @Override
  public void cut(int code, String reason) {
    synchronized (this) {
      closes.add("cut " + code + " " + reason);
    }
  }

  synchronized int pings() {
    return pings;
  }

  /** Code and reason of each call of close, and of cut, which says so. */
  synchronized List<String> closes() {
    return List.copyOf(closes);
  }

  /** The packets in each message. */
  synchronized List<List<Packet>> messages() {
    List<List<Packet>> all = new ArrayList<>();
    for (byte[] message : messages) {
      PacketReader reader = new PacketReader(1 << 28, 0); // no packet goes on in the next message
      List<Packet> packets = new ArrayList<>();
      ByteBuffer bytes = ByteBuffer.wrap(message);
      try {
        Packet packet;
        while ((packet = reader.next(bytes)) != null) {
          packets.add(packet);
        }
      } catch (MalformedPacketException e) {
        throw new AssertionError(e);
      }
      all.add(packets);
    }
    return all;
  }

  /** All packets, whatever the messages. */
  List<Packet> packets() {
    return messages().stream().flatMap(List::stream).toList();
  }

  /** How many bytes each message has. */
  synchronized List<Integer> sizes() {
    return messages.stream().map(message -> message.length).toList();
  }

  /** What should not have been. */
  synchronized List<String> wrong() {
    return List.copyOf(wrong);
  }
}
