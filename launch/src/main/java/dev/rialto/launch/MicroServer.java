package dev.rialto.launch;

import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A Payara Micro of its own process that serves the WAR at the context root {@code /}. Not for
 * several threads at once.
 */
public final class MicroServer implements AutoCloseable {
  private static final Duration STOP = Duration.ofSeconds(30);

  private final Process process;
  private final URI address;

  private MicroServer(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /**
   * What to start.
   *
   * @param checkout the folder with the root {@code pom.xml}, where everything has been built
   * @param war what is deployed
   * @param address {@code 127.0.0.1}, or {@code 0.0.0.0} for every interface
   * @param port of HTTP, from 1 to 65,535
   * @param sslPort of HTTPS, with the server's own certificate; 0 for none
   * @param jvm options of the virtual machine, such as {@code -Drialto.packet.max=2MiB}
   * @param log where its output goes; {@code null} for this process' own
   */
  public record Options(
      Path checkout, Path war, String address, int port, int sslPort, List<String> jvm, Path log) {
    /** With the WAR that has been built. */
    public Options(
        Path checkout, String address, int port, int sslPort, List<String> jvm, Path log) {
      this(
          checkout,
          checkout.resolve("bridge-war/target/rialto.war"),
          address,
          port,
          sslPort,
          jvm,
          log);
    }

    /** Without HTTPS. */
    public Options(Path checkout, String address, int port, List<String> jvm, Path log) {
      this(checkout, address, port, 0, jvm, log);
    }

    /** The command that starts it, for those who start the process themselves. */
    public List<String> command() {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(jvm);
      command.add("-jar");
      command.add(checkout.resolve("launch/target/payara-micro.jar").toString());
      command.addAll(List.of("--port", String.valueOf(port), "--contextroot", "/"));
      if (sslPort != 0) {
        command.addAll(List.of("--sslport", String.valueOf(sslPort)));
      }
      command.addAll(List.of("--deploy", war.toString()));
      command.add("--nohazelcast"); // and not --nocluster, which opens the cluster's port after all
      command.add("--disablephonehome");
      if (!address.equals("0.0.0.0")) {
        command.add("--prebootcommandfile");
        command.add(checkout.resolve("broker-config/payara/loopback.asadmin").toString());
      }
      return command;
    }
  }

  /** Starts the process; it serves only once {@link #awaitReady} has returned. */
  public static MicroServer start(Options options) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(options.command()).redirectErrorStream(true);
    builder.redirectInput(new File(nullDevice()));
    if (options.log() == null) {
      builder.inheritIO();
    } else {
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(options.log().toFile()));
    }
    return new MicroServer(
        builder.start(), URI.create("http://127.0.0.1:%d/".formatted(options.port())));
  }

  private static String nullDevice() {
    return File.separatorChar == '\\' ? "NUL" : "/dev/null";
  }

  /** Where it serves on this machine. */
  public URI address() {
    return address;
  }

  /** Where MQTT clients connect on this machine. */
  public URI mqtt() {
    return URI.create("ws://127.0.0.1:%d/mqtt".formatted(address.getPort()));
  }

  /** The process, to be killed or measured. */
  public Process process() {
    return process;
  }

  /**
   * Waits until clients can connect.
   *
   * @throws IOException when the process has ended, or isn't ready in time
   */
  public void awaitReady(Duration atMost) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!isReady()) {
      if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
        throw new IOException("the server ended with exit code " + process.exitValue());
      }
      if (System.nanoTime() > deadline) {
        throw new IOException("the server was not ready within " + atMost.toSeconds() + " s");
      }
    }
  }

  private boolean isReady() {
    try {
      HttpURLConnection request =
          (HttpURLConnection) address.resolve("health/ready").toURL().openConnection();
      request.setConnectTimeout(1000);
      request.setReadTimeout(5000);
      return request.getResponseCode() == HttpURLConnection.HTTP_OK
          && new String(
                  request.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
              .contains("rialto-ready");
    } catch (IOException e) {
      return false;
    }
  }

  /** Waits until the process has ended by itself. */
  public int awaitEnd() throws InterruptedException {
    return process.waitFor();
  }

  /** Stops it as an operator would, and waits; after half a minute by force. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** The system properties of this process that are meant for the server, as options. */
  static List<String> forwarded(Map<?, ?> properties) {
    return properties.entrySet().stream()
        .filter(property -> property.getKey().toString().startsWith("rialto."))
        .map(property -> "-D" + property.getKey() + "=" + property.getValue())
        .sorted()
        .toList();
  }
}
