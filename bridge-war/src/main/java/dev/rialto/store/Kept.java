package dev.rialto.store;

import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Qos;
import dev.rialto.wire.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a store has kept from an earlier life of the broker. Messages are read from it when they are
 * needed.
 *
 * @param sessions in the order in which they were begun
 */
public record Kept(List<KeptSession> sessions, List<KeptRetained> retained) {
  /** Nothing. */
  public static final Kept NOTHING = new Kept(List.of(), List.of());

  /**
   * A session, or what is left of one.
   *
   * @param clientId or {@code null} if the session has ended, and only owes what it had of shared
   *     subscriptions
   * @param userName whose it is; {@code null} for an anonymous client's
   * @param expiry how long it outlives its connection
   * @param away how long its client has been away; zero if it was here at the last moment
   * @param will that the client has left, or {@code null}
   * @param owed in order: first what has been begun with, as it was sent
   */
  public record KeptSession(
      long number,
      String clientId,
      String userName,
      Duration expiry,
      Duration away,
      KeptWill will,
      Map<String, Subscription> subscriptions,
      Set<Integer> received,
      List<KeptMessage> owed) {}

  /**
   * A will.
   *
   * @param due how long from now on
   */
  public record KeptWill(Packet.WillMessage will, Duration due) {}

  /**
   * A message that a session is owed.
   *
   * @param packetId that it was sent with as QoS 2, or 0
   * @param released whether the client has it, and PUBREL is to be repeated
   */
  public record KeptMessage(
      long position,
      Message message,
      Delivery delivery,
      Change.Origin origin,
      int packetId,
      boolean released) {}

  /**
   * A retained message.
   *
   * @param userName of who has published it; {@code null} for an anonymous client
   * @param clientId of who has published it
   */
  public record KeptRetained(
      long position, Message message, Qos qos, String userName, String clientId) {}
}
