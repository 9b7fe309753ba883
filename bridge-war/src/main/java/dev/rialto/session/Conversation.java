package dev.rialto.session;

import dev.rialto.access.AuthenticationMethod;
import dev.rialto.observe.Counter;
import dev.rialto.time.Scheduler;
import dev.rialto.topic.TopicFilter;
import dev.rialto.wire.MalformedPacketException;
import dev.rialto.wire.Packet;
import dev.rialto.wire.PacketType;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
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

  // while CONNECT waits for AUTH
  private Packet.Connect pending;
  private Authentication authentication;

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
    } else if (decided.get()) {
      return; // refused, and nothing after that counts [MQTT-3.1.4-6]
    } else if (pending != null) {
      authenticate(packet);
    } else if (packet.type() == PacketType.CONNECT) {
      connect((Packet.Connect) packet);
    } else {
      refuse(Cause.violation("the first packet is not CONNECT [MQTT-3.1.0-1]"));
    }
  }

  @Override
  public void malformed(MalformedPacketException e) {
    Connection accepted = connection;
    if (accepted != null) {
      accepted.close(Cause.malformed(e));
    } else {
      refuse(Cause.malformed(e), e.refusedConnect());
    }
  }

  @Override
  public Recall recall(TopicFilter filter) {
    Connection accepted = connection;
    return accepted == null ? Dialogue.super.recall(filter) : accepted.recall(filter);
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
    Cause refusal = ConnectRules.refusal(connect, engine);
    if (refusal != null) {
      refuse(refusal, connect.version());
      return;
    }
    String clientId = connect.clientId().isEmpty() ? engine.clientIds().get() : connect.clientId();
    String method = connect.properties().text(Property.AUTHENTICATION_METHOD);
    if (method == null) {
      accept(connect, clientId, null, Properties.NONE);
    } else {
      pending = connect;
      authentication = new Authentication(engine.methods().get(method), clientId);
      proceed(clientId, authentication.begin(connect.properties()));
    }
  }

  private void authenticate(Packet packet) {
    if (packet.type() == PacketType.AUTH) {
      proceed(authentication.clientId(), authentication.on((Packet.Auth) packet));
    } else if (packet.type() == PacketType.DISCONNECT) { // allowed by [MQTT-3.1.2-30]
      refuse(Cause.disconnected(((Packet.Disconnect) packet).reason()));
    } else {
      refuse(
          Cause.violation("it sent " + packet.type() + " while authenticating"), pending.version());
    }
  }

  private void proceed(String clientId, AuthenticationMethod.Step step) {
    if (step instanceof AuthenticationMethod.Failure failure) {
      refuse(Authentication.cause(failure), pending.version());
    } else if (step instanceof AuthenticationMethod.Success) {
      accept(pending, clientId, authentication, authentication.properties(step));
    } else {
      link.sendNow(
          new Packet.Auth(ReasonCode.CONTINUE_AUTHENTICATION, authentication.properties(step)));
    }
  }

  private void accept(
      Packet.Connect connect, String clientId, Authentication method, Properties authenticated) {
    if (!decided.compareAndSet(false, true)) {
      return; // too late
    }
    timeout.cancel();
    Terms terms = Terms.of(connect, engine.limits());
    Sessions.Opened opened =
        engine.sessions().open(clientId, connect.cleanStart(), terms.isPersistent());
    Connection accepted =
        new Connection(engine, peer, link, connect.will(), terms, opened.session(), method);
    connection = accepted;
    Cause meanwhile = lost;
    if (meanwhile != null) {
      accepted.close(meanwhile);
    }
    Packet.ConnAck greeting =
        Greeting.welcome(
            connect, terms, clientId, opened.present(), engine.limits(), authenticated);
    engine.store().commit(() -> accepted.begin(greeting));
  }

  private void refuse(Cause why) {
    refuse(why, null);
  }

  /** Closes, and says why to who has sent a CONNECT of that version and can understand it. */
  private void refuse(Cause why, ProtocolVersion answerIn) {
    if (!decided.compareAndSet(false, true)) {
      return;
    }
    timeout.cancel();
    engine.counters().count(Counter.CONNECTIONS_REFUSED);
    LOG.log(
        Level.INFO,
        "connection from {0} closed before CONNECT was accepted: {1}",
        peer.address(),
        why.sentence());
    if (answerIn != null && ConnectRules.hasAnswer(why.reason(), answerIn)) {
      link.send(Greeting.refusal(why));
    }
    link.close(why.reason());
  }
}
