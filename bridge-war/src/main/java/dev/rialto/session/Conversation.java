package dev.rialto.session;

import dev.rialto.access.AuthenticationMethod;
import dev.rialto.access.ConnectionLimits;
import dev.rialto.access.Login;
import dev.rialto.access.Permit;
import dev.rialto.access.Verdict;
import dev.rialto.observe.Counter;
import dev.rialto.store.Outcome;
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
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A connection until its CONNECT is accepted: what comes first, how long it may take, and how it is
 * refused. Everything afterwards is {@link Connection}'s.
 */
final class Conversation implements Dialogue {
  private static final Logger LOG = System.getLogger(Conversation.class.getName());

  private static final Cause TOO_MUCH =
      new Cause(ReasonCode.QUOTA_EXCEEDED, "it sent too much before its CONNECT was decided");

  private static final Cause TOO_MANY_SESSIONS =
      new Cause(ReasonCode.QUOTA_EXCEEDED, "the server can't keep another session at the moment");

  /** Who is refused a place is told so in CONNACK, if it asks soon. */
  private static final Duration SOON = Duration.ofSeconds(1);

  private static final Cause TOO_MANY_OF_USER =
      new Cause(ReasonCode.QUOTA_EXCEEDED, "its user has as many connections as one may");

  private final Engine engine;
  private final Peer peer;
  private final Link link;
  private final ConnectionLimits.Place place;
  private final Cause noPlace; // null when there is one
  private final Scheduler.Task timeout;
  private final AtomicBoolean decided = new AtomicBoolean();
  private volatile Connection connection;
  private volatile Connection open; // the same, once nothing waits in the backlog
  private volatile boolean refused;
  private volatile Cause lost;

  // once CONNECT has come; set by the thread that brings packets
  private Packet.Connect pending;
  private Authentication authentication; // or null
  private volatile Backlog backlog; // null while authentication goes on; then by who accepts it

  Conversation(Engine engine, Peer peer, Link link) {
    this.engine = engine;
    this.peer = peer;
    this.link = link;
    ConnectionLimits.Begun begun = engine.connections().begin(peer.visitor().address());
    boolean refusing = begun.place() == null;
    place = refusing ? () -> {} : begun.place();
    noPlace = refusing ? new Cause(begun.refusal().reason(), begun.refusal().sentence()) : null;
    Cause late = refusing ? noPlace : Cause.violation("no CONNECT in time");
    timeout =
        engine
            .scheduler()
            .after(refusing ? SOON : engine.limits().connectTimeout(), () -> refuse(late));
  }

