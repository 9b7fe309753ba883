package dev.rialto.bench;

import java.util.List;

/** What arrived at all subscribers, and what is wrong with it. */
final class Ledger {
  private final List<Publisher> publishers;
  private final Histogram latency = new Histogram();
  private long measuredFrom = Long.MAX_VALUE;
  private long measuredTo = Long.MAX_VALUE;
  private long distinct;
  private long duplicates;
  private long late;
  private long damaged;

  /** The list is indexed by the number of the publisher. */
  Ledger(List<Publisher> publishers) {
    this.publishers = publishers;
  }

  /** The publisher that a message names, or null if there is no such one. */
  Publisher publisher(int number) {
    return number >= 0 && number < publishers.size() ? publishers.get(number) : null;
  }

  /** Notes a message, with the answer of {@link Sequence#hear} and its two times. */
  void arrived(Publisher publisher, long advance, long sentAt, long receivedAt) {
    if (advance == Sequence.DUPLICATE) {
      duplicates++;
      return;
    }
    distinct++;
    if (advance == Sequence.LATE) {
      late++;
    } else {
      publisher.heard(advance);
    }
    if (sentAt >= measuredFrom && sentAt < measuredTo) {
      latency.record(receivedAt - sentAt);
    }
  }

  /** Notes a message that does not carry what was published, where it was, or at its QoS. */
  void damaged() {
    damaged++;
  }

  /** The latency of what is sent from now on counts. */
  void measureFrom(long now) {
    measuredFrom = now;
  }

  /** The latency of what is sent from now on counts no longer; of what is on its way, it does. */
  void measureTo(long now) {
    measuredTo = now;
  }

  /** Messages that came, every copy for itself, without duplicates. */
  long distinct() {
    return distinct;
  }

  Latency latency() {
    return Latency.of(latency);
  }

  Checks checks(long lost, long unacknowledged) {
    return new Checks(lost, duplicates, late, damaged, unacknowledged);
  }
}
