package dev.rialto.edge.client;

import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.ReasonCode;
import java.util.Locale;

/**
 * What the engine says to something that was asked of it.
 *
 * @param reason how it went
 * @param sentence more of that, where the code does not say it all; else empty
 */
public record Answer(ReasonCode reason, String sentence) {
  /** It went well. */
  public static final Answer SUCCESS = new Answer(ReasonCode.SUCCESS, "");

  static Answer of(ReasonCode reason, Properties properties) {
    String sentence = properties.text(Property.REASON_STRING);
    return new Answer(reason, sentence == null ? "" : sentence);
  }

  /** A reason as programs that know no MQTT get it, such as {@code not-authorized}. */
  public static String code(ReasonCode reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The code of its reason. */
  public String code() {
    return code(reason);
  }

  /** Whether it failed. */
  public boolean isError() {
    return reason.isError();
  }
}