  @Override
  public void on(Packet packet) {
    Connection accepted = open;
    if (accepted != null) {
      accepted.on(packet);
    } else if (refused) {
      return; // refused, and nothing after that counts [MQTT-3.1.4-6]
    } else if (backlog != null) {
      keep(packet);
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
    end(Cause.malformed(e), e.refusedConnect());
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
    end(why, null);
  }

  private void end(Cause why, ProtocolVersion answerIn) {
    lost = why; // before looking: CONNECT may be being dealt with at this moment
    Connection accepted = connection;
    if (accepted != null) {
      accepted.close(why);
    } else {
      refuse(why, answerIn);
    }
  }

  private void connect(Packet.Connect connect) {
    Cause refusal = noPlace == null ? ConnectRules.refusal(connect, engine) : noPlace;
    if (refusal != null) {
      refuse(refusal, connect.version());
      return;
    }
    String clientId = connect.clientId().isEmpty() ? engine.clientIds().get() : connect.clientId();
    String method = connect.properties().text(Property.AUTHENTICATION_METHOD);
    pending = connect;
    if (method == null) {
      backlog = new Backlog(engine.limits());
      if (peer.kind() == Peer.Kind.CDI) {
        decide(new Verdict.Admitted(engine.access().deployment(clientId)), connect);
        return;
      }
      engine
          .access()
          .admit(
              new Login(clientId, connect.userName(), connect.password(), peer.visitor()),
              verdict -> decide(verdict, connect));
    } else {
      authentication = new Authentication(engine.methods().get(method), clientId, peer.visitor());
      authentication.begin(connect.properties(), this::proceed);
    }
  }

  /** Perhaps in another thread than the one that brings packets. */
  private void decide(Verdict verdict, Packet.Connect connect) {
    if (verdict instanceof Verdict.Refused no) {
      refuse(new Cause(no.reason(), no.sentence()), connect.version());
    } else if (verdict instanceof Verdict.Admitted yes) {
      accept(connect, yes.permit(), null, Properties.NONE);
    }
  }

  private void keep(Packet packet) {
    switch (backlog.add(packet, pending.version())) {
      case KEPT -> {}
      case FULL -> end(TOO_MUCH, pending.version());
      case OVER -> connection.on(packet);
    }
  }

  private void authenticate(Packet packet) {
    if (packet.type() == PacketType.AUTH) {
      authentication.on((Packet.Auth) packet, this::proceed);
    } else if (packet.type() == PacketType.DISCONNECT) { // allowed by [MQTT-3.1.2-30]
      refuse(Cause.disconnected(((Packet.Disconnect) packet).reason()));
    } else {
      refuse(
          Cause.violation("it sent " + packet.type() + " while authenticating"), pending.version());
    }
  }

  /** Perhaps in another thread than the one that brings packets. */
  private void proceed(AuthenticationMethod.Step step) {
    if (step instanceof AuthenticationMethod.Failure failure) {
      refuse(Authentication.cause(failure), pending.version());
    } else if (step instanceof AuthenticationMethod.Success success) {
      Permit permit = engine.access().permit(success.proof(), authentication.clientId());
      backlog = new Backlog(engine.limits()); // before CONNACK, to which the client may answer
      accept(pending, permit.renewable(), authentication, authentication.properties(step));
    } else if (!refused) {
      link.sendNow(
          new Packet.Auth(ReasonCode.CONTINUE_AUTHENTICATION, authentication.properties(step)));
    }
  }

  private void accept(
      Packet.Connect connect, Permit permit, Authentication method, Properties authenticated) {
    Cause badWill =
        connect.will() == null
            ? null
            : PublishRules.refusal(connect.will(), permit.permissions(), engine.limits());
    if (badWill != null) { // before anything of the session that there is changes
      refuse(badWill, connect.version());
      return;
    }
    if (!decided.compareAndSet(false, true)) {
      return; // too late
    }
    timeout.cancel();
    ConnectionLimits.Place ofUser =
        engine
            .connections()
            .of(permit.identity().userName(), engine.sessions().isHere(permit.identity()));
    if (ofUser == null) {
      turnAway(TOO_MANY_OF_USER, connect.version());
      return;
    }
    String clientId = permit.identity().clientId();
    Terms terms = Terms.of(connect, engine.limits());
    Sessions.Opened opened =
        engine.sessions().open(permit.identity(), connect.cleanStart(), terms.sessionExpiry());
    if (opened == null) {
      ofUser.leave();
      turnAway(TOO_MANY_SESSIONS, connect.version());
      return;
    }
    Connection accepted =
        new Connection(engine, peer, link, connect.will(), terms, permit, opened.session(), method);
    opened.session().belongTo(permit); // what it publishes before CONNACK is its own, too
    engine.sessions().came();
    accepted.whenClosed(engine.sessions()::left);
    accepted.whenClosed(place::leave);
    accepted.whenClosed(ofUser::leave);
    connection = accepted;
    Cause meanwhile = lost;
    if (meanwhile != null) {
      accepted.close(meanwhile);
    }
    Packet.ConnAck greeting =
        Greeting.welcome(
            connect, terms, clientId, opened.present(), engine.limits(), authenticated);
    opened.whenStored(
        outcome -> {
          if (outcome.isStored()) {
            accepted.begin(greeting);
          } else {
            notStored(outcome, opened.session(), accepted);
          }
        });
    if (backlog != null) {
      catchUp(accepted);
    }
    open = accepted;
  }

  private void notStored(Outcome outcome, Session session, Connection accepted) {
    engine.counters().count(Counter.REFUSED_NOT_STORED);
    Cause why = Cause.notStored(outcome);
    link.send(Greeting.refusal(why));
    engine.sessions().abandon(session, why);
    accepted.close(why);
  }

  /** Nobody waits for what this throws, when it isn't the thread that brings packets. */
  private void catchUp(Connection accepted) {
    try {
      backlog.drainTo(accepted::on);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "What a client sent early could not be handled.", e);
      accepted.close(new Cause(ReasonCode.UNSPECIFIED_ERROR, "the connection failed"));
    }
  }

  private void refuse(Cause why) {
    refuse(why, null);
  }

  /** Closes, and says why to who has sent a CONNECT of that version and can understand it. */
  private void refuse(Cause why, ProtocolVersion answerIn) {
    if (decided.compareAndSet(false, true)) {
      turnAway(why, answerIn);
    }
  }

  private void turnAway(Cause why, ProtocolVersion answerIn) {
    refused = true;
    timeout.cancel();
    place.leave();
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
