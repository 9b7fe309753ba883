package dev.rialto.edge.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonConfig;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * JSON of which nobody can make two things: with a name twice, one reader takes the first and
 * another the last (RFC 7515 section 4).
 */
final class StrictJson {
  private static final JsonReaderFactory FACTORY =
      Json.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));

  private StrictJson() {}

  /** Reads an object, which is all that there is. */
  static JsonObject object(String text) throws TokenException {
    try (JsonReader reader = FACTORY.createReader(new StringReader(text));
        JsonParser parser = Json.createParser(new StringReader(text))) {
      JsonObject object = reader.readObject(); // which stops at its end, whatever follows
      parser.next();
      parser.skipObject();
      if (!parser.hasNext()) {
        return object;
      }
    } catch (JsonException | NoSuchElementException | IllegalStateException e) {
      throw new TokenException("it is no JSON, or has a name twice", e);
    }
    throw new TokenException("it is more than a JSON object");
  }

  /** Reads an object from Base64url without padding. */
  static JsonObject decoded(String base64) throws TokenException {
    try {
      return object(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(base64))).toString());
    } catch (CharacterCodingException e) {
      throw new TokenException("it is not UTF-8", e);
    }
  }

  /** Decodes Base64url (RFC 4648 section 5) without padding. */
  static byte[] bytes(String base64) throws TokenException {
    try {
      if (base64.indexOf('=') < 0) {
        return Base64.getUrlDecoder().decode(base64);
      }
    } catch (IllegalArgumentException e) {
      throw new TokenException("it is not Base64url", e);
    }
    throw new TokenException("it is Base64url with padding");
  }

  /** A text; {@code null} when there is none. */
  static String text(JsonObject object, String name) throws TokenException {
    if (!object.containsKey(name)) {
      return null;
    }
    if (object.get(name) instanceof JsonString text) {
      return text.getString();
    }
    throw new TokenException(name + " is not a text");
  }

  /** A moment in seconds since 1970, as milliseconds; {@code otherwise} when there is none. */
  static long moment(JsonObject object, String name, long otherwise) throws TokenException {
    if (!object.containsKey(name)) {
      return otherwise;
    }
    if (object.get(name) instanceof JsonNumber seconds) {
      double value = 1000 * seconds.doubleValue();
      if (value >= 0 && value < 1e15) { // the year 33658
        return (long) value;
      }
    }
    throw new TokenException(name + " is no moment");
  }
}
