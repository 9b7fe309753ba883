package dev.rialto.session;

import dev.rialto.access.Permissions;
import dev.rialto.history.History;
import dev.rialto.route.Router;
import dev.rialto.topic.TopicFilter;
import dev.rialto.topic.TopicName;
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
  private final Permissions permissions;

  private Recall(ReasonCode refusal, Router router, TopicFilter filter, Permissions permissions) {
    this.refusal = refusal;
    this.router = router;
    this.filter = filter;
    this.permissions = permissions;
  }

  static Recall of(Router router, TopicFilter filter, Permissions permissions) {
    return new Recall(null, router, filter, permissions);
  }

  /** Nothing. */
  public static Recall refused(ReasonCode why) {
    return new Recall(why, null, null, Permissions.NOTHING);
  }

  /** Why it may not, as SUBACK would say; {@code null} if it may, and only then ask further. */
  public ReasonCode refusal() {
    return refusal;
  }

  /** Whether the client may see messages of that topic, of those that the filter matches. */
  public boolean mayRead(TopicName topic) {
    return permissions.mayRead(topic);
  }

  /** What was published lately; of other topics, too, which are not the client's to see. */
  public History history() {
    return router.history();
  }

  /** Hands over the retained messages. */
  public void retained(Consumer<Message> action) {
    router
        .retained()
        .match(
            filter,
            (message, qos) -> {
              if (mayRead(message.topic())) {
                action.accept(message);
              }
            });
  }
}
