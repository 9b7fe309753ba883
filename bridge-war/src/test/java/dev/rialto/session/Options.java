package dev.rialto.session;

import dev.rialto.wire.Delivery;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Packet.Subscribe.Request;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.RetainHandling;
import java.util.List;

/** Options and properties of MQTT 5, short to write. */
final class Options {
  private Options() {}

  static Request noLocal(String filter, int qos) {
    return new Request(
        filter, TestClient.request(filter, qos).qos(), true, false, RetainHandling.SEND);
  }

  static Request asPublished(String filter, int qos) {
    return new Request(
        filter, TestClient.request(filter, qos).qos(), false, true, RetainHandling.SEND);
  }

  static Request handling(String filter, int qos, RetainHandling handling) {
    return new Request(filter, TestClient.request(filter, qos).qos(), false, false, handling);
  }

  static Properties identifier(long identifier) {
    return Properties.of(Property.SUBSCRIPTION_IDENTIFIER, identifier);
  }

  static Properties expiry(long seconds) {
    return Properties.of(Property.MESSAGE_EXPIRY_INTERVAL, seconds);
  }

  /** A delivery with that subscription identifier. */
  static Packet.Publish identified(Packet.Publish plain, long identifier) {
    Delivery own = plain.delivery();
    return new Packet.Publish(plain.message(), own.with(identifier(identifier)));
  }

  /** The identifiers of the only message that has come. */
  static List<Long> identifiers(TestClient client) {
    List<Packet.Publish> messages = messages(client);
    if (messages.size() != 1) {
      throw new AssertionError("not one message: " + messages);
    }
    return messages.get(0).delivery().properties().subscriptionIdentifiers();
  }

  /** The messages that have come, without the packets between them. */
  static List<Packet.Publish> messages(TestClient client) {
    return client.take().stream()
        .filter(Packet.Publish.class::isInstance)
        .map(Packet.Publish.class::cast)
        .toList();
  }
}
