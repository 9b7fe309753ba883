package dev.rialto.edge.ws;

import dev.rialto.config.Setting;
import dev.rialto.config.Settings;
import dev.rialto.edge.Rialto;
import dev.rialto.edge.ws.frame.CloseCode;
import dev.rialto.observe.WaitingMemory;
import dev.rialto.session.Cause;
import dev.rialto.session.Dialogue;
import dev.rialto.session.Peer;
import dev.rialto.time.Scheduler;
import dev.rialto.wire.MalformedPacketException;
import dev.rialto.wire.Packet;
import dev.rialto.wire.PacketEncoder;
import dev.rialto.wire.PacketReader;
import dev.rialto.wire.ReasonCode;
import java.nio.ByteBuffer;

/**
 * Looks after one client from the end of its handshake: gives what it sends to the engine, and what
 * the engine sends to it. The same for every transport.
 *
 * <p>{@link #binary} and {@link #text} are called by one thread at a time; everything else by any.
 */
final class Attendant implements Receiver {
  /** Less than so much of a packet is not noted. */
  private static final int NOTED = 16 << 10;

  private final PacketReader reader;
  private final PacketsWaiting packets;
  private final Outbox outbox;
  private final Dialogue dialogue;
  private final Pinger pinger;
  private final int topicAliases;
  private final WaitingMemory.Part memory; // guarded by this
  private boolean gone; // likewise
  private boolean noted; // whether memory has anything of it
  private boolean greeted;
  private boolean refusing; // nothing can follow what was malformed

  /**
   * Begins.
   *
   * @throws IllegalStateException when the deployment is not running
   */
  Attendant(Rialto rialto, Peer peer, WebSocketChannel channel) {
    Settings settings = rialto.settings();
    Scheduler scheduler = rialto.scheduler();
    Outbox.Terms terms = Outbox.Terms.of(settings);
    packets = new PacketsWaiting(terms.joinUpTo());
    outbox = new Outbox(terms, packets, channel, scheduler, rialto.counters());
    memory = rialto.counters().waiting().part(NOTED);
    topicAliases = settings.count(Setting.TOPIC_ALIASES_MAX);
    reader =
        new PacketReader(
            settings.count(Setting.CONNECT_BYTES_MAX),
            settings.count(Setting.PACKET_MAX),
            topicAliases);
    dialogue = rialto.broker().open(peer, outbox);
    outbox.belongsTo(dialogue::drained, dialogue::closed);
    pinger = new Pinger(scheduler, settings.time(Setting.PING_INTERVAL), outbox, channel);
  }

  @Override
  public void binary(ByteBuffer part, boolean last) {
    binary(part);
  }

  @Override
  public void text(ByteBuffer part, boolean last) {
    text();
  }

  /** Some bytes of a binary message: a part of a packet, or many packets. [MQTT-6.0.0-2] */
  void binary(ByteBuffer part) {
    if (refusing) {
      return;
    }
    boolean inLane = outbox.entersSlowLane();
    try {
      read(part);
    } finally {
      if (inLane) {
        SlowLane.ONLY.leave();
      }
    }
  }

  private void read(ByteBuffer part) {
    try {
      Packet packet;
      while ((packet = reader.next(part)) != null) {
        if (!greeted) {
          greet(packet);
        }
        dialogue.on(packet);
      }
    } catch (MalformedPacketException e) {
      refusing = true;
      if (e.refusedConnect() != null && !greeted) {
        encodeBy(PacketEncoder.of(e.refusedConnect()));
      }
      dialogue.malformed(e);
    } finally {
      note();
    }
  }

  private void note() {
    int held = reader.held();
    if (held >= NOTED || noted) {
      noted = held >= NOTED;
      synchronized (this) {
        memory.is(gone || !noted ? 0 : held);
      }
    }
  }

  /** From its first packet on, it is answered as it understands it. */
  private void greet(Packet first) {
    greeted = true;
    if (first instanceof Packet.Connect connect) {
      encodeBy(PacketEncoder.of(connect, topicAliases));
    }
  }

  private void encodeBy(PacketEncoder clients) {
    outbox.speak(
        () -> {
          packets.encodeBy(clients);
          return 0;
        });
  }

  /** A text message, refused: MQTT is binary. [MQTT-6.0.0-1] */
  void text() {
    refusing = true;
    dialogue.closed(new Cause(ReasonCode.PAYLOAD_FORMAT_INVALID, "it sent a text message"));
  }

  @Override
  public void violation(CloseCode code, String sentence) {
    refusing = true;
    outbox.close(code, sentence); // before the engine does, which has no such codes
    dialogue.closed(Cause.lost(sentence));
  }

  @Override
  public void unstoppable() {
    dialogue.closed(Receiver.TOO_FAST);
  }

  @Override
  public void gone(String sentence) {
    pinger.stop();
    synchronized (this) {
      gone = true;
      memory.is(0);
    }
    dialogue.closed(Cause.lost(sentence));
  }
}
