package dev.rialto.access;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Slows down who guesses passwords. After a failed login the next ones from the same address have
 * to wait, one behind the other, each failure twice as long; right or wrong, since the wait would
 * tell them apart. Remembers the last addresses only. Any thread may call.
 */
final class LoginDelays {
  static final int MOST_ADDRESSES = 10_000;

  private static final long FIRST = Duration.ofMillis(100).toNanos();
  private static final long FORGOTTEN = Duration.ofMinutes(10).toNanos();

  private final long longest;
  private final LongSupplier clock;
  private final Map<String, Failures> byAddress =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > MOST_ADDRESSES;
        }
      };

  /**
   * What is known of an address.
   *
   * @param pause between two logins
   * @param last when one has failed
   * @param next when the next one may begin
   */
  private record Failures(long pause, long last, long next) {}

  /**
   * Nobody has failed yet.
   *
   * @param longest how long a login may wait at most; zero for no waiting at all
   * @param clock nanoseconds
   */
  LoginDelays(Duration longest, LongSupplier clock) {
    this.longest = longest.toNanos();
    this.clock = clock;
  }

  /**
   * How many nanoseconds a login from that address must wait, which keeps others waiting behind it;
   * empty when too many wait already.
   */
  synchronized OptionalLong waitFor(String address) {
    String from = Addresses.network(address);
    Failures known = known(from);
    if (known == null) {
      return OptionalLong.of(0);
    }
    long now = clock.getAsLong();
    long begin = known.next - now > 0 ? known.next : now;
    if (begin - now > longest) {
      return OptionalLong.empty();
    }
    byAddress.put(from, new Failures(known.pause, known.last, begin + known.pause));
    return OptionalLong.of(begin - now);
  }

  /** A login from that address has failed. */
  synchronized void failed(String address) {
    if (longest == 0) {
      return;
    }
    String from = Addresses.network(address);
    Failures known = known(from);
    long now = clock.getAsLong();
    long pause = Math.min(longest, known == null ? FIRST : 2 * known.pause);
    long next = known != null && known.next - now > pause ? known.next : now + pause;
    byAddress.put(from, new Failures(pause, now, next));
  }

  private Failures known(String from) {
    Failures known = byAddress.get(from);
    if (known != null && clock.getAsLong() - known.last > FORGOTTEN) {
      byAddress.remove(from);
      return null;
    }
    return known;
  }
}
