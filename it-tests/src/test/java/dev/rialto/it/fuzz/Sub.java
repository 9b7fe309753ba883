package dev.rialto.it.fuzz;

/** A subscription that a player has asked for. */
final class Sub {
  final String filter;
  final int qos;
  final boolean noLocal;

  /** How much had happened in the episode when SUBSCRIBE was sent. */
  final long begunAt;

  /** Whether SUBACK came. */
  boolean acknowledged;

  /** Whether another one for the same filter, or UNSUBSCRIBE, was sent. */
  boolean ending;

  /** The number of the first message that is sent after that was acknowledged. */
  int endedBefore = Integer.MAX_VALUE;

  Sub(String filter, int qos, boolean noLocal, long begunAt) {
    this.filter = filter;
    this.qos = qos;
    this.noLocal = noLocal;
    this.begunAt = begunAt;
  }

  /** Whether it can have brought this message to its player. */
  boolean allows(Sent message, Player subscriber) {
    return begunAt < message.acknowledgedAt
        && message.number < endedBefore
        && wants(message, subscriber);
  }

  /** Whether it asks for this message. */
  boolean wants(Sent message, Player subscriber) {
    return Filters.match(filter, message.topic)
        && !(noLocal && message.from.equals(subscriber.name()));
  }
}
