package dev.rialto.edge.ws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rialto.config.Setting;
import dev.rialto.config.Settings;
import dev.rialto.config.Switch;
import dev.rialto.edge.Rialto;
import dev.rialto.edge.client.Answer;
import dev.rialto.edge.client.Client;
import dev.rialto.edge.client.ClientListener;
import dev.rialto.edge.client.Credentials;
import dev.rialto.edge.client.Welcome;
import dev.rialto.edge.client.Wish;
import dev.rialto.edge.json.ClientMessage;
import dev.rialto.edge.json.Refusal;
import dev.rialto.edge.json.Replies;
import dev.rialto.edge.json.Request;
import dev.rialto.edge.json.Requests;
import dev.rialto.edge.ws.frame.CloseCode;
import dev.rialto.history.Offset;
import dev.rialto.session.Cause;
import dev.rialto.session.Peer;
import dev.rialto.session.Presence;
import dev.rialto.time.Scheduler;
import dev.rialto.topic.InvalidTopicException;
import dev.rialto.topic.TopicFilter;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Payload;
import dev.rialto.wire.Qos;
import dev.rialto.wire.RetainHandling;
import jakarta.json.JsonValue;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A client that speaks JSON. An MQTT client to the engine, from its first request on: what it may
 * do, and what becomes of it, is decided there.
 */
final class JsonClient implements Receiver, ClientListener, Replays.Reader {
  private final Rialto rialto;
  private final Credentials handshake;
  private final Requests requests;
  private final String epoch;
  private final JsonWaiting waiting;
  private final Outbox outbox;
  private final Replays replays;
  private final long mostEarly;
  private final Client client;
  private final Pulse pulse;
  private WholeMessage incoming; // for the thread that reads, like the next three
  private boolean begun; // to connect
  private long early; // bytes that came before it was let in
  private boolean refusing; // nothing that follows counts
  private volatile Request.Connect asked; // null for a client that didn't introduce itself
  private volatile boolean connected;
  private volatile boolean watches; // who is there
  private volatile boolean gone;

  JsonClient(Rialto rialto, Peer peer, Credentials handshake, WebSocketChannel channel) {
    this.rialto = rialto;
    this.handshake = handshake;
    Settings settings = rialto.settings();
    Scheduler scheduler = rialto.scheduler();
    requests = new Requests(settings.count(Setting.JSON_DEPTH_MAX));
    int most = settings.count(Setting.PACKET_MAX);
    incoming = new WholeMessage(Math.min(most, settings.count(Setting.CONNECT_BYTES_MAX)));
    mostEarly = most + (long) settings.count(Setting.CONNECT_BYTES_MAX);
    epoch = rialto.broker().now().epoch();
    Outbox.Terms terms = Outbox.Terms.of(settings);
    replays = new Replays(this, scheduler::now);
    waiting = new JsonWaiting(terms.joinUpTo(), epoch);
    outbox = new Outbox(terms, waiting, channel, scheduler, rialto.counters());
    outbox.belongsTo(this::drained, this::lost);
    Peer speaking = peer.speaking(Peer.Kind.JSON);
    client = Client.open(link -> rialto.broker().open(speaking, link), scheduler, this);
    pulse =
        new Pulse(
            scheduler,
            settings.time(Setting.PING_INTERVAL),
            channel::ping,
            () -> lost(Cause.lost("nothing came from it, not even the answer to a ping")));
  }

  // --- what comes from it ---

  @Override
  public void binary(ByteBuffer part, boolean last) {
    violation(CloseCode.UNSUPPORTED_DATA, "JSON comes in text messages");
  }

  @Override
  public void text(ByteBuffer part, boolean last) {
    if (refusing) {
      return;
    }
    early += connected ? 0 : part.remaining();
    if (early > mostEarly) {
      violation(
          CloseCode.TOO_BIG, "it sends more than the server takes before it lets somebody in");
    } else if (!incoming.add(part)) {
      violation(CloseCode.TOO_BIG, "a message is larger than the server allows");
    } else if (last) {
      Payload message = incoming.take();
      if (message.isText()) {
        inLane(() -> requests.in(new String(message.toBytes(), UTF_8)).forEach(this::take));
      } else {
        violation(CloseCode.INVALID_PAYLOAD, "a text message is not UTF-8 (section 8.1)");
      }
    }
  }

  private void inLane(Runnable action) {
    boolean inLane = outbox.entersSlowLane();
    try {
      action.run();
    } finally {
      if (inLane) {
        SlowLane.ONLY.leave();
      }
    }
  }

  private void take(ClientMessage one) {
    if (one instanceof Refusal refusal) {
      say(Replies.error(refusal));
    } else if (one instanceof Request.Connect connect) {
      connect(connect);
    } else {
      if (!begun) {
        begin(Wish.NONE, handshake);
      }
      take((Request) one);
    }
  }

  private void connect(Request.Connect connect) {
    if (begun) {
      say(Replies.error(connect.id(), "bad-request", "It is connected already."));
      return;
    }
    asked = connect;
    begin(
        new Wish(
            connect.clientId(), connect.fresh() || connect.clientId().isEmpty(), connect.session()),
        connect.hasCredentials()
            ? new Credentials(connect.userName(), connect.password())
            : handshake);
  }

  private void begin(Wish wish, Credentials credentials) {
    begun = true;
    incoming = new WholeMessage(rialto.settings().count(Setting.PACKET_MAX));
    client.connect(wish, credentials);
  }

