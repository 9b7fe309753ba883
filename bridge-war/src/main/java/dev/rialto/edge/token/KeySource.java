package dev.rialto.edge.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rialto.access.TokenTrust;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Where the keys are. Blocks. */
interface KeySource {
  int LONGEST = 256 << 10; // bytes
  Duration PATIENCE = Duration.ofSeconds(5);

  /** The text of a JSON Web Key Set; the exception's message is for the operator. */
  String read() throws IOException;

  /** As the setting says. */
  static KeySource of(String place) {
    return TokenTrust.isAddress(place)
        ? () -> fetch(URI.create(place))
        : () -> readFile(Path.of(place));
  }

  private static String readFile(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return text(in);
    }
  }

  private static String fetch(URI address) throws IOException {
    URLConnection connection = address.toURL().openConnection();
    connection.setConnectTimeout((int) PATIENCE.toMillis());
    connection.setReadTimeout((int) PATIENCE.toMillis());
    connection.setRequestProperty("Accept", "application/jwk-set+json, application/json");
    connection.setUseCaches(false);
    if (!(connection instanceof HttpURLConnection http)) {
      throw new IOException("it is no address of HTTP");
    }
    http.setInstanceFollowRedirects(false); // the operator has named who is believed
    try {
      if (http.getResponseCode() != HttpURLConnection.HTTP_OK) {
        throw new IOException("it answers " + http.getResponseCode());
      }
      try (InputStream in = http.getInputStream()) {
        return text(in);
      }
    } finally {
      http.disconnect();
    }
  }

  private static String text(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(LONGEST + 1);
    if (bytes.length > LONGEST) {
      throw new IOException("it is longer than 256 KiB");
    }
    return new String(bytes, UTF_8);
  }
}
