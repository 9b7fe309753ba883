package dev.rialto.it.client;

/**
 * With what a client connects. The simplest has a clean session and nothing else.
 *
 * @param clientId may be empty
 * @param keepAlive in seconds; 0 is none
 * @param will the topic of a will of QoS 1 with the text "gone", or {@code null}
 * @param user and password, or {@code null}
 * @param mqtt31 whether to speak MQTT 3.1 instead of 3.1.1
 */
public record Terms(
    String clientId, boolean clean, int keepAlive, String will, String user, boolean mqtt31) {

  /** A clean session without anything else. */
  public static Terms of(String clientId) {
    return new Terms(clientId, true, 0, null, null, false);
  }

  public Terms persistent() {
    return new Terms(clientId, false, keepAlive, will, user, mqtt31);
  }

  public Terms keepAlive(int seconds) {
    return new Terms(clientId, clean, seconds, will, user, mqtt31);
  }

  public Terms will(String topic) {
    return new Terms(clientId, clean, keepAlive, topic, user, mqtt31);
  }

  public Terms user(String name) {
    return new Terms(clientId, clean, keepAlive, will, name, mqtt31);
  }

  public Terms asMqtt31() {
    return new Terms(clientId, clean, keepAlive, will, user, true);
  }
}
