package dev.rialto.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * {@code mvn -Drun}: serves the WAR until Ctrl-C. The system properties {@code port} and {@code
 * address} say where; those that begin with {@code rialto.} are settings.
 */
public final class Run {
  private static final Duration BOOT = Duration.ofMinutes(3);

  private Run() {}

  /** Takes the folder of the checkout. */
  public static void main(String[] args) throws IOException, InterruptedException {
    int port = Integer.getInteger("port", 8080);
    String address = System.getProperty("address", "127.0.0.1");
    MicroServer server =
        MicroServer.start(
            new MicroServer.Options(
                Path.of(args[0]).toAbsolutePath().normalize(),
                address,
                port,
                MicroServer.forwarded(System.getProperties()),
                null));
    Runtime.getRuntime().addShutdownHook(new Thread(server::close)); // Ctrl-C waits for its goodbye
    server.awaitReady(BOOT);
    System.out.printf(
        """

        Rialto is running.
          the live page   %s
          MQTT clients    %s
          health          %shealth
        Ctrl-C stops it.

        """,
        server.address(), server.mqtt(), server.address());
    System.exit(server.awaitEnd());
  }
}
