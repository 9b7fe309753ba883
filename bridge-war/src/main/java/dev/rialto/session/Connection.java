package dev.rialto.session;

import dev.rialto.access.AuthenticationMethod;
import dev.rialto.access.Permit;
import dev.rialto.access.Proof;
import dev.rialto.observe.Counter;
import dev.rialto.topic.TopicFilter;
import dev.rialto.wire.Packet;
import dev.rialto.wire.PacketType;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.ReasonCode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A connection whose CONNECT was accepted: takes the client's packets to its session and the
 * router, and knows what to do when it ends.
 *
 * <p>{@link #on} is called by one thread at a time; everything else by any.
 */
final class Connection {
  private static final Logger LOG = System.getLogger(Connection.class.getName());

  private static final Cause ANOTHER_USER =
      new Cause(ReasonCode.NOT_AUTHORIZED, "it authenticated again, but as another user");

  private final Engine engine;
  private final Peer peer;
  private final Link link;
  private final Packet.WillMessage will;
  private final Terms terms;
  private volatile Permit permit;
  private final Session session;
  private final Authentication authentication;
  private final Inbound inbound;
  private final Wills wills;
  private final Subscriptions subscriptions;
  private final KeepAlive keepAlive;
  private final PermitExpiry expiry;
  private final List<Runnable> atEnd = new ArrayList<>(2); // complete before anybody can close it
  private final AtomicReference<Cause> closed = new AtomicReference<>();
  private final AtomicBoolean willLeft = new AtomicBoolean();
  private volatile Duration sessionExpiry;
  private volatile boolean greeted;
  private volatile boolean begun;

  /**
   * Not begun yet.
   *
   * @param will or {@code null}
   * @param permit what the client has been let in with
   * @param authentication how the client was authenticated, or {@code null}
   */
  Connection(
      Engine engine,
      Peer peer,
      Link link,
      Packet.WillMessage will,
      Terms terms,
      Permit permit,
      Session session,
      Authentication authentication) {
    this.engine = engine;
    this.peer = peer;
    this.link = link;
    this.will = will;
    this.terms = terms;
    this.permit = permit;
    sessionExpiry = terms.sessionExpiry();
    this.session = session;
    this.authentication = authentication;
    wills = new Wills(engine, session, permit.permissions());
    subscriptions = new Subscriptions(engine, session, link, terms, permit.permissions());
    keepAlive =
        new KeepAlive(
            engine.scheduler(),
            terms.keepAlive(),
            () ->
                close(
                    new Cause(
                        ReasonCode.KEEP_ALIVE_TIMEOUT,
                        "nothing came within one and a half times its keep alive")));
    expiry = new PermitExpiry(engine.scheduler(), () -> close(Cause.EXPIRED));
    Pace pace = Pace.of(engine, link, keepAlive);
    inbound = new Inbound(engine, session, link, terms, permit.permissions(), pace, this::close);
  }

  /** Has that run when it is closed; before it begins. */
  void whenClosed(Runnable action) {
    atEnd.add(action);
  }

  Link link() {
    return link;
  }

  Terms terms() {
    return terms;
  }

  Permit permit() {
    return permit;
  }

  Peer.Kind kind() {
    return peer.kind();
  }

  /** How long the session outlives it; as the client has asked for at last. */
  Duration sessionExpiry() {
    return sessionExpiry;
  }

  /** The session is safe: say hello. */
  void begin(Packet.ConnAck greeting) {
    engine.counters().count(Counter.CONNECTIONS_ACCEPTED);
    LOG.log(
        Level.INFO,
        "client {0}{1} connected from {2} ({3})",
        Printable.of(session.clientId()),
        permit.identity().isAnonymous()
            ? ""
            : " of user " + Printable.of(permit.identity().userName()),
        peer.address(),
        terms.version().label());
    link.sendNow(greeting); // the first packet of all, whatever the session is at [MQTT-3.2.0-1]
    greeted = true;
    boolean attached = session.attach(this);
    if (attached) {
      engine.presence().joined(this);
    }
    begun = true;
    if (!attached) {
      close(Cause.TAKEN_OVER);
    } else if (permit.isRevoked()) { // after it was decided, and before Clients could find it
      close(Cause.REVOKED);
    }
    expiry.watch(permit);
    Cause already = closed.get();
    if (already != null) {
      expiry.stop();
      leave(already); // it was closed before it was attached
    }
  }

  void on(Packet packet) {
    if (closed.get() != null) {
      return;
    }
    keepAlive.packet();
    switch (packet.type()) {
      case PUBLISH -> closeIf(inbound.publish((Packet.Publish) packet));
      case PUBACK, PUBREC, PUBCOMP -> session.answered(link, packet);
      case PUBREL -> inbound.release(((Packet.PubRel) packet).packetId());
      case SUBSCRIBE -> closeIf(subscriptions.add((Packet.Subscribe) packet));
      case UNSUBSCRIBE -> closeIf(subscriptions.remove((Packet.Unsubscribe) packet));
      case PINGREQ ->
          session
              .commits()
              .afterwards(() -> link.sendNow(new Packet.PingResp())); // [MQTT-3.12.4-1]
      case DISCONNECT -> disconnect((Packet.Disconnect) packet);
      case AUTH -> authenticate((Packet.Auth) packet);
      case CONNECT -> close(Cause.violation("a second CONNECT [MQTT-3.1.0-2]"));
      case CONNACK, SUBACK, UNSUBACK, PINGRESP ->
          close(Cause.violation("it sent " + packet.type() + ", which only servers send"));
    }
  }

  Recall recall(TopicFilter filter) {
    return closed.get() == null
        ? subscriptions.recall(filter)
        : Recall.refused(ReasonCode.NOT_AUTHORIZED);
  }

  void drained() {
    session.drained(link);
  }

  private void disconnect(Packet.Disconnect packet) {
    long expiry = packet.properties().number(Property.SESSION_EXPIRY_INTERVAL, -1);
    if (expiry > 0 && !terms.isPersistent()) {
      close(Cause.violation("a session expiry in DISCONNECT, but none in CONNECT (3.14.2.2.2)"));
      return;
    }
    if (expiry >= 0) {
      sessionExpiry = Terms.limited(expiry, engine.limits());
    }
    close(Cause.disconnected(packet.reason()));
  }

  private void authenticate(Packet.Auth packet) {
    if (authentication == null) {
      close(Cause.violation("AUTH, but no method in CONNECT [MQTT-4.12.0-7]"));
      return;
    }
    authentication.on(packet, this::authenticated);
  }

  /** Perhaps in another thread than the one that brings packets. */
  private void authenticated(AuthenticationMethod.Step step) {
    if (step instanceof AuthenticationMethod.Failure failure) {
      close(Authentication.cause(failure)); // [MQTT-4.12.1-2]
      return;
    }
    if (step instanceof AuthenticationMethod.Success success && !renew(success.proof())) {
      close(ANOTHER_USER);
      return;
    }
    ReasonCode reason =
        step instanceof AuthenticationMethod.Success
            ? ReasonCode.SUCCESS
            : ReasonCode.CONTINUE_AUTHENTICATION;
    Packet.Auth next = new Packet.Auth(reason, authentication.properties(step));
    session.commits().afterwards(() -> link.sendNow(next)); // not before CONNACK
  }

  /** It goes by what it has shown now; returns whether it is still the same user. */
  private boolean renew(Proof proof) {
    Permit next = engine.access().permit(proof, session.clientId());
    if (!Objects.equals(next.identity().userName(), permit.identity().userName())) {
      return false;
    }
    permit = permit.renewedBy(next);
    if (begun) { // or else, when it begins
      expiry.watch(permit);
    }
    return true;
  }

  private void closeIf(Cause violation) {
    if (violation != null) {
      close(violation);
    }
  }

  /** Ends the connection; only the first call counts. */
  void close(Cause why) {
    if (!closed.compareAndSet(null, why)) {
      return;
    }
    keepAlive.stop();
    expiry.stop();
    atEnd.forEach(Runnable::run);
    LOG.log(Level.INFO, "client {0} left: {1}", Printable.of(session.clientId()), why.sentence());
    if (why.ours()) {
      count(why.reason());
    }
    try {
      if (begun) { // or else, when it begins
        leave(why);
      }
    } finally {
      link.close(
          why.reason(),
          farewell(why)); // only now: whoever sees it and connects again finds what is left
    }
  }

  /** Leaves the session, and a will if there is one. Nothing happens the second time. */
  private void leave(Cause why) {
    engine.presence().left(this);
    engine.sessions().leave(session, this);
    if (will != null && !why.isOrderly() && willLeft.compareAndSet(false, true)) {
      wills.leave(will); // [MQTT-3.1.2-8], [MQTT-3.14.4-3]
    }
  }

  /** MQTT 3 has no DISCONNECT for servers: its client only sees the connection close. */
  private Packet farewell(Cause why) {
    if (!why.ours() || !greeted || !terms.version().hasProperties()) { // [MQTT-3.14.0-1]
      return null;
    }
    ReasonCode reason =
        why.reason().isAllowedIn(PacketType.DISCONNECT)
            ? why.reason()
            : ReasonCode.UNSPECIFIED_ERROR;
    return new Packet.Disconnect(reason, Properties.of(Property.REASON_STRING, why.sentence()));
  }

  private void count(ReasonCode reason) {
    switch (reason) {
      case NORMAL_DISCONNECTION,
          DISCONNECT_WITH_WILL_MESSAGE,
          UNSPECIFIED_ERROR,
          ADMINISTRATIVE_ACTION,
          SERVER_SHUTTING_DOWN -> {}
      case SESSION_TAKEN_OVER -> engine.counters().count(Counter.CONNECTIONS_TAKEN_OVER);
      case KEEP_ALIVE_TIMEOUT -> engine.counters().count(Counter.CONNECTIONS_TIMED_OUT);
      case QUOTA_EXCEEDED -> engine.counters().count(Counter.CONNECTIONS_STALLED);
      default -> engine.counters().count(Counter.CONNECTIONS_IN_ERROR);
    }
  }
}
