package dev.rialto.session;

import dev.rialto.observe.Counter;
import dev.rialto.time.Scheduler;
import dev.rialto.wire.ConnectReturnCode;
import dev.rialto.wire.Packet;
import dev.rialto.wire.PacketType;
import dev.rialto.wire.ProtocolVersion;
import dev.rialto.wire.ReasonCode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A connection until its CONNECT is accepted: what comes first, how long it may take, and how it is
 * refused. Everything afterwards is {@link Connection}'s.
 */
final class Conversation implements Dialogue {
  private static final Logger LOG = System.getLogger(Conversation.class.getName());

  private final Engine engine;
  private final Peer peer;
  private final Link link;
  private final Scheduler.Task timeout;
  private final AtomicBoolean decided = new AtomicBoolean();
  private volatile Connection connection;
  private volatile Cause lost;

  Conversation(Engine engine, Peer peer, Link link) {
    this.engine = engine;
    this.peer = peer;
    this.link = link;
    timeout =
        engine
            .scheduler()
            .after(
                engine.limits().connectTimeout(),
                () -> refuse(Cause.violation("no CONNECT in time")));
  }

  @Override
  public void on(Packet packet) {
    Connection accepted = connection;
    if (accepted != null) {
      accepted.on(packet);
    } else if (packet.type() == PacketType.CONNECT) {
      connect((Packet.Connect) packet);
    } else {
      refuse(Cause.violation("the first packet is not CONNECT [MQTT-3.1.0-1]"));
    }
  }

  @Override
  public void drained() {
    Connection accepted = connection;
    if (accepted != null) {
      accepted.drained();
    }
  }

  @Override
  public void closed(Cause why) {
    lost = why; // before looking: CONNECT may be being dealt with at this moment
    Connection accepted = connection;
    if (accepted != null) {
      accepted.close(why);
    } else {
      refuse(why);
    }
  }

  private void connect(Packet.Connect connect) {
    if (connect.clientId().isEmpty() && !mayBeNameless(connect)) {
      refuse(
          new Cause(
              ReasonCode.CLIENT_IDENTIFIER_NOT_VALID,
              "no client identifier, and no clean session to go without [MQTT-3.1.3-8]"));
      return;
    }
    if (!decided.compareAndSet(false, true)) {
      return; // too late
    }
    timeout.cancel();
    String clientId = connect.clientId().isEmpty() ? engine.clientIds().get() : connect.clientId();
    Sessions.Opened opened = engine.sessions().open(clientId, !connect.cleanSession());
    Connection accepted = new Connection(engine, peer, link, connect, opened.session());
    connection = accepted;
    Cause meanwhile = lost;
    if (meanwhile != null) {
      accepted.close(meanwhile);
    }
    boolean tellPresent = connect.version() != ProtocolVersion.MQTT_3_1; // which has no such flag
    engine.store().commit(() -> accepted.begin(opened.greeting(tellPresent)));
  }

  private static boolean mayBeNameless(Packet.Connect connect) {
    return connect.cleanSession() && connect.version() != ProtocolVersion.MQTT_3_1;
  }

  private void refuse(Cause why) {
    if (!decided.compareAndSet(false, true)) {
      return;
    }
    timeout.cancel();
    engine.counters().count(Counter.CONNECTIONS_REFUSED);
    LOG.log(
        Level.INFO,
        "connection from {0} closed before CONNECT: {1}",
        peer.address(),
        why.sentence());
    if (why.reason() == ReasonCode.CLIENT_IDENTIFIER_NOT_VALID
        || why.reason() == ReasonCode.UNSUPPORTED_PROTOCOL_VERSION) { // [MQTT-3.1.2-2]
      link.send(new Packet.ConnAck(false, ConnectReturnCode.of(why.reason())));
    }
    link.close(why.reason());
  }
}
