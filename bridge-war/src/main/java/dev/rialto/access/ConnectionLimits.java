package dev.rialto.access;

import dev.rialto.config.Setting;
import dev.rialto.config.Settings;
import dev.rialto.observe.Counter;
import dev.rialto.observe.Counters;
import dev.rialto.wire.ReasonCode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How many connections there may be, and how many may begin in a time: over all, from one address,
 * and of one user. Asked when a connection begins and when it ends, never for a message. Any thread
 * may call.
 */
public final class ConnectionLimits {
  /** Of so many addresses it is known how fast connections come; the one heard of last is kept. */
  static final int MOST_ADDRESSES = 10_000;

  /**
   * Why a connection may not begin.
   *
   * @param reason as CONNACK or DISCONNECT would say it
   * @param sentence for the log and the client
   * @param everybody whether it has nothing to do with who asks: the server is busy
   */
  public record Refusal(ReasonCode reason, String sentence, boolean everybody) {}

  /** The part of one connection in what there is. */
  public interface Place {
    /** Given back; only the first call counts. */
    void leave();
  }

  /**
   * What comes of a connection that wants to begin.
   *
   * @param place {@code null} when it is refused
   * @param refusal {@code null} when it isn't
   */
  public record Begun(Place place, Refusal refusal) {}

  private static final Refusal FULL =
      new Refusal(ReasonCode.SERVER_BUSY, "the server has as many connections as it may", true);
  private static final Refusal FULL_FOR_ADDRESS =
      new Refusal(
          ReasonCode.QUOTA_EXCEEDED, "its address has as many connections as it may", false);
  private static final Refusal TOO_FAST =
      new Refusal(
          ReasonCode.CONNECTION_RATE_EXCEEDED, "too many connections begin at the moment", true);
  private static final Refusal TOO_FAST_FOR_ADDRESS =
      new Refusal(
          ReasonCode.CONNECTION_RATE_EXCEEDED,
          "too many connections from its address begin at the moment",
          false);

  private final int most;
  private final int mostOfAddress;
  private final int mostOfUser;
  private final int rateOfAddress;
  private final LongSupplier clock;
  private final Counters counters;

  // all under the lock of this
  private final Bucket rate; // null for none
  private final Map<String, Bucket> rates =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST_ADDRESSES;
        }
      };
  private final Map<String, Integer> byAddress = new HashMap<>();
  private final Map<String, Integer> byUser = new HashMap<>();
  private int all;

  /**
   * Nobody is here yet.
   *
   * @param clock nanoseconds
   */
  public ConnectionLimits(Settings settings, LongSupplier clock, Counters counters) {
    most = settings.count(Setting.CONNECTIONS_MAX);
    mostOfAddress = settings.count(Setting.CONNECTIONS_ADDRESS_MAX);
    mostOfUser = settings.count(Setting.CONNECTIONS_USER_MAX);
    rateOfAddress = settings.count(Setting.CONNECTIONS_ADDRESS_RATE);
    int perSecond = settings.count(Setting.CONNECTIONS_RATE);
    rate = perSecond == 0 ? null : new Bucket(perSecond, clock.getAsLong());
    this.clock = clock;
    this.counters = counters;
  }

  /**
   * Why a connection from an address would not be served at the moment; empty if it would. What is
   * refused is counted.
   */
  public Optional<Refusal> refusal(String address) {
    Refusal refusal = look(Addresses.network(address));
    if (refusal != null) {
      counters.count(Counter.REFUSED_CONNECTIONS);
    }
    return Optional.ofNullable(refusal);
  }

  private synchronized Refusal look(String network) {
    long now = clock.getAsLong();
    Bucket own = rates.get(network);
    if (all >= most) {
      return FULL;
    }
    if (byAddress.getOrDefault(network, 0) >= mostOfAddress) {
      return FULL_FOR_ADDRESS;
    }
    if (own != null && !own.hasRoom(now)) {
      return TOO_FAST_FOR_ADDRESS;
    }
    return rate == null || rate.hasRoom(now) ? null : TOO_FAST;
  }

  /**
   * A connection begins. It may be refused also when {@link #refusal} has not: others may have come
   * meanwhile.
   */
  public Begun begin(String address) {
    String network = Addresses.network(address);
    Refusal refusal;
    synchronized (this) {
      refusal = look(network);
      if (refusal == null) {
        long now = clock.getAsLong();
        if (rate != null) {
          rate.take(now);
        }
        if (rateOfAddress > 0) {
          rates.computeIfAbsent(network, none -> new Bucket(rateOfAddress, now)).take(now);
        }
        all++;
        byAddress.merge(network, 1, Integer::sum);
        return new Begun(new Taken(() -> ended(network)), null);
      }
    }
    counters.count(Counter.REFUSED_CONNECTIONS);
    return new Begun(null, refusal);
  }

  private synchronized void ended(String network) {
    all--;
    less(byAddress, network);
  }

  /**
   * A connection turns out to be a user's. Returns its place, or {@code null} when there is none.
   *
   * @param user {@code null} for nobody's, of which there may be any number
   * @param inPlace whether it takes the place of another of that user, which ends
   */
  public Place of(String user, boolean inPlace) {
    if (user == null || mostOfUser == 0) {
      return () -> {};
    }
    synchronized (this) {
      if (inPlace || byUser.getOrDefault(user, 0) < mostOfUser) {
        byUser.merge(user, 1, Integer::sum);
        return new Taken(() -> endedOf(user));
      }
    }
    counters.count(Counter.REFUSED_CONNECTIONS);
    return null;
  }

  private synchronized void endedOf(String user) {
    less(byUser, user);
  }

  private static void less(Map<String, Integer> counts, String key) {
    counts.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
  }

  /** How many there are. */
  public synchronized int count() {
    return all;
  }
}
