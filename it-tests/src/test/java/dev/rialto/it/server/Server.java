package dev.rialto.it.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rialto.config.Setting;
import dev.rialto.it.Await;
import dev.rialto.launch.MicroServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A Payara Micro of the tests' own with the WAR, and with a log that can be read. */
public final class Server implements AutoCloseable {
  private static final Duration BOOT = Duration.ofMinutes(2);

  private final MicroServer micro;
  private final Path log;

  private final Thread atExit;

  private Server(MicroServer micro, Path log) {
    this.micro = micro;
    this.log = log;
    atExit = new Thread(micro.process()::destroyForcibly); // should the tests be killed
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * Starts one with these settings.
   *
   * @param name of its log file in {@code target}
   * @param settings such as {@code rialto.packet.max=2 MiB}
   */
  public static Server start(String name, String... settings) throws Exception {
    return ready(startUnready(name, settings));
  }

  private static Server ready(Server server) throws Exception {
    try {
      server.micro.awaitReady(BOOT);
      return server;
    } catch (IOException | InterruptedException e) {
      server.close();
      String log = server.log();
      throw new IOException(
          e.getMessage() + "; its log ends:\n" + log.substring(Math.max(0, log.length() - 2_000)),
          e);
    }
  }

  /** The same, without waiting until it serves, which it may never do. */
  public static Server startUnready(String name, String... settings) throws IOException {
    return start(name, 0, settings);
  }

  /** One with another WAR. */
  public static Server deploying(Path war, String name, String... settings) throws Exception {
    return ready(start(war, name, 0, settings));
  }

  /** One that serves HTTPS too, with Payara's own certificate. */
  public static Server startSecure(String name, int sslPort, String... settings) throws Exception {
    return ready(start(name, sslPort, settings));
  }

  private static Server start(String name, int sslPort, String... settings) throws IOException {
    return start(checkout().resolve("bridge-war/target/rialto.war"), name, sslPort, settings);
  }

  private static Server start(Path war, String name, int sslPort, String... settings)
      throws IOException {
    Path log = Path.of("target", name + ".log");
    Files.deleteIfExists(log);
    List<String> options =
        Stream.of(
                Stream.of("-Xmx768m"),
                fromOneAddress(),
                store(name),
                transport(),
                Stream.of(settings).map("-D"::concat))
            .flatMap(each -> each)
            .toList();
    return new Server(
        MicroServer.start(
            new MicroServer.Options(
                checkout(), war, "127.0.0.1", Ports.free(), sslPort, options, log)),
        log);
  }

  /** All clients of tests come from the same address, and more of them than from one elsewhere. */
  private static Stream<String> fromOneAddress() {
    return Stream.of(
        "-D" + Setting.CONNECTIONS_ADDRESS_MAX.key() + "=10000",
        "-D" + Setting.CONNECTIONS_ADDRESS_RATE.key() + "=0");
  }

  /** Each has its own store, which is empty at first; a test's own setting comes later and wins. */
  private static Stream<String> store(String name) throws IOException {
    Path directory = Path.of("target", "stores", name).toAbsolutePath();
    Folders.delete(directory);
    return Stream.of("-D" + Setting.STORE_DIRECTORY.key() + "=" + directory);
  }

  /** Every test runs on another transport with {@code mvn verify -Drialto.transport=…}. */
  private static Stream<String> transport() {
    return Stream.ofNullable(System.getProperty(Setting.TRANSPORT.key()))
        .map(transport -> "-D" + Setting.TRANSPORT.key() + "=" + transport);
  }

  /** The root of the project. */
  public static Path checkout() {
    return Path.of(System.getProperty("rialto.checkout", "..")).toAbsolutePath().normalize();
  }

  /** The port of HTTP and WebSockets, on loopback. */
  public int port() {
    return micro.address().getPort();
  }

  /** Where pages are. */
  public URI http() {
    return micro.address();
  }

  /** Where MQTT clients connect. */
  public URI mqtt() {
    return micro.mqtt();
  }

  /** One of the counters that its health shows. */
  public long counter(String name) throws IOException {
    return Health.counter(port(), name);
  }

  /** Its process. */
  public Process process() {
    return micro.process();
  }

  /** Ends it as kill -9 does, and waits until it is gone. */
  public void kill() throws InterruptedException {
    process().destroyForcibly().waitFor(); // the virtual machine itself: nothing is between
  }

  /** Everything that it has logged so far. */
  public String log() throws IOException {
    return Files.readString(log, UTF_8);
  }

  /** Waits until the log has this text. */
  public void awaitLog(String text) throws Exception {
    Await.until("the log says: " + text, BOOT, () -> log().contains(text));
  }

  @Override
  public void close() {
    micro.close();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // the tests end at this moment
    }
  }
}
