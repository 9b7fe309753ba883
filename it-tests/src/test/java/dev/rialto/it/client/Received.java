package dev.rialto.it.client;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A message that a library has delivered to its user. */
public record Received(String topic, int qos, boolean retained, Body body) {
  /** The payload. */
  public String text() {
    return new String(body.bytes, UTF_8);
  }

  /** How many bytes the payload has. */
  public int length() {
    return body.bytes.length;
  }

  @Override
  public String toString() {
    return "%s (QoS %d%s): %s"
        .formatted(
            topic,
            qos,
            retained ? ", retained" : "",
            length() < 100 ? text() : length() + " bytes");
  }

  /** Bytes. */
  static final class Body {
    private final byte[] bytes;

    Body(byte[] bytes) {
      this.bytes = bytes;
    }
  }
}
