package dev.rialto.it.crash;

import dev.rialto.it.raw.Mqtt;
import dev.rialto.it.raw.Packet;
import dev.rialto.it.raw.RawClient;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** What a newcomer finds retained. */
final class RetainedValues {
  /** Of all topics with retained messages from a ledger. */
  static final String PREFIX = "retained/";

  private RetainedValues() {}

  /** The payloads by topic, below a topic filter. */
  static Map<String, byte[]> read(int port, String filter) throws IOException {
    try (RawClient client = RawClient.connected(port, "retained-reader")) {
      Map<String, byte[]> values = new HashMap<>();
      client.send(Mqtt.subscribe(1, filter, 0));
      collect(client, Packet.SUBACK, values);
      client.send(Mqtt.PINGREQ);
      collect(client, Packet.PINGRESP, values);
      return values;
    }
  }

  /** The messages of a ledger. */
  static Map<String, Sent> read(int port, Ledger ledger) throws IOException {
    Map<String, Sent> messages = new HashMap<>();
    read(port, PREFIX + "#")
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
