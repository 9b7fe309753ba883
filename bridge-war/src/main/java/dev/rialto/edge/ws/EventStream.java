package dev.rialto.edge.ws;

import dev.rialto.config.Setting;
import dev.rialto.config.Settings;
import dev.rialto.edge.Rialto;
import dev.rialto.edge.client.Answer;
import dev.rialto.edge.client.Client;
import dev.rialto.edge.client.ClientListener;
import dev.rialto.edge.client.Credentials;
import dev.rialto.history.Entry;
import dev.rialto.history.History;
import dev.rialto.history.Offset;
import dev.rialto.history.Slice;
import dev.rialto.session.Cause;
import dev.rialto.session.Peer;
import dev.rialto.session.Recall;
import dev.rialto.time.Scheduler;
import dev.rialto.topic.TopicFilter;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Qos;
import dev.rialto.wire.ReasonCode;
import dev.rialto.wire.RetainHandling;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.function.Consumer;

/**
 * What is published on the topics of a filter, as a stream of Server-Sent Events. First what the
 * history has after an offset, then what comes; an MQTT client to the engine as long as it lasts.
 */
public final class EventStream implements ClientListener, AsyncListener {
  private static final Delivery PLAIN = Delivery.of(Qos.AT_MOST_ONCE, false, Properties.NONE);
  private static final String RETRY = "retry: 1000\n\n";

  private final Rialto rialto;
  private final TopicFilter filter;
  private final Client client;
  private Recall recall; // once it is allowed
  private volatile EventsWaiting events;
  private volatile Outbox outbox;
  private volatile Pinger pinger;
  private volatile Scheduler.Task end = () -> {};

  // guarded by this
  private Offset at; // up to here, everything has come from the history
  private Iterator<Entry> backlog = Collections.emptyIterator();
  private boolean subscribed;
  private boolean live; // what comes by the subscription is sent
  private long seen; // the highest number of that

  /**
   * Connects to the engine.
   *
   * @param since what the browser has seen already; {@code null} if nothing
   */
  public EventStream(
      Rialto rialto, Peer peer, Credentials credentials, TopicFilter filter, Offset since) {
    this.rialto = rialto;
    this.filter = filter;
    at = since;
    client =
        Client.connect(
            link -> rialto.broker().open(peer, link), rialto.scheduler(), credentials, this);
  }

  /**
   * Asks whether there is anything for this client; if not, it is gone.
   *
   * @param then gets why not, or {@code null}; perhaps in another thread
   */
  public void ask(Consumer<ReasonCode> then) {
    client.recall(
        filter,
        allowed -> {
          recall = allowed;
          if (allowed.refusal() != null) {
            client.disconnect();
          }
          then.accept(allowed.refusal());
        });
  }

  /** Why the server has not let it in; {@code null} if it has. */
  public Answer refusal() {
    return client.refusal();
  }

  /** The request has become asynchronous: from its own thread, as the container wants it. */
  public void belongTo(AsyncContext context) {
    context.setTimeout(0); // ours to decide
    context.addListener(this);
  }

  /**
   * Begins to write. Perhaps in another thread than the request's.
   *
   * @param most after so long it ends, and the browser comes back by itself; zero is never
   */
  public void begin(AsyncContext context, Duration most) throws IOException {
    Settings settings = rialto.settings();
    Scheduler scheduler = rialto.scheduler();
    History history = recall.history();
    EventChannel channel = new EventChannel(context, scheduler);
    Outbox.Terms terms = Outbox.Terms.of(settings);
    events = new EventsWaiting(terms.joinUpTo(), history::offset);
    outbox = new Outbox(terms, events, channel, scheduler, rialto.counters());
    outbox.belongsTo(this::drained, client::lost);
    pinger = new Pinger(scheduler, settings.time(Setting.PING_INTERVAL), outbox, channel);
    context.getResponse().getOutputStream().setWriteListener(channel);
    if (!most.isZero()) {
      end = scheduler.after(most, client::disconnect);
    }
    boolean fresh = at == null;
    outbox.speak(() -> events.add(RETRY));
    if (fresh) {
      at = history.now();
      outbox.speak(() -> events.add("id: " + at + "\nevent: ready\ndata: {}\n\n"));
    }
    outbox.flush();
    client.subscribe(
        filter,
        Qos.AT_LEAST_ONCE,
        fresh ? RetainHandling.SEND : RetainHandling.DO_NOT_SEND,
        this::subscribed);
  }

  private void subscribed(Answer answer) {
    if (answer.isError()) {
      outbox.close(answer.reason(), null);
    } else {
      synchronized (this) {
        subscribed = true;
      }
      catchUp();
    }
  }

  /**
   * From here on everything comes by the subscription, too; but the history has it in order, and
   * with what was dropped while there was no room. So it goes first, as far as there is, until
   * there is nothing more in it.
   */
  private void catchUp() {
    synchronized (this) {
      while (subscribed && !live && !outbox.congested()) {
        if (backlog.hasNext()) {
          Message message = backlog.next().message();
          if (recall.mayRead(message.topic())) {
            outbox.deliver(message, PLAIN);
          }
        } else {
          next(recall.history().after(filter, at));
        }
      }
    }
    outbox.flush();
  }

  private void next(Slice slice) {
    if (slice.gap()) {
      String id = slice.entries().isEmpty() ? "id: " + slice.upTo() + "\n" : "";
      outbox.speak(() -> events.add(id + "event: gap\ndata: {}\n\n"));
    }
    at = slice.upTo();
    backlog = slice.entries().iterator();
    live = slice.entries().isEmpty();
  }

  @Override
  public void message(Message message, Delivery own) {
    synchronized (this) {
      boolean kept = message.number() > 0 && !own.retain(); // or the history doesn't have it
      if (!kept || (live && message.number() > at.number())) {
        outbox.deliver(message, own);
        seen = kept ? Math.max(seen, message.number()) : seen;
      }
    }
    if (own.packetId() > 0) {
      client.acknowledge(own.packetId());
    }
  }

  @Override
  public void flush() {
    if (outbox != null) { // or nothing has been written to
      outbox.flush();
    }
  }

  /** A browser that is too slow goes back to the history, which tells it what it has missed. */
  @Override
  public boolean congested() {
    if (outbox == null || !outbox.congested()) {
      return false;
    }
    synchronized (this) {
      if (live) {
        live = false;
        at = new Offset(at.epoch(), Math.max(at.number(), seen));
      }
    }
    return true;
  }

  private void drained() {
    catchUp();
    client.drained();
  }

  @Override
  public void closed(Answer why) {
    if (outbox != null) { // or subscribing fails
      outbox.close(why.reason(), null);
    }
  }

  @Override
  public void onComplete(AsyncEvent event) {
    end.cancel();
    if (pinger != null) { // or it has been refused
      pinger.stop();
    }
    client.lost(Cause.lost("its stream of events ended"));
  }

  @Override
  public void onTimeout(AsyncEvent event) {}

  @Override
  public void onError(AsyncEvent event) {
    onComplete(event);
  }

  @Override
  public void onStartAsync(AsyncEvent event) {}
}
