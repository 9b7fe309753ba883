package dev.rialto.edge.cdi;

import dev.rialto.topic.InvalidTopicException;
import dev.rialto.topic.TopicFilter;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the observers of topics when the application is deployed. One without a filter, or with an
 * invalid one, stops the deployment with a sentence.
 */
public class TopicObservers implements Extension {
  /** An observer, and what it observes. */
  record Observer(TopicFilter filter, ObserverMethod<TopicMessage> method) {}

  private final List<Observer> all = new ArrayList<>(); // complete before anybody asks

  void found(@Observes ProcessObserverMethod<TopicMessage, ?> found) {
    ObserverMethod<TopicMessage> method = found.getObserverMethod();
    try {
      all.add(new Observer(TopicFilter.of(filter(method)), method));
    } catch (InvalidTopicException e) {
      found.addDefinitionError(
          new IllegalArgumentException(
              "An observer of %s needs a topic filter, such as @OnTopic(\"sensors/#\"); in %s: %s."
                  .formatted(
                      TopicMessage.class.getSimpleName(),
                      method.getBeanClass().getName(),
                      e.getMessage()),
              e));
    }
  }

  private static String filter(ObserverMethod<?> method) {
    Optional<Annotation> qualifier =
        method.getObservedQualifiers().stream().filter(OnTopic.class::isInstance).findFirst();
    return qualifier.map(each -> ((OnTopic) each).value()).orElse("");
  }

  List<Observer> all() {
    return all;
  }
}
