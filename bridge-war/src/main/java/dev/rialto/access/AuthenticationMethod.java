package dev.rialto.access;

import dev.rialto.wire.Payload;
import dev.rialto.wire.ReasonCode;
import java.util.function.Consumer;

/**
 * A way to authenticate in several steps, such as a challenge and its response (MQTT 5.0 section
 * 4.12). Any thread may call.
 */
public interface AuthenticationMethod {
  /** What CONNECT calls it. */
  String name();

  /** Somebody begins, with CONNECT or again during the connection. */
  Exchange begin(String clientId, Visitor visitor);

  /** One client's attempt; one step at a time. */
  interface Exchange {
    /**
     * Finds out what follows from what the client says. Does not block: where it takes long,
     * another thread does it.
     *
     * @param data its authentication data, or {@code null} when it gives none
     * @param then gets the step, once; perhaps before this returns, perhaps in another thread
     */
    void step(Payload data, Consumer<Step> then);
  }

  /** What the server does next. */
  sealed interface Step {}

  /** Sends something, and waits for the client's answer; data may be {@code null}. */
  record Continue(Payload data) implements Step {}

  /**
   * Lets the client in.
   *
   * @param proof as whom
   * @param data for the client, or {@code null}
   */
  record Success(Proof proof, Payload data) implements Step {}

  /**
   * Refuses.
   *
   * @param reason one that CONNACK and DISCONNECT may both give
   * @param sentence for the log and the client
   */
  record Failure(ReasonCode reason, String sentence) implements Step {}
}
