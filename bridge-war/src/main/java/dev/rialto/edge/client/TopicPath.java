package dev.rialto.edge.client;

import dev.rialto.topic.InvalidTopicException;
import dev.rialto.topic.TopicName;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The topic name at the end of a request's path. Each slash begins a level, and so does {@code %2F}
 * where the container lets it through: a level has no slash. Levels may be empty, also the first
 * and the last. Everything else is percent-decoded, as UTF-8; a plus sign is a plus sign.
 */
public final class TopicPath {
  private TopicPath() {}

  /**
   * Reads it.
   *
   * @param path as it came, not decoded
   * @param base what is before the topic, with the slash that divides them
   * @throws InvalidTopicException with a sentence for the client
   */
  public static TopicName topic(String path, String base) throws InvalidTopicException {
    String encoded = path.startsWith(base) ? path.substring(base.length()) : "";
    return TopicName.of(decoded(encoded));
  }

  private static String decoded(String encoded) throws InvalidTopicException {
    if (encoded.indexOf('%') < 0) {
      return encoded;
    }
    byte[] bytes = encoded.getBytes(StandardCharsets.UTF_8);
    ByteBuffer decoded = ByteBuffer.allocate(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '%') {
        decoded.put((byte) (digit(bytes, i + 1) << 4 | digit(bytes, i + 2)));
        i += 2;
      } else {
        decoded.put(bytes[i]);
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidTopicException("a topic name is UTF-8, also behind percent signs");
    }
  }

  private static int digit(byte[] bytes, int at) throws InvalidTopicException {
    int digit = at < bytes.length ? Character.digit(bytes[at], 16) : -1;
    if (digit < 0) {
      throw new InvalidTopicException("a percent sign in a path is followed by two digits");
    }
    return digit;
  }
}
