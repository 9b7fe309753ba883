package dev.rialto.edge.cdi;

import dev.rialto.access.Visitor;
import dev.rialto.edge.Rialto;
import dev.rialto.session.Peer;
import dev.rialto.topic.TopicFilter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.EventContext;
import jakarta.enterprise.inject.spi.EventMetadata;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The topics of the running deployment. {@code edge.start} starts and stops it. */
@ApplicationScoped
public class InjectedTopics implements Topics {
  private static final Logger LOG = System.getLogger(InjectedTopics.class.getName());
  private static final String HERE = "this deployment";

  @Inject TopicObservers observers;
  @Inject Instance<RequestContextController> requests;

  /** Gives the client, once the broker runs. */
  private final CompletableFuture<Supplier<TopicClient>> started = new CompletableFuture<>();

  private TopicClient client; // null until it is needed; guarded by this

  /**
   * Subscribes to what is observed. Who uses no topics is no client.
   *
   * @param executor runs the observers
   */
  public void start(Rialto rialto, Executor executor) {
    for (TopicObservers.Observer each : observers.all()) {
      TopicFilter filter = each.filter();
      client(rialto, executor)
          .subscribe(filter.value(), message -> tell(each.method(), message))
          .whenComplete(
              (registration, failure) -> {
                if (failure != null) {
                  LOG.log(
                      Level.WARNING,
                      "The observers of {0} get nothing: {1}.",
                      filter,
                      failure.getMessage());
                }
              });
    }
    started.complete(() -> client(rialto, executor));
  }

  private synchronized TopicClient client(Rialto rialto, Executor executor) {
    if (client == null) {
      Peer peer = new Peer(HERE, new Visitor(HERE, true), Peer.Kind.CDI);
      client =
          new TopicClient(link -> rialto.broker().open(peer, link), rialto.scheduler(), executor);
    }
    return client;
  }

  /** Leaves. */
  public synchronized void stop() {
    started.completeExceptionally(new RefusedException("server-shutting-down", ""));
    if (client != null) {
      client.stop();
    }
  }

  /** With a request scope of its own for each, as other container calls have. */
  private void tell(ObserverMethod<TopicMessage> observer, TopicMessage message) {
    RequestContextController request = requests.get();
    boolean activated = request.activate();
    try {
      observer.notify(new Notice(message, null));
    } finally {
      if (activated) {
        request.deactivate();
      }
      requests.destroy(request);
    }
  }

  /** What an observer is notified with; nobody has fired an event. */
  private record Notice(TopicMessage getEvent, EventMetadata getMetadata)
      implements EventContext<TopicMessage> {}

  @Override
  public CompletionStage<Outcome> publish(Publication publication) {
    return started.thenCompose(now -> now.get().publish(publication));
  }

  @Override
  public CompletionStage<List<TopicMessage>> last(String filter) {
    return started.thenCompose(now -> now.get().last(filter));
  }

  @Override
  public CompletionStage<Registration> subscribe(String filter, Consumer<TopicMessage> listener) {
    return started.thenCompose(now -> now.get().subscribe(filter, listener));
  }
}
