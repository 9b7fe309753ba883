package dev.rialto.observe;

import java.util.Locale;

/** What is counted. Each only grows, from the start of the deployment. */
public enum Counter {
  /** WebSocket handshakes refused before any endpoint saw them. */
  HANDSHAKES_REFUSED,
  /**
   * Connections refused because there are, or begin, as many as may: in all, from their address or
   * of their user.
   */
  REFUSED_CONNECTIONS,
  /** Connections whose CONNECT was accepted. */
  CONNECTIONS_ACCEPTED,
  /** Connections whose CONNECT was refused, or did not come in time. */
  CONNECTIONS_REFUSED,
  /** CONNECTs with a wrong password or an unknown user. */
  LOGINS_FAILED,
  /** CONNECTs that had to wait because logins from their address had failed. */
  LOGINS_DELAYED,
  /**
   * CONNECTs refused because too many waited for their password to be checked, or after failures.
   */
  LOGINS_REJECTED,
  /** Connections closed because of a malformed packet or a broken rule. */
  CONNECTIONS_IN_ERROR,
  /** Connections closed because their client connected again. */
  CONNECTIONS_TAKEN_OVER,
  /** Connections closed because nothing came within one and a half times the keep alive. */
  CONNECTIONS_TIMED_OUT,
  /** Connections closed because the client didn't read what was sent to it. */
  CONNECTIONS_STALLED,
  /** PUBLISH packets received. */
  MESSAGES_RECEIVED,
  /** Bytes received on WebSockets. */
  BYTES_RECEIVED,
  /** Bytes sent on WebSockets, without what frames add. */
  BYTES_SENT,
  /** Reads from a publisher that had to take its turn, because it outruns a subscriber. */
  READS_SLOWED,
  /** How often a client was not read for a while, because it publishes more than it may. */
  READS_PAUSED,
  /** PUBLISH packets given to a connection. */
  MESSAGES_SENT,
  /** QoS 0 messages not sent because the client's outbox was full. */
  DROPPED_OUTBOX_FULL,
  /** QoS 1 and 2 messages not queued because the session's queue was full. */
  DROPPED_QUEUE_FULL,
  /** Messages, wills included, that their publisher had no right to publish. */
  DROPPED_NOT_AUTHORIZED,
  /** Messages that waited for a client which meanwhile lost the right to read them. */
  DROPPED_NOT_READABLE,
  /** Messages, wills included, whose topic has more levels than allowed. */
  DROPPED_TOPIC_TOO_DEEP,
  /** Messages, wills included, whose topic is longer than allowed. */
  DROPPED_TOPIC_TOO_LONG,
  /** Messages whose payload is not the UTF-8 text that its format indicator says. */
  DROPPED_PAYLOAD_INVALID,
  /** Messages not sent because they are above the maximum packet size of their subscriber. */
  DROPPED_TOO_LARGE,
  /** Messages not sent because they had expired. */
  DROPPED_EXPIRED,
  /** Messages lost because the disk does not give back what was written. */
  DROPPED_UNREADABLE,
  /** Messages of a shared subscription that went to another member instead. */
  PASSED_ON,
  /** Messages whose retain flag was ignored because retained messages are switched off. */
  RETAIN_IGNORED,
  /** Messages that a session still owed its client when it ended. */
  DROPPED_WITH_SESSION,
  /** What clients sent and the store could not keep: they were told so, or closed. */
  REFUSED_NOT_STORED,
  /** Messages, subscriptions and sessions that would have waited where too much did already. */
  REFUSED_MEMORY,
  /** Retained messages that there was no room for. */
  REFUSED_RETAINED,
  /** Subscriptions above the most that one client may have, or that one packet may ask for. */
  REFUSED_SUBSCRIPTIONS,
  /** New sessions that would have outlived their connections, above the most there may be. */
  REFUSED_SESSIONS,
  /** Wills published. */
  WILLS_PUBLISHED,
  /** How often the store has forced the disk. */
  STORE_FORCED,
  /** Idle time-outs that the container would have planned though they are switched off. */
  CONTAINER_TIMERS_SKIPPED;

  /** The name as health and metrics show it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
