package dev.rialto.edge.ws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rialto.wire.Message;
import dev.rialto.wire.Property;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.util.Base64;

/**
 * A message as JSON, for those who get events: as a stream, or by one long poll after the other.
 */
public final class EventData {
  private static final JsonProvider JSON = JsonProvider.provider();

  private EventData() {}

  /** Its topic and value, and what else there is to say. */
  public static JsonObjectBuilder of(Message message, boolean retained) {
    JsonObjectBuilder data = JSON.createObjectBuilder().add("topic", message.topic().value());
    byte[] bytes = message.payload().toBytes();
    if (message.payload().isText()) {
      data.add("value", new String(bytes, UTF_8));
    } else {
      data.add("base64", Base64.getEncoder().encodeToString(bytes));
    }
    String type = message.properties().text(Property.CONTENT_TYPE);
    if (type != null) {
      data.add("contentType", type);
    }
    if (retained) {
      data.add("retained", true);
    }
    return data;
  }
}
