package dev.rialto.it.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code /health/ready} says. */
public final class Health {
  private Health() {}

  /** The whole answer, whatever its status; empty when there is no server. */
  public static String ready(int port) throws IOException {
    HttpURLConnection request =
        (HttpURLConnection)
            URI.create("http://127.0.0.1:%d/health/ready".formatted(port)).toURL().openConnection();
    request.setConnectTimeout(5_000);
    request.setReadTimeout(20_000);
    try (InputStream body =
        request.getResponseCode() < 400 ? request.getInputStream() : request.getErrorStream()) {
      return body == null ? "" : new String(body.readAllBytes(), UTF_8);
    }
  }

  /** One of the counters in it. */
  public static long counter(int port, String name) throws IOException {
    String answer = ready(port);
    Matcher matcher =
        Pattern.compile("\"" + Pattern.quote(name) + "\"\\s*:\\s*\"?(\\d+)").matcher(answer);
    if (!matcher.find()) {
      throw new IOException("no " + name + " in " + answer);
    }
    return Long.parseLong(matcher.group(1));
  }
}
