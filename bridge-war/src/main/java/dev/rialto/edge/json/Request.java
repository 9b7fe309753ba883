package dev.rialto.edge.json;

import dev.rialto.history.Offset;
import dev.rialto.topic.TopicFilter;
import dev.rialto.wire.Message;
import dev.rialto.wire.Payload;
import dev.rialto.wire.Qos;
import dev.rialto.wire.RetainHandling;
import jakarta.json.JsonValue;

/** What a client wants. What a record holds has passed every check that needs no session. */
public sealed interface Request extends ClientMessage {
  /**
   * Who it is, and which session to go on with.
   *
   * @param userName or {@code null}
   * @param password or {@code null}; a token is one without a user name
   * @param clientId empty asks the server to assign one
   * @param session seconds to keep the session after the connection is lost
   * @param fresh whether to begin a new session
   */
  record Connect(
      JsonValue id, String userName, Payload password, String clientId, long session, boolean fresh)
      implements Request {

    /** Whether it says who it is. */
    public boolean hasCredentials() {
      return userName != null || password != null;
    }

    /** Without the password. */
    @Override
    public String toString() {
      return "connect '" + clientId + "'";
    }
  }

  /**
   * Messages of a filter's topics.
   *
   * @param qos 0 or 1
   * @param retained which retained messages to send first
   * @param last how many of each topic's history to send first; 0 for none
   * @param since after what to go on; {@code null} to begin with what comes
   */
  record Subscribe(
      JsonValue id, TopicFilter filter, Qos qos, RetainHandling retained, int last, Offset since)
      implements Request {

    /** Whether the history is asked for. */
    public boolean goesBack() {
      return last > 0 || since != null;
    }
  }

  /** No more of them. */
  record Unsubscribe(JsonValue id, TopicFilter filter) implements Request {}

  /**
   * A message for others.
   *
   * @param qos 0 or 1
   */
  record Publish(JsonValue id, Message message, Qos qos, boolean retain) implements Request {}

  /**
   * A message has been dealt with.
   *
   * @param number of the message
   */
  record Ack(JsonValue id, int number) implements Request {}

  /**
   * Who is connected.
   *
   * @param clientId whom to watch, or {@code null} for all
   * @param on whether to begin or to end
   */
  record Presence(JsonValue id, String clientId, boolean on) implements Request {}

  /** Whether anybody is there. */
  record Ping(JsonValue id) implements Request {}
}
