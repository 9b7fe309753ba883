package dev.rialto.session;

import dev.rialto.wire.Message;
import dev.rialto.wire.Property;
import dev.rialto.wire.ReasonCode;

/** The payload format indicator (MQTT 5.0 section 3.3.2.3.2). */
final class PayloadFormat {
  static final Cause NOT_TEXT =
      new Cause(
          ReasonCode.PAYLOAD_FORMAT_INVALID,
          "the payload is not the UTF-8 text that its format indicator says");

  private PayloadFormat() {}

  /** Whether the payload is text where the message says so. */
  static boolean isAsIndicated(Message message) {
    return message.properties().number(Property.PAYLOAD_FORMAT_INDICATOR, 0) == 0
        || message.payload().isText();
  }
}
