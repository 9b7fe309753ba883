package dev.rialto.config;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The value of every {@link Setting}, checked. Immutable. */
public final class Settings {
  private final Map<Setting, Object> values = new EnumMap<>(Setting.class);

  /**
   * Reads all settings.
   *
   * @param source from a key to its text, if there is one
   * @throws InvalidSettingException on the first bad one
   */
  public Settings(Function<String, Optional<String>> source) throws InvalidSettingException {
    for (Setting setting : Setting.values()) {
      String text = source.apply(setting.key()).orElse(setting.byDefault());
      values.put(setting, setting.parse(text));
    }
  }

  /** A whole number, or a size in bytes. */
  public long number(Setting setting) {
    return (Long) values.get(setting);
  }

  /** The same as an {@code int}, for settings whose upper bound fits. */
  public int count(Setting setting) {
    return Math.toIntExact(number(setting));
  }

  /** A yes or no. */
  public boolean flag(Setting setting) {
    return (Boolean) values.get(setting);
  }

  /** A text. */
  public String text(Setting setting) {
    return (String) values.get(setting);
  }

  /** A length of time. */
  public Duration time(Setting setting) {
    return (Duration) values.get(setting);
  }

  /** One of several choices. */
  public <E extends Enum<E>> E choice(Setting setting, Class<E> type) {
    return type.cast(values.get(setting));
  }

  /** A list. */
  public List<String> entries(Setting setting) {
    return ((List<?>) values.get(setting)).stream().map(String.class::cast).toList();
  }
}
