package dev.rialto.edge.client;

import dev.rialto.session.Cause;
import dev.rialto.session.Dialogue;
import dev.rialto.session.Link;
import dev.rialto.session.Recall;
import dev.rialto.time.Scheduler;
import dev.rialto.topic.TopicFilter;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.ProtocolVersion;
import dev.rialto.wire.Qos;
import dev.rialto.wire.ReasonCode;
import dev.rialto.wire.RetainHandling;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The client's side of one dialogue, inside the server: an MQTT 5 client without a network, by
 * which edges that know no MQTT get the same rules and limits as everybody. It publishes and
 * subscribes with QoS 0 and 1; what an earlier connection of its session has subscribed to may come
 * with QoS 2.
 *
 * <p>Any thread may call any method, and none blocks. Answers come by any thread, each once, and
 * may come before the call returns. What is asked before CONNACK waits for it.
 */
public final class Client {
  /** How much may be asked that has not been sent yet. */
  static final int MOST_WAITING = 1024;

  private static final int LAST_ID = 65_535;
  private static final Answer BUSY =
      new Answer(ReasonCode.QUOTA_EXCEEDED, "too much is being asked at once");

  private record Request(Runnable send, Consumer<Answer> answer) {}

  private final ClientListener listener;
  private final Scheduler scheduler;
  private final Dialogue dialogue;
  private final Serial serial = new Serial();
  private volatile Answer refused;
  private final Set<Integer> exactlyOnce = ConcurrentHashMap.newKeySet(); // to be acknowledged
  private volatile Wish wish = Wish.NONE;

  // touched only in serial
  private final Queue<Request> early = new ArrayDeque<>();
  private final Map<Integer, Consumer<Answer>> awaited = new HashMap<>();
  private int lastId;
  private Allowed allowed; // null until CONNACK
  private volatile boolean held; // what is asked waits
  private Answer over; // null until it is
  private Scheduler.Task ping = () -> {};

  private Client(Function<Link, Dialogue> broker, Scheduler scheduler, ClientListener listener) {
    this.scheduler = scheduler;
    this.listener = listener;
    dialogue =
        broker.apply(
            new ClientLink(
                this::delivered,
                listener,
                this::welcome,
                packet -> serial.run(() -> received(packet)),
                this::hold,
                why -> serial.run(() -> ended(why))));
  }

  /**
   * Begins a dialogue, which ends soon unless {@link #connect(Wish, Credentials)} follows.
   *
   * @param broker opens a dialogue over a link
   */
  public static Client open(
      Function<Link, Dialogue> broker, Scheduler scheduler, ClientListener listener) {
    return new Client(broker, scheduler, listener);
  }

  /**
   * Connects, with a session that ends with the connection.
   *
   * @param broker opens a dialogue over a link
   */
  public static Client connect(
      Function<Link, Dialogue> broker,
      Scheduler scheduler,
      Credentials credentials,
      ClientListener listener) {
    Client client = open(broker, scheduler, listener);
    client.connect(Wish.NONE, credentials);
    return client;
  }

  /** Says who it is, and which session it wants; once. */
  public void connect(Wish wanted, Credentials credentials) {
    wish = wanted;
    tell(
        new Packet.Connect(
            ProtocolVersion.MQTT_5,
            wanted.clientId(),
            wanted.fresh(),
            0,
            null,
            credentials.userName(),
            credentials.password(),
            wanted.expiry() == 0
                ? Properties.NONE
                : Properties.of(Property.SESSION_EXPIRY_INTERVAL, wanted.expiry())));
  }

  /** At once, and not in its turn: what waits in the session follows, past everything else. */
  private void welcome(Packet.ConnAck greeting) {
    Properties says = greeting.properties();
    String assigned = says.text(Property.ASSIGNED_CLIENT_IDENTIFIER);
    listener.connected(
        new Welcome(
            assigned == null ? wish.clientId() : assigned,
            greeting.sessionPresent(),
            says.number(Property.SESSION_EXPIRY_INTERVAL, wish.expiry())));
  }

  private void delivered(Message message, Delivery own) {
    if (own.qos() == Qos.EXACTLY_ONCE) {
      exactlyOnce.add(own.packetId());
    }
    listener.message(message, own);
  }

  /**
   * Publishes, with the highest QoS up to the wanted one that there is. The answer is that of
   * PUBACK, or comes at once for QoS 0.
   */
  public void publish(Message message, Qos wanted, boolean retain, Consumer<Answer> answer) {
    ask(new Request(() -> publishNow(message, wanted, retain, answer), answer));
  }

  private void publishNow(Message message, Qos wanted, boolean retain, Consumer<Answer> answer) {
    Qos qos = wanted.atMost(Qos.AT_LEAST_ONCE).atMost(allowed.maximumQos());
    Delivery own = Delivery.of(qos, retain, Properties.NONE);
    Answer refusal = allowed.refusal(message, own);
    if (refusal != null) {
      answer.accept(refusal);
    } else if (qos == Qos.AT_MOST_ONCE) {
      dialogue.on(new Packet.Publish(message, own));
      answer.accept(Answer.SUCCESS);
    } else if (awaited.size() >= allowed.receiveMaximum()) { // [MQTT-3.3.4-7]
      answer.accept(BUSY);
    } else {
      dialogue.on(new Packet.Publish(message, own.withId(await(answer))));
    }
  }

  /** Subscribes; the answer is that of SUBACK. */
  public void subscribe(
      TopicFilter filter, Qos qos, RetainHandling retained, Consumer<Answer> answer) {
    subscribe(filter, qos, retained, Properties.NONE, answer);
  }

