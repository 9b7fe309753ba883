package dev.rialto.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.Setting;
import dev.rialto.observe.Counter;
import dev.rialto.observe.Counters;
import dev.rialto.session.TestBroker;
import dev.rialto.time.ManualScheduler;
import dev.rialto.wire.ReasonCode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many connections there may be, and how fast they may come. */
class ConnectionLimitsTest {
  private static final String HERE = "192.0.2.7";
  private static final String THERE = "192.0.2.8";

  private final ManualScheduler clock = new ManualScheduler();
  private final Counters counters = new Counters();

  private ConnectionLimits with(Object... settings) {
    return new ConnectionLimits(TestBroker.settings(settings), clock::now, counters);
  }

  /** Begins as many as it may; returns how many that were. */
  private static int crowd(ConnectionLimits limits, String address) {
    int came = 0;
    while (limits.begin(address).place() != null) {
      came++;
    }
    return came;
  }

  private static void expectRefused(
      ConnectionLimits limits, String address, ReasonCode reason, boolean everybody) {
    assertThat(limits.refusal(address))
        .hasValueSatisfying(
            refusal -> {
              assertThat(refusal.reason()).isEqualTo(reason);
              assertThat(refusal.everybody()).isEqualTo(everybody);
            });
    assertThat(limits.begin(address).refusal().reason()).isEqualTo(reason);
  }

  @Test
  void in_all() {
    ConnectionLimits limits = with(Setting.CONNECTIONS_MAX, 3);
    ConnectionLimits.Place first = limits.begin(HERE).place();
    assertThat(crowd(limits, THERE)).isEqualTo(2);
    assertThat(counters.get(Counter.REFUSED_CONNECTIONS)).isEqualTo(1);
    expectRefused(limits, "192.0.2.9", ReasonCode.SERVER_BUSY, true);
    assertThat(counters.get(Counter.REFUSED_CONNECTIONS)).isEqualTo(3);
    first.leave();
    first.leave(); // which is nothing
    assertThat(limits.count()).isEqualTo(2);
    assertThat(limits.refusal(HERE)).isEmpty();
    assertThat(crowd(limits, HERE)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7, 192.0.2.8",
    "2001:db8:1:2::1, 2001:db8:1:2:ffff::2, 2001:db8:1:3::1",
    "2001:db8:1:2::1, 2001:0DB8:0001:0002::1, 2001:db8::1",
  })
  void from_one_address(String address, String same, String other) {
    ConnectionLimits limits = with(Setting.CONNECTIONS_ADDRESS_MAX, 2);
    ConnectionLimits.Place first = limits.begin(address).place();
    assertThat(crowd(limits, same)).isEqualTo(1);
    expectRefused(limits, address, ReasonCode.QUOTA_EXCEEDED, false);
    assertThat(limits.refusal(other)).isEmpty();
    first.leave();
    assertThat(limits.refusal(same)).isEmpty();
  }

  @Test
  void of_one_user() {
    ConnectionLimits limits = with(Setting.CONNECTIONS_USER_MAX, 2);
    ConnectionLimits.Place first = limits.of("anna", false);
    assertThat(limits.of("anna", false)).isNotNull();
    assertThat(limits.of("anna", false)).isNull();
    assertThat(counters.get(Counter.REFUSED_CONNECTIONS)).isEqualTo(1);
    assertThat(limits.of("anna", true)).as("takes another's place").isNotNull();
    first.leave();
    first.leave();
    assertThat(limits.of("anna", false)).as("the one that was replaced is still here").isNull();
    assertThat(limits.of("otto", false)).isNotNull();
    for (int i = 0; i < 5; i++) {
      assertThat(limits.of(null, false)).as("nobody's").isNotNull();
    }
  }

  @Test
  void in_a_second_ten_times_that_at_once() {
    ConnectionLimits limits =
        with(Setting.CONNECTIONS_RATE, 20, Setting.CONNECTIONS_ADDRESS_RATE, 0);
    assertThat(crowd(limits, HERE)).isEqualTo(200);
    expectRefused(limits, THERE, ReasonCode.CONNECTION_RATE_EXCEEDED, true);
    clock.pass(Duration.ofMillis(49));
    assertThat(limits.refusal(HERE)).isPresent();
    clock.pass(Duration.ofMillis(1));
    assertThat(crowd(limits, HERE)).isEqualTo(1);
    clock.pass(Duration.ofSeconds(2));
    assertThat(crowd(limits, HERE)).isEqualTo(40);
    clock.pass(Duration.ofHours(1));
    assertThat(crowd(limits, HERE)).isEqualTo(200);
  }

  @Test
  void from_one_address_in_a_second() {
    ConnectionLimits limits = with(Setting.CONNECTIONS_ADDRESS_RATE, 1);
    assertThat(crowd(limits, HERE)).isEqualTo(10);
    expectRefused(limits, HERE, ReasonCode.CONNECTION_RATE_EXCEEDED, false);
    assertThat(crowd(limits, THERE)).isEqualTo(10);
    clock.pass(Duration.ofSeconds(1));
    assertThat(crowd(limits, HERE)).isEqualTo(1);
  }

  @Test
  void at_any_rate() {
    ConnectionLimits limits =
        with(Setting.CONNECTIONS_RATE, 0, Setting.CONNECTIONS_ADDRESS_RATE, 0);
    assertThat(crowd(limits, HERE)).isEqualTo(1000);
  }

  @Test
  void what_is_refused_counts_for_no_rate() {
    ConnectionLimits limits =
        with(Setting.CONNECTIONS_ADDRESS_RATE, 1, Setting.CONNECTIONS_ADDRESS_MAX, 5);
    Deque<ConnectionLimits.Place> places = new ArrayDeque<>();
    for (int i = 0; i < 5; i++) {
      places.add(limits.begin(HERE).place());
    }
    for (int i = 0; i < 100; i++) {
      assertThat(limits.begin(HERE).place()).isNull();
    }
    for (int i = 0; i < 5; i++) {
      places.remove().leave();
      assertThat(limits.begin(HERE).place()).isNotNull();
    }
  }

  @Test
  void only_so_many_addresses_are_remembered() {
    ConnectionLimits limits =
        with(Setting.CONNECTIONS_RATE, 0, Setting.CONNECTIONS_ADDRESS_RATE, 1);
    List<String> strangers = new ArrayList<>();
    for (int i = 0; i < 2 * ConnectionLimits.MOST_ADDRESSES; i++) {
      strangers.add("10.%d.%d.%d".formatted(i >> 16, (i >> 8) & 0xFF, i & 0xFF));
    }
    strangers.forEach(stranger -> limits.begin(stranger).place().leave());
    assertThat(limits)
        .extracting("rates")
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .hasSize(ConnectionLimits.MOST_ADDRESSES);
    assertThat(limits)
        .extracting("byAddress")
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .isEmpty();
  }
}
