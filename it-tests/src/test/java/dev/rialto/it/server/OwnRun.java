package dev.rialto.it.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rialto.it.Await;
import dev.rialto.launch.Run;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The launcher that a newcomer starts, in a process and an environment of its own. */
public final class OwnRun implements AutoCloseable {
  private static final Duration BOOT = Duration.ofMinutes(2);

  private final Process process;
  private final Path log;

  private OwnRun(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts it on this port. */
  public static OwnRun start(String name, int port, Map<String, String> environment)
      throws Exception {
    Path log = Path.of("target", name + ".log");
    String classes =
        Path.of(Run.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            classes,
            "-Dport=" + port,
            Run.class.getName(),
            Server.checkout().toString());
    Path state = Path.of("target", "stores", name).toAbsolutePath();
    Folders.delete(state);
    builder.environment().put("XDG_STATE_HOME", state.toString());
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(new File(log.toString()));
    return new OwnRun(builder.start(), log);
  }

  /** Everything that it has printed so far. */
  public String output() throws IOException {
    return Files.readString(log, UTF_8);
  }

  /** Waits until it has printed this text. */
  public void awaitOutput(String text) throws Exception {
    Await.until(
        "it prints: " + text,
        BOOT,
        () -> {
          if (!process.isAlive()) {
            throw new IOException("it has ended:\n" + output());
          }
          return output().contains(text);
        });
  }

  /** What Ctrl-C does. */
  public void interrupt() {
    process.destroy();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.destroy();
    process
        .onExit()
        .completeOnTimeout(process, 1, TimeUnit.MINUTES)
        .thenRun(
            () -> {
              process.descendants().forEach(ProcessHandle::destroyForcibly);
              process.destroyForcibly();
            })
        .join();
  }
}
