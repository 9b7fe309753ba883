package dev.rialto.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.Converter;

/** MicroProfile Config with the sources that a test gives it, the most important first. */
final class FakeConfig implements Config {
  private final List<ConfigSource> sources;

  FakeConfig(ConfigSource... sources) {
    this.sources = List.of(sources);
  }

  /** A source with these properties. */
  static ConfigSource source(String name, Map<String, String> properties) {
    return new ConfigSource() {
      @Override
      public Set<String> getPropertyNames() {
        return properties.keySet();
      }

      @Override
      public String getValue(String key) {
        return properties.get(key);
      }

      @Override
      public String getName() {
        return name;
      }
    };
  }

  private Stream<String> values(String key) {
    return sources.stream()
        .flatMap(
            source ->
                Stream.of(key, SettingNames.inEnvironment(key))
                    .flatMap(name -> Stream.ofNullable(source.getValue(name))));
  }

  @Override
  public <T> Optional<T> getOptionalValue(String key, Class<T> type) {
    return values(key).filter(value -> !value.isEmpty()).findFirst().map(type::cast);
  }

  @Override
  public <T> T getValue(String key, Class<T> type) {
    return getOptionalValue(key, type).orElseThrow();
  }

  @Override
  public ConfigValue getConfigValue(String key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Iterable<String> getPropertyNames() {
    Set<String> names = new LinkedHashSet<>();
    sources.forEach(source -> names.addAll(source.getPropertyNames()));
    return names;
  }

  @Override
  public Iterable<ConfigSource> getConfigSources() {
    return sources;
  }

  @Override
  public <T> Optional<Converter<T>> getConverter(Class<T> type) {
    return Optional.empty();
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    throw new IllegalArgumentException();
  }
}
