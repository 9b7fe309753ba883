package dev.rialto.it.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Finds what a server with a durable store must not do, in a ledger of all that it has done. */
final class Checker {
  /** For so long a subscriber's PUBACK may be forgotten by a crash: nobody was promised more. */
  static final Duration GRACE = Duration.ofSeconds(1);

  private static final int EXAMPLES = 3;

  private final Ledger ledger;

  Checker(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Everything that is wrong, in sentences; empty when all is well. */
  List<String> violations() {
    List<String> found = new ArrayList<>(ledger.complaints());
    for (Inbox inbox : ledger.inboxes()) {
      List<Delivery> deliveries = inbox.deliveries();
      summarise(found, inbox, "acknowledged, but lost", ledger.missing(inbox).toList());
      summarise(found, inbox, "delivered twice with QoS 2", doubled(deliveries));
      summarise(found, inbox, "delivered for the first time after a later one", late(deliveries));
      summarise(found, inbox, "out of order on one connection", disordered(deliveries));
      summarise(found, inbox, "repeated long after its PUBACK", stale(inbox, deliveries));
    }
    return found;
  }

  private static void summarise(List<String> found, Inbox inbox, String what, List<Sent> messages) {
    if (!messages.isEmpty()) {
      found.add(
          "%s: %d messages %s: %s"
              .formatted(
                  inbox.name(),
                  messages.size(),
                  what,
                  messages.subList(0, Math.min(EXAMPLES, messages.size()))));
    }
  }

  /** [MQTT-4.3.3-2] */
  private static List<Sent> doubled(List<Delivery> deliveries) {
    Set<Sent> once = new HashSet<>();
    return deliveries.stream()
        .filter(delivery -> delivery.qos() == 2 && !once.add(delivery.message()))
        .map(Delivery::message)
        .toList();
  }

  /**
   * First deliveries are in the order of publication, over all crashes. Publishers' repetitions
   * don't change that: they come in the same order. [MQTT-4.6.0-6]
   */
  private static List<Sent> late(List<Delivery> deliveries) {
    Set<Sent> before = new HashSet<>();
    Map<String, Integer> latest = new HashMap<>();
    List<Sent> late = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      Sent message = delivery.message();
      if (before.add(message) && !advances(latest, message.flow(), message)) {
        late.add(message);
      }
    }
    return late;
  }

  /**
   * On one connection no message comes twice, and repetitions are in the order of their first time.
   * What the publisher has sent twice may come twice. [MQTT-4.6.0-1], [MQTT-4.4.0-1]
   */
  private static List<Sent> disordered(List<Delivery> deliveries) {
    Map<String, Integer> latest = new HashMap<>();
    return deliveries.stream()
        .filter(delivery -> !delivery.message().isRepeated())
        .filter(
            delivery ->
                !advances(
                    latest,
                    delivery.connection() + " " + delivery.message().flow(),
                    delivery.message()))
        .map(Delivery::message)
        .toList();
  }

  private static boolean advances(Map<String, Integer> latest, String key, Sent message) {
    Integer before = latest.get(key);
    if (before != null && before >= message.number()) {
      return false;
    }
    latest.put(key, message.number());
    return true;
  }

  /**
   * Messages that came again on a later connection, although the server had dealt with their PUBACK
   * some time before the crash: a window of other messages had come since.
   */
  private static List<Sent> stale(Inbox inbox, List<Delivery> deliveries) {
    Map<Integer, Long> ends = new HashMap<>();
    deliveries.forEach(delivery -> ends.put(delivery.connection(), delivery.at()));
    Map<Sent, Integer> first = new HashMap<>();
    List<Sent> stale = new ArrayList<>();
    for (int i = 0; i < deliveries.size(); i++) {
      Delivery delivery = deliveries.get(i);
      Integer before = first.put(delivery.message(), i);
      if (before != null && !delivery.message().isRepeated()) {
        Delivery done = deliveries.get(Math.min(i, before + inbox.window()));
        Duration known = Duration.ofNanos(ends.get(done.connection()) - done.at());
        boolean onItsConnection = done.connection() == deliveries.get(before).connection();
        if (onItsConnection && known.compareTo(GRACE) > 0) {
          stale.add(delivery.message());
        }
      }
    }
    return stale;
  }

  /** Repetitions with QoS 1 that don't say so. Not promised after a crash, but good to know. */
  long unmarkedRepetitions() {
    return ledger.inboxes().stream().flatMap(Checker::unmarked).count();
  }

  private static Stream<Delivery> unmarked(Inbox inbox) {
    Set<Sent> before = new HashSet<>();
    return inbox.deliveries().stream()
        .filter(
            delivery ->
                !before.add(delivery.message())
                    && !delivery.duplicate()
                    && !delivery.message().isRepeated());
  }

  /**
   * What is wrong with these retained messages, given by topic: each must be the last acknowledged
   * one of its topic, or a later one.
   */
  List<String> retained(Map<String, Sent> values) {
    Map<String, Sent> least = new HashMap<>();
    ledger.sent().stream()
        .filter(each -> each.isRetained() && each.isAcknowledged())
        .forEach(each -> least.put(each.topic(), each));
    List<String> found = new ArrayList<>();
    least.forEach(
        (topic, expected) -> {
          Sent value = values.get(topic);
          if (value == null || value.number() < expected.number()) {
            found.add("retained is %s, but %s was acknowledged".formatted(value, expected));
          }
        });
    return found;
  }
}
