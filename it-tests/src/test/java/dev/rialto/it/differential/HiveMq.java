package dev.rialto.it.differential;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rialto.it.Await;
import dev.rialto.it.server.Ports;
import dev.rialto.it.server.Server;
import dev.rialto.peer.hivemq.HiveMqMain;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * HiveMQ Community Edition with a WebSocket listener on loopback. In a process of its own, since it
 * needs other versions of libraries than the clients of the tests.
 */
public final class HiveMq implements AutoCloseable {
  private static final Path MODULE = Server.checkout().resolve("bench/peers/hivemq/target");
  private static final Path HOME = Path.of("target", "differential", "hivemq");
  private static final Path LOG = HOME.resolve("output.log");

  private final Process process;
  private final int port;

  private HiveMq(Process process, int port) {
    this.process = process;
    this.port = port;
    // should the tests be killed
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
  }

  static HiveMq start() throws Exception {
    int port = Ports.free();
    for (String folder : new String[] {"conf", "data", "extensions"}) {
      Files.createDirectories(HOME.resolve(folder));
    }
    Files.writeString(HOME.resolve("conf/config.xml"), configuration(port));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Dhivemq.log.folder=" + HOME.resolve("log"),
                "-cp",
                MODULE.resolve("classes") + File.pathSeparator + MODULE.resolve("lib/*"),
                HiveMqMain.class.getName(),
                HOME.toString())
            .redirectErrorStream(true)
            .redirectOutput(LOG.toFile())
            .start();
    HiveMq hiveMq = new HiveMq(process, port);
    try {
      Await.until("HiveMQ is ready", hiveMq::isReady);
    } catch (Exception | AssertionError e) {
      hiveMq.close();
      throw e;
    }
    return hiveMq;
  }

  private boolean isReady() throws IOException {
    String output = Files.readString(LOG, UTF_8);
    if (!process.isAlive()) {
      throw new IOException("HiveMQ has ended:\n" + output);
    }
    return output.contains(HiveMqMain.READY);
  }

  /** In memory, since nothing has to outlive it, and it calls nobody. */
  private static String configuration(int port) {
    return """
        <?xml version="1.0"?>
        <hivemq>
          <listeners>
            <websocket-listener>
              <port>%d</port>
              <bind-address>127.0.0.1</bind-address>
              <path>/mqtt</path>
              <subprotocols><subprotocol>mqtt</subprotocol></subprotocols>
            </websocket-listener>
          </listeners>
          <persistence><mode>in-memory</mode></persistence>
          <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
        </hivemq>
        """
        .formatted(port);
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    process.destroyForcibly(); // it has nothing to save, and would take seconds to stop
  }
}
