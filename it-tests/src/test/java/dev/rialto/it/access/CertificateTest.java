package dev.rialto.it.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.it.Await;
import dev.rialto.it.raw.Tls;
import dev.rialto.it.server.Ports;
import dev.rialto.it.server.Server;
import dev.rialto.launch.MicroServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The certificate that a client shows with the TLS connection, on a real server. */
class CertificateTest {
  private static final String PASSWORD = "changeit";

  @TempDir private Path folder;

  @Test
  void it_makes_one_the_user_whom_it_names() throws Exception {
    certificate("device", "CN=sensor-1, OU=devices, O=Example");
    certificate("stranger", "CN=sensor-1, O=Somebody else");
    keytool("-exportcert", "-keystore", store("device"), "-alias", "device", "-file", file("crt"));
    keytool(
        "-importcert",
        "-noprompt",
        "-keystore",
        store("trusted"),
        "-file",
        file("crt"),
        "-alias",
        "device");
    int port = Ports.free();
    int sslPort = Ports.free();
    Path log = Path.of("target", "certificate-server.log");
    Process server =
        new ProcessBuilder(command(port, sslPort))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      URI topic = URI.create("https://localhost:" + sslPort + "/api/topics/t");
      Await.until(
          "it refuses who has none", Duration.ofMinutes(2), () -> status(topic, null) == 403);
      assertThat(status(topic, "device")).isEqualTo(404); // there is no value yet
      assertThat(status(topic, "stranger")).isEqualTo(403); // nobody trusts it
      assertThat(Files.readString(log))
          .contains("Who may connect: users with certificates")
          .contains(" of user 'sensor-1' connected from");
    } finally {
      server.destroy();
      server.onExit().join();
    }
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private String store(String name) {
    return file(name + ".p12");
  }

  private void certificate(String name, String subject) throws Exception {
    keytool(
        "-genkeypair",
        "-keystore",
        store(name),
        "-alias",
        name,
        "-keyalg",
        "EC",
        "-dname",
        subject);
  }

  private static void keytool(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-storepass", PASSWORD, "-storetype", "PKCS12"));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said =
        new String(
            keytool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
  }

  private List<String> command(int port, int sslPort) throws IOException {
    List<String> jvm =
        List.of(
            "-Xmx512m",
            "-Drialto.access.authenticators=certificate",
            "-Drialto.access.anonymous=nobody",
            "-Drialto.store=memory",
            "-Djavax.net.ssl.trustStore=" + store("trusted"),
            "-Djavax.net.ssl.trustStoreType=PKCS12",
            "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
    List<String> command =
        new ArrayList<>(
            new MicroServer.Options(Server.checkout(), "127.0.0.1", port, sslPort, jvm, null)
                .command());
    Path boot = Path.of(command.get(command.indexOf("--prebootcommandfile") + 1));
    Path both =
        Files.writeString(
            folder.resolve("boot.asadmin"),
            Files.readString(boot)
                + Files.readString(
                    Server.checkout().resolve("broker-config/payara/client-certificates.asadmin")));
    command.set(command.indexOf("--prebootcommandfile") + 1, both.toString());
    return command;
  }

  /** 0 when there is no connection, as before the server has started. */
  private int status(URI address, String certificate) throws Exception {
    HttpClient client = HttpClient.newBuilder().sslContext(context(certificate)).build();
    try {
      return client
          .send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      return 0;
    }
  }

  private SSLContext context(String certificate) throws Exception {
    KeyManager[] keys = new KeyManager[0];
    if (certificate != null) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(Path.of(store(certificate)))) {
        store.load(in, PASSWORD.toCharArray());
      }
      KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
      factory.init(store, PASSWORD.toCharArray());
      keys = factory.getKeyManagers();
    }
    return Tls.context(keys);
  }
}
