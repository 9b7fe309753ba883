package dev.rialto.access;

import dev.rialto.wire.Payload;
import dev.rialto.wire.ReasonCode;

/**
 * A way to authenticate in several steps, such as a challenge and its response (MQTT 5.0 section
 * 4.12). Any thread may call.
 */
public interface AuthenticationMethod {
  /** What CONNECT calls it. */
  String name();

  /** Somebody begins, with CONNECT or again during the connection. */
  Exchange begin(String clientId);

  /** One client's attempt; used by one thread at a time, and must not block. */
  interface Exchange {
    /**
     * What follows from what the client says.
     *
     * @param data its authentication data, or {@code null} when it gives none
     */
    Step step(Payload data);
  }

  /** What the server does next. */
  sealed interface Step {}

  /** Sends something, and waits for the client's answer; data may be {@code null}. */
  record Continue(Payload data) implements Step {}

  /**
   * Lets the client in.
   *
   * @param userName as whom, or {@code null} for nobody in particular
   * @param data for the client, or {@code null}
   */
  record Success(String userName, Payload data) implements Step {}

  /**
   * Refuses.
   *
   * @param reason one that CONNACK and DISCONNECT may both give
   * @param sentence for the log and the client
   */
  record Failure(ReasonCode reason, String sentence) implements Step {}
}
