package dev.rialto.peer.moquette;

import io.moquette.broker.Server;
import io.moquette.broker.config.MemoryConfig;
import java.io.IOException;
import java.util.Properties;

/** Moquette with WebSockets on loopback, in memory, for the bench to start. */
public final class MoquetteMain {
  private MoquetteMain() {}

  /** Takes the port, and a folder for whatever it writes all the same. */
  public static void main(String... arguments) throws IOException {
    Properties settings = new Properties();
    settings.setProperty("host", "127.0.0.1");
    settings.setProperty("port", "disabled"); // of MQTT without WebSockets
    settings.setProperty("websocket_port", arguments[0]);
    settings.setProperty("websocket_path", "/mqtt");
    settings.setProperty("allow_anonymous", "true");
    settings.setProperty("persistence_enabled", "false");
    settings.setProperty("data_path", arguments[1]);
    settings.setProperty("telemetry_enabled", "false"); // or it would tell its makers
    settings.setProperty("session_queue_size", "65536"); // the event queue of a session loop: 1,024
    new Server().startServer(new MemoryConfig(settings));
  }
}
