package dev.rialto.edge.http;

import dev.rialto.config.Setting;
import dev.rialto.edge.Rialto;
import dev.rialto.edge.client.Client;
import dev.rialto.history.Offset;
import dev.rialto.session.Recall;
import dev.rialto.topic.TopicFilter;
import dev.rialto.wire.Message;
import dev.rialto.wire.ReasonCode;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Events for those who don't even get a stream through: one request after the other, each answered
 * with what there is, or as soon as there is something.
 */
final class PolledEvents {
  private static final Logger LOG = System.getLogger(PolledEvents.class.getName());

  private final Rialto rialto;
  private final Client client;
  private final AsyncContext context;
  private final List<TopicFilter> filters;
  private final Offset since;
  private final Duration patience;
  private final Hands hands;

  /**
   * One request.
   *
   * @param client who asks
   * @param since what the browser has seen already; {@code null} if nothing
   * @param patience how long an answer without events may take
   */
  PolledEvents(
      Rialto rialto,
      Client client,
      AsyncContext context,
      List<TopicFilter> filters,
      Offset since,
      Duration patience) {
    this.rialto = rialto;
    this.client = client;
    this.context = context;
    this.filters = filters;
    this.since = since;
    this.patience = patience;
    hands = caller().hands();
  }

  private Caller caller() {
    return Caller.of((HttpServletRequest) context.getRequest());
  }

  /** Asks what the client may read, and answers. */
  void begin() {
    context.setTimeout(0); // ours to decide
    client.recall(filters, this::allowed);
  }

  private void allowed(List<Recall> recalls) {
    for (Recall recall : recalls) {
      if (recall.refusal() != null) {
        hands.run(() -> refuse(recall.refusal()));
        return;
      }
    }
    Recall any = recalls.get(0); // they differ in what is retained
    long most = rialto.settings().number(Setting.OUTBOX_MAX);
    if (since == null) {
      Offset now = any.history().now(); // before looking: what comes meanwhile is after it
      List<Message> retained = new ArrayList<>();
      recalls.forEach(recall -> recall.retained(retained::add));
      answer(EventList.of(retained.stream().distinct().toList(), now, most));
    } else {
      FilterPoll.begin(
          any,
          filters,
          since,
          patience,
          rialto.scheduler(),
          hands::run,
          slice -> write(EventList.of(slice, any.history(), most)));
    }
  }

  private void answer(EventList list) {
    hands.run(() -> write(list));
  }

  private void write(EventList list) {
    try {
      list.writeTo((HttpServletResponse) context.getResponse());
    } catch (IOException | RuntimeException e) { // the container's ways to say that it is closed
      LOG.log(Level.DEBUG, "A browser has gone before its poll was answered.", e);
    }
    context.complete();
  }

  private void refuse(ReasonCode refusal) {
    try {
      Events.refuse(
          (HttpServletResponse) context.getResponse(), caller(), client.refusal(), refusal);
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.DEBUG, "A browser has gone before its poll was refused.", e);
    }
    context.complete();
  }
}
