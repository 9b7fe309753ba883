package dev.rialto.session;

import dev.rialto.access.Identity;
import dev.rialto.access.Permissions;
import dev.rialto.access.Permit;
import dev.rialto.observe.Counters;
import dev.rialto.route.Author;
import dev.rialto.route.Publisher;
import dev.rialto.route.Router;
import dev.rialto.route.Share;
import dev.rialto.route.Subscriber;
import dev.rialto.store.Change;
import dev.rialto.store.CommitOrder;
import dev.rialto.store.Store;
import dev.rialto.store.Transaction;
import dev.rialto.time.Scheduler;
import dev.rialto.topic.TopicName;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Packet;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * The state of one client (MQTT 3.1.1 section 3.1.2.4) that outlives its connections:
 * subscriptions, what it is owed, and which QoS 2 messages it is sending. Has at most one
 * connection at a time.
 *
 * <p>Any thread may call. One lock guards whose connection this is; nothing is sent under it.
 */
final class Session implements Subscriber, Publisher {
  private final String clientId;
  private final boolean persistent;
  private final Store store;
  private final CommitOrder commits;
  private final Sender sender;
  private final StandingSubscriptions subscriptions;
  private final PacketIds receivedQos2 = new PacketIds();

  private final Object lock = new Object();
  private Connection connection;
  private Scheduler.Task expiry;
  private DelayedWill will;
  private boolean ended;

  private volatile long number = Store.NO_POSITION;

  /** Of the last connection; before the first, nothing is sent: messages only wait. */
  private volatile Permissions permissions = Permissions.ALL;

  /** Who had the last connection; {@code null} before the first. */
  private volatile Author owner;

  Session(
      String clientId,
      boolean persistent,
      Limits limits,
      Counters counters,
      Store store,
      Scheduler scheduler,
      Router router) {
    this.clientId = clientId;
    this.persistent = persistent;
    this.store = store;
    subscriptions = new StandingSubscriptions(this, router);
    commits = new CommitOrder(store);
    sender = new Sender(this, limits, counters, store, scheduler, this::violated);
  }

  @Override
  public String clientId() {
    return clientId;
  }

  @Override
  public boolean isPersistent() {
    return persistent;
  }

  @Override
  public long number() {
    return number;
  }

  /** The store knows it now, by that number. */
  void begun(long as) {
    number = as;
  }

  @Override
  public Author author() {
    return owner;
  }

  @Override
  public CommitOrder commits() {
    return commits;
  }

  /** Tells the store what nobody waits for, unless the session is none that it keeps. */
  void tell(Change change) {
    if (persistent) {
      store.note(Transaction.upkeep(change));
    }
  }

  @Override
  public boolean isConnected() {
    return sender.isLive();
  }

  @Override
  public boolean takesSoon() {
    return sender.takesSoon();
  }

  @Override
  public boolean mayRead(TopicName topic) {
    return permissions.mayRead(topic);
  }

  @Override
  public boolean recalls(Message message, long position) {
    boolean recalls = subscriptions.recalls(message);
    if (recalls && position != Store.NO_POSITION) {
      tell(new Change.Consumed(number, position));
    }
    return recalls;
  }

  /** What it is subscribed to. */
  StandingSubscriptions subscriptions() {
    return subscriptions;
  }

  /** Takes over what the store has kept of it. */
  void restore(Collection<Integer> received, List<Event.Owed> owed) {
    received.forEach(receivedQos2::add);
    sender.post(new Event.Restored(owed));
  }

  // --- connections ---

  /**
   * Gives the session its connection, which has its CONNACK, in place of an earlier one, and sends
   * whatever is owed. Returns false when the session has ended meanwhile.
   */
  boolean attach(Connection next) {
    Connection previous;
    boolean due;
    synchronized (lock) {
      if (ended) {
        return false;
      }
      previous = connection;
      connection = next;
      belongTo(next.permit());
      cancelExpiry();
      if (will != null) {
        will.forget(); // [MQTT-3.1.3-9]
        will = null;
      }
      due = sender.note(new Event.Attached(next.link(), next.terms())); // in the lock's order
    }
    if (previous != null) {
      previous.close(Cause.TAKEN_OVER); // [MQTT-3.1.4-2]
    }
    if (due) {
      sender.handleEvents();
    }
    return true;
  }

