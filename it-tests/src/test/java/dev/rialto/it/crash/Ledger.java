package dev.rialto.it.crash;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * All that was published, acknowledged and delivered, over all rounds, and what clients found wrong
 * at once. Any thread may write into it.
 */
final class Ledger {
  private static final int MOST_COMPLAINTS = 100; // one mistake of the server can have millions

  private final Map<String, List<Sent>> sent = new ConcurrentHashMap<>();
  private final LongAdder published = new LongAdder();
  private final List<Inbox> inboxes = new CopyOnWriteArrayList<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  /** A new message, with the publisher's next number. */
  Sent publish(String publisher, String topic, int qos, boolean retained, int padding) {
    List<Sent> all = sent.computeIfAbsent(publisher, key -> new ArrayList<>());
    synchronized (all) {
      Sent message = new Sent(publisher, all.size(), topic, qos, retained, padding);
      all.add(message);
      published.increment();
      return message;
    }
  }

  /** The message with this payload; empty when nobody has published it. */
  Optional<Sent> find(byte[] payload) {
    String[] words = new String(payload, 0, Math.min(payload.length, 64), US_ASCII).split(" ", 3);
    List<Sent> all = sent.get(words[0]);
    if (all == null || words.length < 2 || !words[1].matches("\\d{1,9}")) {
      return Optional.empty();
    }
    int number = Integer.parseInt(words[1]);
    synchronized (all) {
      return number < all.size() ? Optional.of(all.get(number)) : Optional.empty();
    }
  }

  Inbox subscriber(String name, String prefix, int window) {
    Inbox inbox = new Inbox(name, prefix, window);
    inboxes.add(inbox);
    return inbox;
  }

  List<Inbox> inboxes() {
    return inboxes;
  }

  /** How many messages there are. */
  long published() {
    return published.sum();
  }

  /** All messages, in the order of each publisher. */
  List<Sent> sent() {
    List<Sent> copy = new ArrayList<>();
    for (List<Sent> all : sent.values()) {
      synchronized (all) {
        copy.addAll(all);
      }
    }
    return copy;
  }

  /** Something that no server may do, found when it happened. */
  void complain(String who, String what) {
    if (complaints.size() < MOST_COMPLAINTS) {
      complaints.add(who + ": " + what);
    }
  }

  List<String> complaints() {
    return complaints;
  }

  /** All that has come, to see whether more is coming. */
  long deliveries() {
    return inboxes.stream().mapToLong(Inbox::count).sum();
  }

  /** The messages that were acknowledged, and that this subscriber should have, and has not. */
  Stream<Sent> missing(Inbox inbox) {
    return sent().stream()
        .filter(each -> each.isAcknowledged() && inbox.wants(each) && !inbox.has(each));
  }
}
