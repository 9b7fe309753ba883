package dev.rialto.it.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The heap of another virtual machine. */
public final class Heap {
  private static final Pattern USED = Pattern.compile("heap .*used (\\d+)K");

  private Heap() {}

  /** What is in use when all garbage has been collected, in bytes. */
  public static long usedAfterCollection(Process machine) throws IOException {
    jcmd(machine, "GC.run");
    String info = jcmd(machine, "GC.heap_info");
    Matcher used = USED.matcher(info);
    if (!used.find()) {
      throw new IOException("no heap in " + info);
    }
    return Long.parseLong(used.group(1)) << 10;
  }

  private static String jcmd(Process machine, String command) throws IOException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                String.valueOf(machine.pid()),
                command)
            .redirectErrorStream(true)
            .start();
    try (var output = jcmd.getInputStream()) {
      return new String(output.readAllBytes(), UTF_8);
    }
  }
}
