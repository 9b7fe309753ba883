package dev.rialto.edge.cdi;

import dev.rialto.edge.client.Answer;
import dev.rialto.edge.client.Client;
import dev.rialto.edge.client.ClientListener;
import dev.rialto.edge.client.Credentials;
import dev.rialto.history.Offset;
import dev.rialto.session.Dialogue;
import dev.rialto.session.Link;
import dev.rialto.session.Recall;
import dev.rialto.time.Scheduler;
import dev.rialto.topic.InvalidTopicException;
import dev.rialto.topic.TopicFilter;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.Qos;
import dev.rialto.wire.ReasonCode;
import dev.rialto.wire.RetainHandling;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/** The deployment's code as one MQTT client, which comes back when its connection is closed. */
final class TopicClient implements Topics, ClientListener {
  /** So many messages may wait for listeners; further ones wait in the session, by its limits. */
  static final int MOST_WAITING = 512;

  private static final Logger LOG = System.getLogger(TopicClient.class.getName());
  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final Offset BEGINNING = new Offset("", 0);

  /** What is subscribed to once, for all of its listeners. */
  private record Standing(
      TopicFilter filter, int identifier, List<Consumer<TopicMessage>> listeners) {}

  private final Function<Link, Dialogue> broker;
  private final Scheduler scheduler;
  private final Executor executor;
  private final Lane lane;
  private volatile Client client;
  private volatile boolean heldUp; // the engine has been told so
  private volatile boolean over;

  // guarded by this
  private final Map<String, Standing> byFilter = new HashMap<>();
  private int lastIdentifier;

  private volatile Map<Long, Standing> byIdentifier = Map.of();

  /**
   * Connects.
   *
   * @param broker opens a dialogue over a link
   * @param executor runs listeners, and what follows an outcome
   * @throws IllegalStateException when the server does not run
   */
  TopicClient(Function<Link, Dialogue> broker, Scheduler scheduler, Executor executor) {
    this.broker = broker;
    this.scheduler = scheduler;
    this.executor = executor;
    lane = new Lane(executor);
    connect();
  }

  private synchronized void connect() {
    if (over) {
      return;
    }
    client = Client.connect(broker, scheduler, Credentials.NONE, this);
    for (Standing each : byFilter.values()) {
      subscribe(each, answer -> warn(each, answer));
    }
  }

  private void connectAgain() {
    try {
      connect();
    } catch (IllegalStateException e) {
      LOG.log(Level.DEBUG, "The server stops.", e);
    }
  }

  private static void warn(Standing refused, Answer answer) {
    if (answer.isError()) {
      LOG.log(
          Level.WARNING,
          "The deployment gets nothing of {0}: {1}.",
          refused.filter(),
          code(answer.reason()));
    }
  }

  /** Leaves for good. */
  void stop() {
    over = true;
    client.disconnect();
  }

  @Override
  public CompletionStage<Outcome> publish(Publication publication) {
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    try {
      client.publish(
          publication.message(),
          Qos.AT_LEAST_ONCE,
          publication.isRetained(),
          answer ->
              settle(
                  outcome,
                  answer,
                  answer.reason() == ReasonCode.NO_MATCHING_SUBSCRIBERS
                      ? Outcome.NO_MATCHING_SUBSCRIBERS
                      : Outcome.SUCCESS));
    } catch (InvalidTopicException e) {
      outcome.completeExceptionally(new IllegalArgumentException(e.getMessage(), e));
    }
    return outcome;
  }

  /** In another thread: whoever publishes, or stores, must not be held up by what follows. */
  private <T> void settle(CompletableFuture<T> stage, Answer answer, T value) {
    executor.execute(
        () -> {
          if (answer.isError() || answer.reason() == ReasonCode.NORMAL_DISCONNECTION) {
            stage.completeExceptionally(
                new RefusedException(code(answer.reason()), answer.sentence()));
          } else {
            stage.complete(value);
          }
        });
  }

