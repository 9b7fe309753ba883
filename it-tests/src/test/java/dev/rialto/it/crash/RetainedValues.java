package dev.rialto.it.crash;

import dev.rialto.it.raw.Mqtt;
import dev.rialto.it.raw.Packet;
import dev.rialto.it.raw.RawClient;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a newcomer finds retained. */
final class RetainedValues {
  /** Of all topics with retained messages from a ledger. */
  static final String PREFIX = "retained/";

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private RetainedValues() {}

  /**
   * The payloads by topic.
   *
   * @param filter of the topics
   * @param expected topics to wait for, since a server may take its time; not for ever
   */
  static Map<String, byte[]> read(int port, String filter, Set<String> expected)
      throws IOException {
    try (RawClient client = RawClient.connected(port, "retained-reader")) {
      Map<String, byte[]> values = new HashMap<>();
      client.send(Mqtt.subscribe(1, filter, 0));
      collect(client, Packet.SUBACK, values);
      long start = System.nanoTime();
      do {
        client.send(Mqtt.PINGREQ);
        collect(client, Packet.PINGRESP, values);
      } while (!values.keySet().containsAll(expected)
          && System.nanoTime() - start < PATIENCE.toNanos());
      return values;
    }
  }

  /** The messages of a ledger. */
  static Map<String, Sent> read(int port, Ledger ledger) throws IOException {
    Set<String> expected =
        ledger.sent().stream()
            .filter(each -> each.isRetained() && each.isAcknowledged())
            .map(Sent::topic)
            .collect(Collectors.toSet());
    Map<String, Sent> messages = new HashMap<>();
    read(port, PREFIX + "#", expected)
        .forEach(
            (topic, payload) ->
                ledger
                    .find(payload)
                    .ifPresentOrElse(
                        message -> messages.put(topic, message),
                        () -> ledger.complain(topic, "retains what nobody has published")));
    return messages;
  }

  private static void collect(RawClient client, int until, Map<String, byte[]> values)
      throws IOException {
    Packet packet = client.next();
    while (packet != null && packet.type() == Packet.PUBLISH) {
      values.put(packet.topic(), packet.payload());
      packet = client.next();
    }
    if (packet == null || packet.type() != until) {
      throw new IOException("no packet of type " + until + " but " + packet);
    }
  }
}