  /**
   * Takes the connection away, unless another one has its place already; returns whether it did.
   */
  boolean detach(Connection gone) {
    boolean due;
    synchronized (lock) {
      if (connection != gone) {
        return false;
      }
      connection = null;
      due = sender.note(new Event.Detached(gone.link(), gone.sessionExpiry()));
    }
    if (due) {
      sender.handleEvents();
    }
    return true;
  }

  /** Whose it is now, and what that client may do. */
  void belongTo(Permit permit) {
    permissions = permit.permissions();
    owner = new PermittedAuthor(permit);
  }

  /** Whether it is that user's; anybody can use another's client identifier. */
  boolean belongsTo(Identity identity) {
    Author known = owner;
    return known == null || Objects.equals(known.userName(), identity.userName());
  }

  /** Whether the client can continue it on another connection, which ends the present one. */
  boolean outlivesConnection() {
    Connection present = connection();
    return persistent && (present == null || !present.sessionExpiry().isZero());
  }

  /**
   * Keeps a will until its client is back or the session ends. Returns false when there is nothing
   * to wait for: the client is back already, or the session is over and the will published.
   *
   * @param untold the will, if the store doesn't know it yet, or {@code null}
   */
  boolean leave(DelayedWill delayed, Packet.WillMessage untold) {
    boolean over;
    boolean due = false;
    synchronized (lock) {
      if (connection != null) {
        return false;
      }
      over = ended;
      if (!over) {
        will = delayed;
        due = untold != null && sender.note(new Event.WillLeft(untold)); // in the lock's order
      }
    }
    if (due) {
      sender.handleEvents();
    }
    if (over) {
      delayed.publish();
    }
    return !over;
  }

  /** Remembers what will end the session; a new connection cancels it. */
  void expireBy(Scheduler.Task task) {
    synchronized (lock) {
      if (connection == null && !ended) {
        cancelExpiry();
        expiry = task;
        return;
      }
    }
    task.cancel();
  }

  private void cancelExpiry() {
    if (expiry != null) {
      expiry.cancel();
      expiry = null;
    }
  }

  /** Ends the session and its connection, and forgets all that belongs to it. */
  void end(Cause why) {
    Connection last;
    DelayedWill lastWill;
    synchronized (lock) {
      if (ended) {
        return;
      }
      ended = true;
      lastWill = will;
      will = null;
      last = connection;
      connection = null;
      cancelExpiry();
    }
    subscriptions.end();
    sender.post(new Event.Ended());
    if (last != null) {
      last.close(why);
    }
    if (lastWill != null) {
      lastWill.publish(); // [MQTT-3.1.2-8]: now, if its delay is longer than the session
    }
  }

  /** The connection, or {@code null}. */
  Connection connection() {
    synchronized (lock) {
      return connection;
    }
  }

  // --- messages to the client ---

  @Override
  public void deliverLive(Message message, Delivery delivery) {
    sender.deliverLive(message, delivery);
  }

  @Override
  public boolean deliver(Message message, Delivery delivery, long position, Share share) {
    return sender.deliver(new Outgoing(message, delivery, position, share));
  }

  /**
   * Notes a message under the caller's lock; if true, the caller must {@link #handleNoted} then.
   */
  boolean note(Message message, Delivery delivery) {
    return sender.note(new Outgoing(message, delivery, Store.NO_POSITION, null));
  }

  /** See {@link #note}. */
  void handleNoted() {
    sender.handleEvents();
  }

  /** There is room on a connection's link again. */
  void drained(Link link) {
    sender.post(new Event.Drained(link));
  }

  /** PUBACK, PUBREC or PUBCOMP came by a connection's link. */
  void answered(Link link, Packet answer) {
    sender.post(new Event.Answered(link, answer));
  }

  private void violated(Link link, Cause why) {
    Connection now = connection();
    if (now != null && now.link() == link) {
      now.close(why);
    }
  }

  // --- messages from the client ---

  /** Notes the identifier of a QoS 2 message; returns false for a duplicate. [MQTT-4.3.3-2] */
  boolean received(int packetId) {
    return receivedQos2.add(packetId);
  }

  /** PUBREL: the identifier may be used again; returns whether it was in use. */
  boolean released(int packetId) {
    return receivedQos2.remove(packetId);
  }
}