  private static String code(ReasonCode reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public CompletionStage<List<TopicMessage>> last(String filter) {
    CompletableFuture<List<TopicMessage>> values = new CompletableFuture<>();
    try {
      TopicFilter checked = TopicFilter.of(filter);
      client.recall(checked, recall -> executor.execute(() -> last(checked, recall, values)));
    } catch (InvalidTopicException e) {
      values.completeExceptionally(new IllegalArgumentException(e.getMessage(), e));
    }
    return values;
  }

  private static void last(
      TopicFilter filter, Recall recall, CompletableFuture<List<TopicMessage>> values) {
    if (recall.refusal() != null) {
      values.completeExceptionally(new RefusedException(code(recall.refusal()), ""));
      return;
    }
    Map<String, TopicMessage> byTopic = new TreeMap<>();
    recall.retained(
        message -> byTopic.put(message.topic().value(), new TopicMessage(message, true)));
    recall
        .history()
        .after(filter, BEGINNING)
        .entries()
        .forEach(
            entry -> {
              Message message = entry.message();
              if (entry.clears()) {
                byTopic.remove(message.topic().value());
              } else if (recall.mayRead(message.topic())) {
                byTopic.put(message.topic().value(), new TopicMessage(message, false));
              }
            });
    values.complete(List.copyOf(byTopic.values()));
  }

  @Override
  public CompletionStage<Registration> subscribe(String filter, Consumer<TopicMessage> listener) {
    CompletableFuture<Registration> registration = new CompletableFuture<>();
    try {
      Registration made = listen(TopicFilter.of(filter), listener, registration);
      CompletionStage<Registration> granted = registration;
      granted.whenComplete(
          (done, failure) -> {
            if (failure != null) {
              made.close();
            }
          });
    } catch (InvalidTopicException e) {
      registration.completeExceptionally(new IllegalArgumentException(e.getMessage(), e));
    }
    return registration;
  }

  private synchronized Registration listen(
      TopicFilter filter,
      Consumer<TopicMessage> listener,
      CompletableFuture<Registration> registration) {
    Standing known = byFilter.get(filter.value());
    Standing standing = known == null ? add(filter) : known;
    standing.listeners().add(listener);
    Registration made = () -> leave(standing, listener);
    if (known == null) {
      subscribe(standing, answer -> settle(registration, answer, made));
    } else { // which has had its retained messages
      client.recall(
          filter,
          recall -> {
            if (recall.refusal() == null && !filter.isShared()) {
              recall.retained(message -> lane.run(() -> tell(listener, message, true)));
            }
            settle(registration, Answer.SUCCESS, made);
          });
    }
    return made;
  }

  private Standing add(TopicFilter filter) {
    Standing standing = new Standing(filter, ++lastIdentifier, new CopyOnWriteArrayList<>());
    byFilter.put(filter.value(), standing);
    index();
    return standing;
  }

  private void index() {
    Map<Long, Standing> all = new HashMap<>();
    byFilter.values().forEach(each -> all.put((long) each.identifier(), each));
    byIdentifier = Map.copyOf(all);
  }

  private void subscribe(Standing standing, Consumer<Answer> then) {
    client.subscribe(
        standing.filter(),
        Qos.AT_LEAST_ONCE,
        RetainHandling.SEND,
        Properties.builder().put(Property.SUBSCRIPTION_IDENTIFIER, standing.identifier()).build(),
        then);
  }

  private synchronized void leave(Standing standing, Consumer<TopicMessage> listener) {
    standing.listeners().remove(listener);
    if (standing.listeners().isEmpty() && byFilter.remove(standing.filter().value(), standing)) {
      index();
      client.unsubscribe(standing.filter(), answer -> {});
    }
  }

  // --- what comes ---

  @Override
  public void message(Message message, Delivery own) {
    Client from = client;
    lane.run(
        () -> {
          Map<Long, Standing> now = byIdentifier;
          for (Long identifier : own.properties().subscriptionIdentifiers()) {
            Standing standing = now.get(identifier);
            if (standing != null) {
              standing.listeners().forEach(each -> tell(each, message, own.retain()));
            }
          }
          if (own.packetId() > 0) {
            from.acknowledge(own.packetId());
          }
          if (heldUp && lane.size() <= MOST_WAITING / 2) {
            heldUp = false;
            client.drained(); // whoever was held up: it may have been connected anew
          }
        });
  }

  private static void tell(Consumer<TopicMessage> listener, Message message, boolean retained) {
    try {
      listener.accept(new TopicMessage(message, retained));
    } catch (RuntimeException e) { // the others have nothing to do with it
      LOG.log(Level.ERROR, "An observer of topics failed at " + message.topic() + ".", e);
    }
  }

  @Override
  public boolean congested() {
    if (lane.size() < MOST_WAITING) {
      return false;
    }
    heldUp = true; // before looking again: who takes the last one sees it
    return lane.size() >= MOST_WAITING;
  }

  @Override
  public void closed(Answer why) {
    if (!over && why.reason() != ReasonCode.SERVER_SHUTTING_DOWN) {
      LOG.log(
          Level.WARNING, "The deployment''s own client was disconnected: {0}.", code(why.reason()));
      scheduler.after(AGAIN, this::connectAgain);
    }
  }
}
