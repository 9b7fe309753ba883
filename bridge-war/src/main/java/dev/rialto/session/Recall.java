package dev.rialto.session;

import dev.rialto.history.History;
import dev.rialto.route.Router;
import dev.rialto.topic.TopicFilter;
import dev.rialto.wire.Message;
import dev.rialto.wire.ReasonCode;
import java.util.function.Consumer;

/**
 * What a client may read without subscribing: what was published on the topics of a filter, if it
 * might subscribe to that. Any thread may call.
 */
public final class Recall {
  private final ReasonCode refusal;
  private final Router router;
  private final TopicFilter filter;

  private Recall(ReasonCode refusal, Router router, TopicFilter filter) {
    this.refusal = refusal;
    this.router = router;
    this.filter = filter;
  }

  static Recall of(Router router, TopicFilter filter) {
    return new Recall(null, router, filter);
  }

  static Recall refused(ReasonCode why) {
    return new Recall(why, null, null);
  }

  /** Why it may not, as SUBACK would say; {@code null} if it may, and only then ask further. */
  public ReasonCode refusal() {
    return refusal;
  }

  /** What was published lately; of other topics, too, which are not the client's to see. */
  public History history() {
    return router.history();
  }

  /** Hands over the retained messages. */
  public void retained(Consumer<Message> action) {
    router.retained(filter, action);
  }
}
