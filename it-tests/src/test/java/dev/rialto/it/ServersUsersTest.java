package dev.rialto.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.it.raw.Mqtt;
import dev.rialto.it.raw.Packet;
import dev.rialto.it.raw.RawClient;
import dev.rialto.it.raw.RawSocket;
import dev.rialto.it.server.Ports;
import dev.rialto.it.server.Server;
import dev.rialto.launch.MicroServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server itself authenticates clients, by the descriptor that operators can copy. */
class ServersUsersTest {
  private static final Path CONFIGURATION = Server.checkout().resolve("broker-config/payara");

  @TempDir private Path folder;

  @Test
  void http_basic_makes_one_the_servers_user() throws Exception {
    int port = Ports.free();
    Path log = Path.of("target", "servers-users.log");
    Process server =
        new ProcessBuilder(command(port))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      Await.until("it asks who one is", Duration.ofMinutes(2), () -> asks(port));
      assertThat(status(port, "anna:wrong")).isEqualTo(401);
      try (RawSocket socket = new RawSocket(port)) {
        assertThat(socket.handshake("/mqtt", authorization("anna:secret")).status()).isEqualTo(101);
        socket.binary(Mqtt.connect("annas-client"));
        assertThat(new RawClient(socket).expect(Packet.CONNACK).code()).isZero();
      }
      assertThat(Files.readString(log))
          .contains("Who may connect: the server's users (rialto.access.anonymous)")
          .contains("client 'annas-client' of user 'anna' connected from 127.0.0.1:");
    } finally {
      server.destroy();
      server.onExit().join();
    }
  }

  private List<String> command(int port) throws IOException {
    List<String> jvm =
        List.of(
            "-Xmx512m",
            "-Drialto.access.authenticators=passwords,server",
            "-Drialto.access.anonymous=nobody");
    Path checkout = Server.checkout();
    List<String> command =
        new ArrayList<>(new MicroServer.Options(checkout, "127.0.0.1", port, jvm, null).command());
    command.set(command.indexOf("--deploy") + 1, war(checkout).toString());
    Path password = Files.writeString(folder.resolve("password"), "AS_ADMIN_USERPASSWORD=secret\n");
    String example = Files.readString(CONFIGURATION.resolve("users.asadmin"));
    Path users =
        Files.writeString(
            folder.resolve("users.asadmin"),
            example.replace("/etc/rialto/anna.password", password.toString()));
    command.addAll(List.of("--postbootcommandfile", users.toString()));
    return command;
  }

  /** The WAR with the descriptor in place of its own. */
  private Path war(Path checkout) throws IOException {
    Path war =
        Files.copy(checkout.resolve("bridge-war/target/rialto.war"), folder.resolve("rialto.war"));
    try (FileSystem inside =
        FileSystems.newFileSystem(URI.create("jar:" + war.toUri()), Map.of())) {
      Files.copy(
          CONFIGURATION.resolve("web.xml"),
          inside.getPath("WEB-INF/web.xml"),
          StandardCopyOption.REPLACE_EXISTING);
    }
    return war;
  }

  /** Health is up a little before the application has its place. */
  private static boolean asks(int port) {
    try {
      return status(port, null) == 401;
    } catch (IOException e) {
      return false;
    }
  }

  private static int status(int port, String credentials) throws IOException {
    try (RawSocket socket = new RawSocket(port)) {
      return credentials == null
          ? socket.handshake("/mqtt").status()
          : socket.handshake("/mqtt", authorization(credentials)).status();
    }
  }

  private static String authorization(String credentials) {
    return "Authorization: Basic "
        + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
  }
}