  private void take(Request request) {
    if (request instanceof Request.Publish publish) {
      client.publish(publish.message(), publish.qos(), publish.retain(), done(publish.id()));
    } else if (request instanceof Request.Ack ack) {
      client.acknowledge(ack.number());
      ok(ack.id());
    } else if (request instanceof Request.Subscribe subscribe) {
      subscribe(subscribe);
    } else if (request instanceof Request.Unsubscribe unsubscribe) {
      unsubscribe(unsubscribe);
    } else if (request instanceof Request.Ping ping) {
      say(Replies.pong(ping.id()));
    } else {
      presence((Request.Presence) request);
    }
  }

  private void subscribe(Request.Subscribe wish) {
    Offset now = rialto.broker().now(); // before: what comes meanwhile is after it
    if (!wish.goesBack()) {
      client.subscribe(
          wish.filter(),
          wish.qos(),
          wish.retained(),
          answer -> subscribed(wish, answer, now, () -> false));
      return;
    }
    client.recall(
        wish.filter(),
        recall -> {
          if (recall.refusal() != null) {
            say(Replies.error(wish.id(), new Answer(recall.refusal(), "")));
            return;
          }
          Offset since = wish.since() == null ? now : wish.since();
          Replays.Replay replay =
              replays.add(wish.filter(), new CatchUp(recall, List.of(wish.filter()), since));
          client.subscribe(
              wish.filter(),
              wish.qos(),
              wish.retained(),
              answer -> {
                if (answer.isError()) {
                  replays.refused(replay);
                }
                subscribed(wish, answer, since, () -> replays.begin(replay, wish.last()));
              });
        });
  }

  /** What was published before comes after the answer. */
  private void subscribed(
      Request.Subscribe wish, Answer answer, Offset after, BooleanSupplier begin) {
    if (answer.isError()) {
      say(Replies.error(wish.id(), answer));
      return;
    }
    boolean gap = begin.getAsBoolean();
    if (wish.id() != null || gap) {
      say(Replies.subscribed(wish.id(), answer.reason().value(), after, gap));
    }
    replays.advance();
    outbox.flush();
  }

  private void unsubscribe(Request.Unsubscribe wish) {
    client.unsubscribe(
        wish.filter(),
        answer -> {
          if (!answer.isError()) {
            replays.ended(wish.filter());
          }
          done(wish.id()).accept(answer);
        });
  }

  private void presence(Request.Presence wish) {
    if (rialto.settings().choice(Setting.PRESENCE, Switch.class) == Switch.OFF) {
      say(Replies.error(wish.id(), "presence-off", "The server does not tell who is there."));
      return;
    }
    try {
      TopicFilter filter =
          TopicFilter.of(
              wish.clientId() == null
                  ? Presence.PREFIX + TopicFilter.ANY_LEVEL
                  : Presence.topic(wish.clientId()).value());
      if (wish.on()) {
        watches = true;
        client.subscribe(filter, Qos.AT_LEAST_ONCE, RetainHandling.SEND, done(wish.id()));
      } else {
        client.unsubscribe(filter, done(wish.id()));
      }
    } catch (InvalidTopicException e) {
      say(Replies.error(wish.id(), "bad-request", "No client can have such a long identifier."));
    }
  }

  private Consumer<Answer> done(JsonValue id) {
    return answer -> {
      if (answer.isError()) {
        say(Replies.error(id, answer));
      } else {
        ok(id);
      }
    };
  }

  private void ok(JsonValue id) {
    if (id != null) {
      say(Replies.ok(id));
    }
  }

  @Override
  public void heard() {
    pulse.heard();
  }

  @Override
  public void violation(CloseCode code, String sentence) {
    refusing = true;
    say(Replies.error(null, JsonClosing.word(code), JsonClosing.sentence(sentence)));
    outbox.close(code, sentence); // before the engine does, which has no such codes
    lost(Cause.lost(sentence));
  }

  @Override
  public void unstoppable() {
    lost(TOO_FAST);
  }

  @Override
  public void gone(String sentence) {
    gone = true;
    pulse.stop();
    lost(Cause.lost(sentence));
  }

  // --- what goes to it ---

  private void say(String object) {
    outbox.answer(() -> waiting.add(object));
    outbox.flush();
  }

  /** Told also without an identifier: its name may be new to it. */
  @Override
  public void connected(Welcome welcome) {
    connected = true;
    if (asked != null) {
      say(
          Replies.connected(
              asked.id(), welcome.clientId(), welcome.resumed(), welcome.expiry(), epoch));
    }
  }

  @Override
  public void message(Message message, Delivery own) {
    boolean isPresence = watches && message.topic().value().startsWith(Presence.PREFIX);
    if (isPresence) {
      String level = message.topic().value().substring(Presence.PREFIX.length());
      outbox.speak(() -> waiting.add(Replies.presence(level, message.payload(), own.retain())));
    }
    boolean isDone = isPresence || replays.takes(message, own); // or the history has brought it
    if (isDone && own.packetId() > 0) {
      client.acknowledge(own.packetId());
    }
  }

  @Override
  public void deliver(Message message, Delivery own) {
    outbox.deliver(message, own);
  }

  /**
   * Leaves with what follows it: to send it now would be to call the container with a lock held.
   */
  @Override
  public void gap(TopicFilter filter) {
    String error =
        Replies.error(
            null, "history-gap", "The history has lost messages of " + filter + " meanwhile.");
    outbox.answer(() -> waiting.add(error));
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
    if (why.isError() && !gone) {
      JsonValue id = connected || asked == null ? null : asked.id();
      outbox.speak(() -> waiting.add(Replies.error(id, why)));
    }
    outbox.close(JsonClosing.code(why.reason()), why.reason().toString());
  }

  private void drained() {
    replays.advance();
    outbox.flush();
    client.drained();
  }

  private void lost(Cause why) {
    client.lost(why);
  }
}
