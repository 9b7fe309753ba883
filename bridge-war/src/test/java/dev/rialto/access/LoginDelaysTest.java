package dev.rialto.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.time.ManualScheduler;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long who fails must wait. */
class LoginDelaysTest {
  private static final String HERE = "192.0.2.7";

  private final ManualScheduler clock = new ManualScheduler();
  private final LoginDelays delays = new LoginDelays(Duration.ofSeconds(5), clock::now);

  private long waitMillis(String address) {
    OptionalLong nanos = delays.waitFor(address);
    return nanos.isEmpty() ? -1 : Duration.ofNanos(nanos.getAsLong()).toMillis();
  }

  @Test
  void who_has_not_failed_waits_for_nothing() {
    delays.failed("192.0.2.8");
    for (int i = 0; i < 100; i++) {
      assertThat(waitMillis(HERE)).isZero();
    }
  }

  @Test
  void each_failure_doubles_the_wait_up_to_the_limit() {
    for (long expected : new long[] {100, 200, 400, 800, 1600, 3200, 5000, 5000}) {
      delays.failed(HERE);
      assertThat(waitMillis(HERE)).isEqualTo(expected);
      clock.pass(Duration.ofMillis(expected));
    }
  }

  @Test
  void logins_at_the_same_time_wait_one_behind_the_other_and_not_for_ever() {
    for (int i = 0; i < 6; i++) {
      delays.failed(HERE); // 3.2 s
    }
    assertThat(waitMillis(HERE)).isEqualTo(3200);
    assertThat(waitMillis(HERE)).isEqualTo(-1);
    clock.pass(Duration.ofMillis(3200));
    assertThat(waitMillis(HERE)).isEqualTo(3200); // behind the one whose turn it is
    assertThat(waitMillis("192.0.2.8")).isZero();
  }

  @Test
  void it_is_forgotten_after_a_while() {
    delays.failed(HERE);
    delays.failed(HERE);
    clock.pass(Duration.ofMinutes(10).plusSeconds(1));
    assertThat(waitMillis(HERE)).isZero();
    delays.failed(HERE);
    assertThat(waitMillis(HERE)).isEqualTo(100);
  }

  @ParameterizedTest
  @CsvSource({
    "2001:db8::1, 2001:db8::ffff, true",
    "2001:db8::1, 2001:db8:0:0:1::1, true",
    "2001:db8::1, 2001:db8:0:1::1, false",
    "192.0.2.7, 192.0.2.8, false",
    "192.0.2.7, ::ffff:192.0.2.7, true",
    "unknown, unknown, true",
  })
  void a_network_of_ipv6_is_one_address(String one, String other, boolean same) {
    for (int i = 0; i < 3; i++) {
      delays.failed(one);
    }
    assertThat(waitMillis(other)).isEqualTo(same ? 400 : 0);
  }

  @Test
  void attackers_cannot_fill_memory_with_addresses() {
    delays.failed(HERE);
    for (int i = 0; i < 3 * LoginDelays.MOST_ADDRESSES; i++) {
      delays.failed("10." + i % 200 + "." + i / 200 % 200 + "." + i / 40_000);
    }
    assertThat(delays)
        .extracting("byAddress")
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .hasSize(LoginDelays.MOST_ADDRESSES);
    assertThat(waitMillis(HERE)).isZero();
  }

  @Test
  void it_can_be_turned_off() {
    LoginDelays off = new LoginDelays(Duration.ZERO, clock::now);
    for (int i = 0; i < 10; i++) {
      off.failed(HERE);
      assertThat(off.waitFor(HERE)).hasValue(0);
    }
  }
}
