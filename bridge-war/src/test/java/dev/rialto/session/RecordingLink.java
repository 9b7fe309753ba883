package dev.rialto.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.wire.Delivery;
import dev.rialto.wire.MalformedPacketException;
import dev.rialto.wire.Message;
import dev.rialto.wire.Packet;
import dev.rialto.wire.PacketEncoder;
import dev.rialto.wire.PacketReader;
import dev.rialto.wire.PacketWriter;
import dev.rialto.wire.Properties;
import dev.rialto.wire.ProtocolVersion;
import dev.rialto.wire.ReasonCode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A client's side of a connection: keeps what was sent, as a client of its version understands it,
 * and is congested when the test says so.
 */
public final class RecordingLink implements Link {
  private PacketEncoder encoder;
  private final PacketReader reader = new PacketReader(1 << 28, 0);
  private final List<Packet> sent = new ArrayList<>();
  private Consumer<Packet> watcher = packet -> {};
  private volatile int room = Integer.MAX_VALUE;
  private final AtomicInteger slowed = new AtomicInteger();
  private volatile ReasonCode closed;
  private volatile boolean flushed = true;
  private volatile boolean paused;
  private volatile boolean failing;

  /** A link to a client of MQTT 3.1.1. */
  public RecordingLink() {
    this(ProtocolVersion.MQTT_3_1_1);
  }

  /** A link to a client of that version. */
  public RecordingLink(ProtocolVersion version) {
    encoder = PacketEncoder.of(version);
    read( // so that the reader knows the version
        new Packet.Connect(version, "x", true, 0, null, null, null, Properties.NONE));
  }

  @Override
  public void send(Packet packet) {
    record(packet);
  }

  @Override
  public void deliver(Message shared, Delivery own) {
    record(new Packet.Publish(shared, own));
  }

  private void record(Packet packet) {
    if (closed != null) {
      return;
    }
    synchronized (sent) {
      sent.add(read(packet));
      flushed = false;
    }
    watcher.accept(packet);
  }

  private Packet read(Packet packet) {
    try {
      return reader.next(ByteBuffer.wrap(bytes(packet)));
    } catch (MalformedPacketException e) {
      throw new AssertionError(packet + " can't be read: " + e.getMessage(), e);
    }
  }

  private byte[] bytes(Packet packet) {
    if (packet instanceof Packet.Publish publish) {
      byte[] shared = encoder.encode(publish.message(), publish.delivery());
      byte[] own = new byte[shared.length];
      PacketWriter.copy(shared, publish.delivery(), own, 0);
      return own;
    }
    return encoder.encode(packet);
  }

  /** What the client asks for is respected, as an edge does. */
  void encodeFor(Packet.Connect connect) {
    encoder = PacketEncoder.of(connect, 0);
  }

  @Override
  public void flush() {
    flushed = true;
  }

  @Override
  public void pauseReading() {
    paused = true;
  }

  @Override
  public void resumeReading() {
    paused = false;
  }

  /** Whether it must not be read. */
  boolean isPaused() {
    return paused;
  }

  @Override
  public void slowDown() {
    slowed.incrementAndGet();
  }

  /** How often the client was to be slowed down. */
  int slowed() {
    return slowed.get();
  }

  @Override
  public boolean congested() {
    synchronized (sent) {
      return sent.size() >= room;
    }
  }

  /** From now on it throws when it is closed. */
  void failOnClose() {
    failing = true;
  }

  @Override
  public void close(ReasonCode why, Packet farewell) {
    if (closed == null) {
      if (failing) {
        throw new IllegalStateException("on purpose");
      }
      if (farewell != null) {
        record(farewell);
      }
      closed = why;
      flushed = true;
    }
  }

  /** Calls somebody after each packet, in the thread that sends it. */
  public void watch(Consumer<Packet> by) {
    watcher = by;
  }

  /** Is congested while that many packets, or more, have not been taken. */
  public void room(int packets) {
    room = packets;
  }

  /** What was sent and not taken before, all of which must have been let go. */
  public List<Packet> take() {
    assertThat(flushed).as("flushed").isTrue();
    synchronized (sent) {
      List<Packet> taken = List.copyOf(sent);
      sent.clear();
      return taken;
    }
  }

  /** Why it was closed, or {@code null} while it is open. */
  public ReasonCode closed() {
    return closed;
  }
}
