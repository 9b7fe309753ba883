package dev.rialto.edge.ws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rialto.config.Setting;
import dev.rialto.config.Settings;
import dev.rialto.edge.Rialto;
import dev.rialto.edge.client.Answer;
import dev.rialto.edge.client.Client;
import dev.rialto.edge.client.ClientListener;
import dev.rialto.edge.ws.frame.CloseCode;
import dev.rialto.session.Cause;
import dev.rialto.session.Peer;
import dev.rialto.time.Scheduler;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Payload;
import dev.rialto.wire.Qos;
import dev.rialto.wire.ReasonCode;
import dev.rialto.wire.RetainHandling;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A client that knows nothing but values: each message that it sends is published to its topic,
 * with QoS 1; what is published to the topic's {@code /set} is sent to it. An MQTT client to the
 * engine for as long as it is connected.
 */
final class TextClient implements Receiver, ClientListener {
  private static final Logger LOG = System.getLogger(TextClient.class.getName());
  private static final int MOST_SHOWN = 100; // characters

  private final TextTopic topic;
  private final boolean logs;
  private final Outbox outbox;
  private final Client client;
  private final Pulse pulse;
  private final WholeMessage incoming;
  private final AtomicBoolean gone = new AtomicBoolean();
  private boolean refusing; // nothing that follows counts

  TextClient(Rialto rialto, Peer peer, TextTopic topic, WebSocketChannel channel) {
    this.topic = topic;
    Settings settings = rialto.settings();
    Scheduler scheduler = rialto.scheduler();
    logs = settings.flag(Setting.TEXT_LOG);
    incoming = new WholeMessage(settings.count(Setting.PACKET_MAX));
    outbox =
        new Outbox(
            Outbox.Terms.of(settings), new ValuesWaiting(), channel, scheduler, rialto.counters());
    outbox.belongsTo(this::drained, this::lost);
    client =
        Client.connect(
            link -> rialto.broker().open(peer.speaking(Peer.Kind.TEXT), link),
            scheduler,
            topic.credentials(),
            this);
    pulse =
        new Pulse(
            scheduler,
            settings.time(Setting.PING_INTERVAL),
            channel::ping,
            () -> lost(Cause.lost("nothing came from it, not even the answer to a ping")));
    log("new client connected");
    client.subscribe(topic.orders(), Qos.AT_LEAST_ONCE, RetainHandling.SEND, this::answered);
  }

  // --- what comes from it ---

  @Override
  public void binary(ByteBuffer part, boolean last) {
    if (takes(part) && last) {
      Payload value = incoming.take();
      log("Received: " + value);
      publish(value);
    }
  }

  @Override
  public void text(ByteBuffer part, boolean last) {
    if (takes(part) && last) {
      Payload value = incoming.take();
      if (value.isText()) {
        log("Received: " + (logs ? new String(value.toBytes(), UTF_8) : ""));
        publish(value);
      } else {
        violation(CloseCode.INVALID_PAYLOAD, "a text message is not UTF-8 (section 8.1)");
      }
    }
  }

  private boolean takes(ByteBuffer part) {
    if (!refusing && !incoming.add(part)) {
      violation(CloseCode.TOO_BIG, "a message is larger than the server allows");
    }
    return !refusing;
  }

  private void publish(Payload value) {
    boolean inLane = outbox.entersSlowLane();
    try {
      client.publish(new Message(topic.topic(), value), Qos.AT_LEAST_ONCE, false, this::answered);
    } finally {
      if (inLane) {
        SlowLane.ONLY.leave();
      }
    }
  }

  /** It can't be told; but one that is too fast, or too large, must not go on losing values. */
  private void answered(Answer answer) {
    if (answer.reason() == ReasonCode.QUOTA_EXCEEDED
        || answer.reason() == ReasonCode.PACKET_TOO_LARGE) {
      lost(new Cause(answer.reason(), answer.sentence()));
    } else if (answer.isError()) {
      LOG.log(Level.DEBUG, "A text client was refused something: {0}", answer.reason());
    }
  }

  @Override
  public void heard() {
    pulse.heard();
  }

  @Override
  public void violation(CloseCode code, String sentence) {
    refusing = true;
    outbox.close(code, sentence); // before the engine does, which has no such codes
    lost(Cause.lost(sentence));
  }

  @Override
  public void unstoppable() {
    lost(TOO_FAST);
  }

  @Override
  public void gone(String sentence) {
    pulse.stop();
    lost(Cause.lost(sentence));
    if (gone.compareAndSet(false, true)) {
      log("lost one client");
    }
  }

  // --- what goes to it ---

  @Override
  public void message(Message message, Delivery own) {
    outbox.deliver(message, own);
    if (own.packetId() > 0) {
      client.acknowledge(own.packetId());
    }
  }

  @Override
  public void flush() {
    outbox.flush();
  }

  @Override
  public boolean congested() {
    return outbox.congested();
  }

  @Override
  public void slowDown() {
    outbox.slowDown();
  }

  @Override
  public void pauseReading() {
    outbox.pauseReading();
  }

  @Override
  public void resumeReading() {
    outbox.resumeReading();
  }

  @Override
  public void closed(Answer why) {
    outbox.close(why.reason(), null);
  }

  private void drained() {
    client.drained();
  }

  private void lost(Cause why) {
    client.lost(why);
  }

  private void log(String line) {
    if (logs) {
      String whole = topic.topic() + ": " + line;
      LOG.log(
          Level.INFO,
          "{0}", // the line may have braces
          whole.substring(0, Math.min(MOST_SHOWN, whole.length())).replaceAll("\\p{Cntrl}", "?"));
    }
  }
}
