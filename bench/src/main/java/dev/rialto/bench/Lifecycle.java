package dev.rialto.bench;

/** Who is told about the steps in the life of connections. */
interface Lifecycle {
  /** CONNACK accepted the connection. */
  void connected(Connection connection);

  /** SUBACK granted the subscription. */
  void subscribed(Connection connection);

  /** The connection is over; unless it was {@link Connection#leave leaving}, that is a fault. */
  void ended(Connection connection, String reason);
}
