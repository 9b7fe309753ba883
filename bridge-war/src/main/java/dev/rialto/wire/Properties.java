package dev.rialto.wire;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The properties of one packet, or of a will (MQTT 5.0 section 2.2.2). Older versions have none.
 * Immutable; equal when all properties are, those that may repeat in the same order.
 */
public final class Properties {
  /** Without any. */
  public static final Properties NONE = new Properties(new EnumMap<>(Property.class));

  /** A {@code Long}, {@code String} or {@link Payload}; for those that may repeat, a list. */
  private final Map<Property, Object> values;

  private Properties(Map<Property, Object> values) {
    this.values = values;
  }

  /** Begins with nothing. */
  public static Builder builder() {
    return new Builder();
  }

  /** One number. */
  public static Properties of(Property property, long value) {
    return builder().put(property, value).build();
  }

  /** One text. */
  public static Properties of(Property property, String value) {
    return builder().put(property, value).build();
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** Whether the property is there. */
  public boolean has(Property property) {
    return values.containsKey(property);
  }

  /** The value of a number. */
  public long number(Property property, long otherwise) {
    return (Long) values.getOrDefault(property, otherwise);
  }

  /** The value of a text, or {@code null}. */
  public String text(Property property) {
    return (String) values.get(property);
  }

  /** The value of binary data, or {@code null}. */
  public Payload binary(Property property) {
    return (Payload) values.get(property);
  }

  /** In their order. */
  public List<UserProperty> userProperties() {
    return several(Property.USER_PROPERTY, UserProperty.class);
  }

  /** In their order. */
  public List<Long> subscriptionIdentifiers() {
    return several(Property.SUBSCRIPTION_IDENTIFIER, Long.class);
  }

  private <T> List<T> several(Property property, Class<T> type) {
    List<?> all = (List<?>) values.get(property);
    return all == null ? List.of() : all.stream().map(type::cast).toList();
  }

  /** These, but for some. */
  public Properties without(Property... left) {
    Map<Property, Object> rest = new EnumMap<>(Property.class);
    rest.putAll(values);
    rest.keySet().removeAll(List.of(left));
    return rest.isEmpty() ? NONE : new Properties(rest);
  }

  /** Only this one, if it is there. */
  Properties only(Property property) {
    if (!has(property)) {
      return NONE;
    }
    Properties one = new Properties(new EnumMap<>(Property.class));
    one.values.put(property, values.get(property));
    return one;
  }

  /** These and others, which go first where both have the same; user properties add up. */
  public Properties and(Properties others) {
    if (others.isEmpty()) {
      return this;
    }
    Map<Property, Object> all = new EnumMap<>(Property.class);
    all.putAll(values);
    all.putAll(others.values);
    if (has(Property.USER_PROPERTY) && others.has(Property.USER_PROPERTY)) {
      List<UserProperty> both = new ArrayList<>(userProperties());
      both.addAll(others.userProperties());
      all.put(Property.USER_PROPERTY, both);
    }
    return new Properties(all);
  }

  /** Their values, by property in the order in which they are written. */
  Map<Property, Object> values() {
    return values;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Properties that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }

  /** Collects properties. */
  public static final class Builder {
    private final Map<Property, Object> values = new EnumMap<>(Property.class);

    private Builder() {}

    boolean has(Property property) {
      return values.containsKey(property);
    }

    /** Sets a number; one of several, for a subscription identifier. */
    public Builder put(Property property, long value) {
      return property == Property.SUBSCRIPTION_IDENTIFIER
          ? add(property, value)
          : set(property, value);
    }

    /** Sets a text. */
    public Builder put(Property property, String value) {
      return set(property, value);
    }

    /** Sets binary data. */
    public Builder put(Property property, Payload value) {
      return set(property, value);
    }

    /** Adds a user property. */
    public Builder user(String name, String value) {
      return add(Property.USER_PROPERTY, new UserProperty(name, value));
    }

    private Builder set(Property property, Object value) {
      values.put(property, value);
      return this;
    }

    private Builder add(Property property, Object value) {
      List<Object> longer = new ArrayList<>((List<?>) values.getOrDefault(property, List.of()));
      longer.add(value);
      return set(property, longer);
    }

    /** What has been collected. */
    public Properties build() {
      return values.isEmpty() ? NONE : new Properties(new EnumMap<>(values));
    }
  }
}
