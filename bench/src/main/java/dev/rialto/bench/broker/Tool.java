package dev.rialto.bench.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.util.List;

/** Runs a program to its end. */
public final class Tool {
  private static final File NOTHING = new File("/dev/null");

  private Tool() {}

  /** Its output, errors included. Throws {@link IOException} with it when the program fails. */
  public static String run(String... command) throws IOException {
    var process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectInput(NOTHING).start();
    try (var output = process.getInputStream()) {
      var text = new String(output.readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", List.of(command)) + " failed: " + text.strip());
      }
      return text;
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
