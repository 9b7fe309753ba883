package dev.rialto.access;

import dev.rialto.topic.TopicName;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Remembers the answers to a question about topics, as long as there are few. Any thread. */
final class TopicCache {
  static final int LIMIT = 128; // topics; beyond that it starts again: a client can make this grow

  private final Predicate<TopicName> question;
  private final ConcurrentHashMap<String, Boolean> answers = new ConcurrentHashMap<>();

  TopicCache(Predicate<TopicName> question) {
    this.question = question;
  }

  boolean ask(TopicName topic) {
    Boolean known = answers.get(topic.value());
    if (known != null) {
      return known;
    }
    boolean answer = question.test(topic);
    if (answers.size() >= LIMIT) {
      answers.clear();
    }
    answers.put(topic.value(), answer);
    return answer;
  }
}
