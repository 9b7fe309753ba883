package dev.rialto.edge.ws;

import dev.rialto.config.Setting;
import dev.rialto.config.Settings;
import dev.rialto.edge.Rialto;
import dev.rialto.edge.client.Answer;
import dev.rialto.edge.client.Client;
import dev.rialto.edge.client.ClientListener;
import dev.rialto.edge.client.Credentials;
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
import java.util.List;
import java.util.function.Consumer;

/**
 * What is published on the topics of some filters, as a stream of Server-Sent Events. First what
 * the history has after an offset, then what comes; an MQTT client to the engine as long as it
 * lasts.
 */
public final class EventStream implements ClientListener, CatchUp.Reader, AsyncListener {
  private static final Delivery PLAIN = Delivery.of(Qos.AT_MOST_ONCE, false, Properties.NONE);
  private static final String RETRY = "retry: 1000\n\n";

  private final Rialto rialto;
  private final List<TopicFilter> filters;
  private final Client client;
  private Recall recall; // once it is allowed
  private volatile EventsWaiting events;
  private volatile Outbox outbox;
  private volatile Pinger pinger;
  private volatile Scheduler.Task end = () -> {};

  private Offset since; // what the browser has seen already; null if nothing

  // guarded by this
  private int unsubscribed; // filters that are not subscribed to yet
  private CatchUp catchUp; // null until the subscriptions are made

  /**
   * Connects to the engine.
   *
   * @param filters at least one
   * @param since what the browser has seen already; {@code null} if nothing
   */
  public EventStream(
      Rialto rialto, Peer peer, Credentials credentials, List<TopicFilter> filters, Offset since) {
    this.rialto = rialto;
    this.filters = List.copyOf(filters);
    this.since = since;
    unsubscribed = filters.size();
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
        filters,
        each -> {
          recall =
              each.stream().filter(one -> one.refusal() != null).findFirst().orElse(each.get(0));
          if (recall.refusal() != null) {
            client.disconnect();
          }
          then.accept(recall.refusal());
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
    boolean fresh = since == null;
    outbox.speak(() -> events.add(RETRY));
    if (fresh) {
      since = history.now();
      outbox.speak(() -> events.add("id: " + since + "\nevent: ready\ndata: {}\n\n"));
    }
    outbox.flush();
    RetainHandling retained = fresh ? RetainHandling.SEND : RetainHandling.DO_NOT_SEND;
    for (TopicFilter filter : filters) {
      client.subscribe(filter, Qos.AT_LEAST_ONCE, retained, this::subscribed);
    }
  }

  private void subscribed(Answer answer) {
    if (answer.isError()) {
      outbox.close(answer.reason(), null);
    } else {
      synchronized (this) {
        if (--unsubscribed == 0) {
          catchUp = new CatchUp(recall, filters, since);
        }
      }
      catchUp();
    }
  }

  private void catchUp() {
    synchronized (this) {
      if (catchUp != null) {
        catchUp.advance(this);
      }
    }
    outbox.flush();
  }

  @Override
  public void replayed(Message message) {
    outbox.deliver(message, PLAIN);
  }

  @Override
  public void gap(Slice slice) {
    String id = slice.entries().isEmpty() ? "id: " + slice.upTo() + "\n" : "";
    outbox.speak(() -> events.add(id + "event: gap\ndata: {}\n\n"));
  }

  @Override
  public void message(Message message, Delivery own) {
    synchronized (this) {
      boolean kept = message.number() > 0 && !own.retain(); // or the history doesn't have it
      if (!kept || (catchUp != null && catchUp.isNew(message))) {
        outbox.deliver(message, own);
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
      if (catchUp != null) {
        catchUp.fallBack();
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
