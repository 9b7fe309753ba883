package dev.rialto;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which version of the product this is, as the build has written it. */
final class Version {
  /** Such as {@code Rialto 0.1.0}. */
  static final String NAME = "Rialto " + number();

  private Version() {}

  private static String number() {
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e); // it is in the same archive as this class
    }
  }
}
