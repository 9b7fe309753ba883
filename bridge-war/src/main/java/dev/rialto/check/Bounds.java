package dev.rialto.check;

import dev.rialto.config.Setting;
import dev.rialto.config.Settings;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Above which values a limit hardly limits anything; far above the defaults. */
final class Bounds {
  private static final Map<Setting, Long> NUMBERS =
      Map.ofEntries(
          Map.entry(Setting.PACKET_MAX, 64L << 20),
          Map.entry(Setting.TOPIC_LEVELS_MAX, 1_000L),
          Map.entry(Setting.CONNECTIONS_RATE, 100_000L),
          Map.entry(Setting.CONNECTIONS_ADDRESS_RATE, 10_000L),
          Map.entry(Setting.SUBSCRIPTIONS_MAX, 1_000_000L),
          Map.entry(Setting.SUBSCRIBE_FILTERS_MAX, 10_000L),
          Map.entry(Setting.TOPIC_ALIASES_MAX, 4_096L),
          Map.entry(Setting.RETAINED_MAX, 10_000_000L),
          Map.entry(Setting.SESSIONS_MAX, 10_000_000L),
          Map.entry(Setting.JSON_DEPTH_MAX, 200L),
          Map.entry(Setting.OUTBOX_MAX, 64L << 20),
          Map.entry(Setting.ACCESS_LOGINS_MAX, 20_000L));

  private static final Map<Setting, Duration> TIMES =
      Map.of(
          Setting.CONNECT_TIMEOUT, Duration.ofMinutes(1),
          Setting.OUTBOX_STALL, Duration.ofMinutes(5),
          Setting.SESSION_EXPIRY, Duration.ofDays(90),
          Setting.ACCESS_JWT_SKEW, Duration.ofMinutes(2),
          Setting.ACCESS_JWT_REFRESH, Duration.ofHours(1));

  /** Where 0 means that there is no limit. */
  static final List<Setting> SWITCHED =
      List.of(
          Setting.CONNECTIONS_USER_MAX,
          Setting.PUBLISH_RATE_MAX,
          Setting.PUBLISH_BYTES_MAX,
          Setting.KEEP_ALIVE_MAX);

  private Bounds() {}

  /** Whatever has a bound. */
  static List<Setting> all() {
    return Arrays.stream(Setting.values())
        .filter(each -> NUMBERS.containsKey(each) || TIMES.containsKey(each))
        .toList();
  }

  static List<Setting> exceeded(Settings settings) {
    return all().stream()
        .filter(
            each ->
                (NUMBERS.containsKey(each) && settings.number(each) > NUMBERS.get(each))
                    || (TIMES.containsKey(each)
                        && settings.time(each).compareTo(TIMES.get(each)) > 0))
        .toList();
  }

  static List<Setting> off(Settings settings) {
    return SWITCHED.stream()
        .filter(
            each ->
                each == Setting.KEEP_ALIVE_MAX
                    ? settings.time(each).isZero()
                    : settings.number(each) == 0)
        .toList();
  }

  /** Those that are without any limit for one address or all, which is on by default. */
  static List<Setting> rateOff(Settings settings) {
    return List.of(Setting.CONNECTIONS_RATE, Setting.CONNECTIONS_ADDRESS_RATE).stream()
        .filter(each -> settings.number(each) == 0)
        .toList();
  }
}