  /** The same, with properties of SUBSCRIBE. */
  public void subscribe(
      TopicFilter filter,
      Qos qos,
      RetainHandling retained,
      Properties properties,
      Consumer<Answer> answer) {
    var line = new Packet.Subscribe.Request(filter.value(), qos, false, false, retained);
    ask(
        new Request(
            () -> dialogue.on(new Packet.Subscribe(await(answer), List.of(line), properties)),
            answer));
  }

  /** Unsubscribes; the answer is that of UNSUBACK. */
  public void unsubscribe(TopicFilter filter, Consumer<Answer> answer) {
    List<String> line = List.of(filter.value());
    ask(
        new Request(
            () -> dialogue.on(new Packet.Unsubscribe(await(answer), line, Properties.NONE)),
            answer));
  }

  /** Asks what it may read without subscribing. */
  public void recall(TopicFilter filter, Consumer<Recall> then) {
    ask(
        new Request(
            () -> then.accept(dialogue.recall(filter)),
            answer -> then.accept(Recall.refused(answer.reason()))));
  }

  /** Why the server has not let it in; {@code null} if it has, or has not decided. */
  public Answer refusal() {
    return refused;
  }

  /** The same for several filters at once; a single refusal if it isn't connected. */
  public void recall(List<TopicFilter> filters, Consumer<List<Recall>> then) {
    ask(
        new Request(
            () -> then.accept(filters.stream().map(dialogue::recall).toList()),
            answer -> then.accept(List.of(Recall.refused(answer.reason())))));
  }

  /** A message with QoS 1 or 2 is safe. */
  public void acknowledge(int packetId) {
    tell(exactlyOnce.remove(packetId) ? new Packet.PubRec(packetId) : new Packet.PubAck(packetId));
  }

  /** Disconnects, after what was asked before. */
  public void disconnect() {
    tell(new Packet.Disconnect());
  }

  /** The edge can't go on. */
  public void lost(Cause why) {
    dialogue.closed(why);
  }

  /** The listener is no longer congested. */
  public void drained() {
    dialogue.drained();
  }

  private void tell(Packet packet) {
    serial.run(() -> dialogue.on(packet));
  }

  private void ask(Request request) {
    if (serial.size() >= MOST_WAITING) {
      request.answer().accept(BUSY);
    } else {
      serial.run(() -> take(request));
    }
  }

  private void take(Request request) {
    if (over != null) {
      request.answer().accept(over);
    } else if (allowed != null && !held && early.isEmpty()) {
      request.send().run();
    } else if (early.size() < MOST_WAITING) {
      early.add(request);
    } else {
      request.answer().accept(BUSY);
    }
  }

  /** The next free identifier; fewer are awaited than there are. [MQTT-2.2.1-3] */
  private int await(Consumer<Answer> answer) {
    do {
      lastId = lastId == LAST_ID ? 1 : lastId + 1;
    } while (awaited.putIfAbsent(lastId, answer) != null);
    return lastId;
  }

  private void received(Packet packet) {
    switch (packet.type()) {
      case CONNACK -> greeted((Packet.ConnAck) packet);
      case PUBACK -> {
        Packet.PubAck ack = (Packet.PubAck) packet;
        answered(ack.packetId(), Answer.of(ack.reason(), ack.properties()));
      }
      case SUBACK -> {
        Packet.SubAck ack = (Packet.SubAck) packet;
        answered(ack.packetId(), Answer.of(ack.reasons().get(0), ack.properties()));
      }
      case UNSUBACK -> {
        Packet.UnsubAck ack = (Packet.UnsubAck) packet;
        answered(ack.packetId(), Answer.of(ack.reasons().get(0), ack.properties()));
      }
      case PUBREL -> dialogue.on(new Packet.PubComp(((Packet.PubRel) packet).packetId()));
      default -> {} // PINGRESP; a server sends it nothing else
    }
  }

  private void answered(int packetId, Answer answer) {
    Consumer<Answer> waiting = awaited.remove(packetId);
    if (waiting != null) {
      waiting.accept(answer);
    }
  }

  private void greeted(Packet.ConnAck greeting) {
    if (greeting.reason().isError()) {
      refused = Answer.of(greeting.reason(), greeting.properties()); // the end follows
      return;
    }
    allowed = Allowed.by(greeting.properties());
    if (allowed.keepAlive() > 0) {
      keepAlive();
    }
    catchUp();
  }

  /** The engine takes more slowly what is published here: from now on, or no longer. */
  private void hold(boolean on) {
    held = on;
    if (!on) {
      serial.run(this::catchUp);
    }
  }

  private void catchUp() {
    while (allowed != null && !held && over == null && !early.isEmpty()) {
      early.remove().send().run();
    }
  }

  /** A server that insists on a keep alive gets it (section 3.2.2.3.14). */
  private void keepAlive() {
    ping =
        scheduler.after(
            Duration.ofSeconds(allowed.keepAlive()),
            () ->
                serial.run(
                    () -> {
                      if (over == null) {
                        dialogue.on(new Packet.PingReq());
                        keepAlive();
                      }
                    }));
  }

  private void ended(Answer why) {
    if (over != null) {
      return;
    }
    over = refused == null ? why : refused;
    ping.cancel();
    awaited.values().forEach(waiting -> waiting.accept(over));
    awaited.clear();
    early.forEach(request -> request.answer().accept(over));
    early.clear();
    listener.closed(over);
  }
}
