package dev.rialto.it.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/**
 * What MQTT 5.0 adds to a message.
 *
 * @param expiry in seconds, or {@code null}
 * @param isText whether the payload is indicated to be UTF-8
 * @param contentType or {@code null}
 * @param responseTopic or {@code null}
 * @param correlation or {@code null}
 * @param user properties in order
 * @param subscriptions the identifiers of those that it came by
 */
public record Extras(
    Long expiry,
    boolean isText,
    String contentType,
    String responseTopic,
    String correlation,
    List<Entry<String, String>> user,
    List<Integer> subscriptions) {
  public static final Extras NONE = new Extras(null, false, null, null, null, List.of(), List.of());

  /** A message that lives for so many seconds. */
  public static Extras expiring(long seconds) {
    return new Extras(seconds, false, null, null, null, List.of(), List.of());
  }

  /** A text of that type. */
  public static Extras text(String contentType) {
    return new Extras(null, true, contentType, null, null, List.of(), List.of());
  }

  /** With the address for an answer. */
  public Extras answerTo(String topic, String data) {
    return new Extras(expiry, isText, contentType, topic, data, user, subscriptions);
  }

  /** With one more user property. */
  public Extras with(String name, String value) {
    List<Entry<String, String>> more = new ArrayList<>(user);
    more.add(Map.entry(name, value));
    return new Extras(
        expiry, isText, contentType, responseTopic, correlation, List.copyOf(more), subscriptions);
  }

  /** As it came by these subscriptions. */
  Extras by(List<Integer> identifiers) {
    return new Extras(
        expiry, isText, contentType, responseTopic, correlation, user, List.copyOf(identifiers));
  }
}
