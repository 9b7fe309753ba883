package dev.rialto.bench.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rialto.bench.Crowd;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A broker in a process of its own, which ends with {@link #close}, or with this process. */
public final class RunningBroker implements AutoCloseable {
  private static final Duration BOOT = Duration.ofMinutes(3);
  private static final int END_OF_LOG = 2_000;

  private final Broker broker;
  private final Process process;
  private final Place place;
  private final URI url;
  private final Thread atExit;

  private RunningBroker(Broker broker, Process process, Place place) {
    this.broker = broker;
    this.process = process;
    this.place = place;
    url = URI.create("ws://" + broker.recipe().user() + "127.0.0.1:" + place.port() + "/mqtt");
    atExit = new Thread(this::end);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * Starts one, and returns when it accepts MQTT clients.
   *
   * @param checkout the folder with the root {@code pom.xml}
   * @param pinned what goes before its command, such as {@code taskset -c 0}; may be empty
   */
  public static RunningBroker start(Broker broker, Path checkout, List<String> pinned)
      throws IOException {
    var home = checkout.resolve("bench/target/brokers").resolve(broker.label());
    Files.createDirectories(home);
    var place = new Place(checkout, home, Ports.free());
    var command = new ArrayList<>(pinned);
    command.addAll(broker.recipe().command(place));
    var log = home.resolve("output.log");
    var process =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    var running = new RunningBroker(broker, process, place);
    try {
      running.awaitReady();
      return running;
    } catch (IOException e) {
      running.close();
      var text = new String(Files.readAllBytes(log), UTF_8);
      throw new IOException(
          e.getMessage()
              + "; it printed: "
              + text.substring(Math.max(0, text.length() - END_OF_LOG)),
          e);
    }
  }

  private void awaitReady() throws IOException {
    var deadline = System.nanoTime() + BOOT.toNanos();
    while (!accepts()) {
      if (System.nanoTime() - deadline > 0) {
        throw new IOException(broker.label() + " was not ready in " + BOOT.toSeconds() + " s");
      }
      if (hasEnded()) {
        throw new IOException(broker.label() + " ended with exit code " + process.exitValue());
      }
    }
  }

  private boolean hasEnded() throws IOException {
    try {
      return process.waitFor(100, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private boolean accepts() {
    try (var client = Crowd.connect(url, 1)) {
      client.subscribe();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  public Broker broker() {
    return broker;
  }

  /** Where MQTT clients connect. */
  public URI url() {
    return url;
  }

  public long pid() {
    return process.pid();
  }

  private void end() {
    process.destroyForcibly().onExit().join();
    try {
      broker.recipe().cleanUp(place);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it at once: it has nothing to save. */
  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // this process ends at this moment
    }
  }
}
