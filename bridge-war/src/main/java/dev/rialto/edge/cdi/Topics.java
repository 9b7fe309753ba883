package dev.rialto.edge.cdi;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * The broker's topics, to be injected: {@code @Inject Topics topics}. All code of the deployment is
 * one MQTT client. Any thread may call, and no call blocks; what is asked before the broker runs is
 * done when it does. A stage that fails does so with a {@link RefusedException}, or an {@link
 * IllegalArgumentException} for what is no topic.
 */
public interface Topics {
  /**
   * Publishes with QoS 1; the stage completes when that is acknowledged. Fails with {@code
   * quota-exceeded} when more is on the way than {@code rialto.receive.max}.
   */
  CompletionStage<Outcome> publish(Publication publication);

  /** Publishes a text. */
  default CompletionStage<Outcome> publish(String topic, String text) {
    return publish(Publication.of(topic, text));
  }

  /**
   * The last value of each topic that a filter matches, by topic: the newest that the history has,
   * else the retained message.
   */
  CompletionStage<List<TopicMessage>> last(String filter);

  /**
   * Subscribes; the stage completes when that is granted. First come the retained messages.
   *
   * @param listener called as an observer with {@link OnTopic} is
   */
  CompletionStage<Registration> subscribe(String filter, Consumer<TopicMessage> listener);

  /** A listener that is subscribed. */
  interface Registration extends AutoCloseable {
    /** Ends it; what is on its way to the listener still comes. */
    @Override
    void close();
  }
}
