package dev.rialto.bench.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Mosquitto, from Debian. */
final class Mosquitto implements Recipe {
  /**
   * In memory. Without limits on what waits for a client (1,000 messages by default) and is on its
   * way to it (20), which lose messages in fan-in at QoS 1. As the user that starts it, so that its
   * folder may be anywhere. The Unix socket is there because 2.0.11 refuses to start with WebSocket
   * listeners only.
   */
  private static final String CONFIGURATION =
      """
      listener 0 mqtt.sock
      listener {port} 127.0.0.1
      protocol websockets
      allow_anonymous true
      persistence false
      max_queued_messages 0
      max_queued_bytes 0
      max_inflight_messages 0
      log_dest stderr
      log_type error
      log_type warning
      user root
      """;

  @Override
  public List<String> command(Place place) throws IOException {
    if (find().isEmpty()) {
      install();
    }
    var file = place.write("mosquitto.conf", CONFIGURATION);
    return List.of(
        find().orElseThrow(() -> new IOException("no mosquitto; on Debian: apt-get install it"))
            + "",
        "-c",
        file.toString());
  }

  private static Optional<Path> find() {
    return Stream.of("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin")
        .map(folder -> Path.of(folder, "mosquitto"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * The package starts a service on port 1883 where there is systemd; the bench leaves it alone.
   */
  private static void install() throws IOException {
    if (!"root".equals(System.getProperty("user.name"))
        || !Files.exists(Path.of("/usr/bin/apt-get"))) {
      return;
    }
    Tool.run("apt-get", "update");
    Tool.run("apt-get", "install", "-y", "--no-install-recommends", "mosquitto");
  }
}
