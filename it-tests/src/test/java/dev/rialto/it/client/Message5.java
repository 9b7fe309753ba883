package dev.rialto.it.client;

/** A message of MQTT 5.0, to be published or delivered. */
public record Message5(String topic, int qos, boolean retained, String text, Extras extras) {
  /** One with nothing special about it. */
  public static Message5 of(String topic, int qos, String text) {
    return new Message5(topic, qos, false, text, Extras.NONE);
  }

  /** To be retained. */
  public Message5 retain() {
    return new Message5(topic, qos, true, text, extras);
  }

  /** With what MQTT 5.0 adds. */
  public Message5 with(Extras more) {
    return new Message5(topic, qos, retained, text, more);
  }
}
