package dev.rialto.edge.json;

import dev.rialto.wire.Payload;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The fields of one object, each of which must be of its type: nothing is converted, and what is
 * wrong is named. What isn't asked for is ignored; {@code null} is a value, not an absent field.
 */
record Fields(JsonObject object) {
  private static final int LONGEST_TEXT = 65_535; // bytes, of every text in MQTT (section 1.5.4)

  boolean has(String name) {
    return object.containsKey(name);
  }

  JsonValue value(String name) {
    return object.get(name);
  }

  private static RefusedException wrong(String name, String must) {
    return new RefusedException("The field " + name + " must be " + must + ".");
  }

  /** A text that MQTT could carry; {@code null} if there is none. */
  String text(String name) throws RefusedException {
    return has(name) ? text(name, value(name)) : null;
  }

  /** The same, which must be there. */
  String neededText(String name) throws RefusedException {
    if (!has(name)) {
      throw new RefusedException("The field " + name + " is missing.");
    }
    return text(name);
  }

  private static String text(String name, JsonValue value) throws RefusedException {
    if (!(value instanceof JsonString string)) {
      throw wrong(name, "a string");
    }
    String text = string.getString();
    if (text.indexOf('\0') >= 0) { // [MQTT-1.5.4-2]
      throw wrong(name, "without U+0000");
    }
    if (utf8(name, text).length() > LONGEST_TEXT) {
      throw wrong(name, "at most 65,535 bytes of UTF-8");
    }
    return text;
  }

  /** JSON can write half a character, which no UTF-8 can. [MQTT-1.5.4-1] */
  static Payload utf8(String name, String text) throws RefusedException {
    try {
      var bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      return new Payload(bytes.array(), bytes.arrayOffset(), bytes.remaining());
    } catch (CharacterCodingException e) {
      throw wrong(name, "well-formed Unicode");
    }
  }

  /** A whole number within bounds; {@code otherwise} if there is none. */
  long number(String name, long least, long most, long otherwise) throws RefusedException {
    if (!has(name)) {
      return otherwise;
    }
    // a scale of 0 first: 1e999999999 is a whole number, too, and no computer's to write out
    if (value(name) instanceof JsonNumber number
        && number.isIntegral()
        && number.bigDecimalValue().precision() < 19) {
      long value = number.longValueExact();
      if (value >= least && value <= most) {
        return value;
      }
    }
    throw wrong(name, "a whole number from " + least + " to " + most);
  }

  boolean flag(String name, boolean otherwise) throws RefusedException {
    if (!has(name)) {
      return otherwise;
    }
    return switch (value(name).getValueType()) {
      case TRUE -> true;
      case FALSE -> false;
      default -> throw wrong(name, "true or false");
    };
  }

  /** Bytes in Base64; {@code null} if there are none. */
  Payload bytes(String name) throws RefusedException {
    if (!has(name)) {
      return null;
    }
    try {
      if (value(name) instanceof JsonString string) {
        byte[] bytes = Base64.getDecoder().decode(string.getString());
        return new Payload(bytes, 0, bytes.length);
      }
    } catch (IllegalArgumentException e) {
      throw wrong(name, "Base64"); // without the content, which may be anything
    }
    throw wrong(name, "Base64");
  }

  /** The same, not longer than MQTT's binary data (section 1.5.6). */
  Payload shortBytes(String name) throws RefusedException {
    Payload bytes = bytes(name);
    if (bytes != null && bytes.length() > LONGEST_TEXT) {
      throw wrong(name, "at most 65,535 bytes");
    }
    return bytes;
  }

  /** What takes a pair. */
  interface Pairs {
    void take(String name, String value);
  }

  /** Hands over pairs of texts. */
  void pairs(String name, Pairs pairs) throws RefusedException {
    if (!has(name)) {
      return;
    }
    if (!(value(name) instanceof JsonArray all)) {
      throw wrong(name, "an array of pairs");
    }
    for (JsonValue each : all) {
      if (!(each instanceof JsonArray pair) || pair.size() != 2) {
        throw wrong(name, "an array of pairs");
      }
      pairs.take(text(name, pair.get(0)), text(name, pair.get(1)));
    }
  }
}
