package dev.rialto.it.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import dev.rialto.access.PasswordFileEdit;
import dev.rialto.access.PasswordHash;
import dev.rialto.it.Await;
import dev.rialto.it.proxy.ReverseProxy.Kind;
import dev.rialto.it.raw.Answer;
import dev.rialto.it.raw.Mqtt;
import dev.rialto.it.raw.Packet;
import dev.rialto.it.raw.RawClient;
import dev.rialto.it.raw.RawSocket;
import dev.rialto.it.server.Health;
import dev.rialto.it.server.Ports;
import dev.rialto.it.server.Server;
import dev.rialto.it.server.SharedServer;
import dev.rialto.launch.MicroServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A server with the limits of {@code broker-config/payara/limits.asadmin}, behind the proxies of
 * {@code broker-config/proxy}: with all that an operator copies before strangers can reach it.
 */
@ExtendWith(SharedServer.class)
class PublicServerTest {
  private static final Path LOG = Path.of("target", "public-server.log");
  private static final Set<Integer> TOO_LARGE = Set.of(400, 413, 414, 431);
  private static final String CREDENTIALS =
      "Basic " + Base64.getEncoder().encodeToString("anna:secret".getBytes(UTF_8));

  /** Longer than anybody may take for a head, and than Payara waits for the next request. */
  private static final Duration IDLE = Duration.ofSeconds(12);

  @TempDir private static Path folder;

  private static final Map<Kind, ReverseProxy> PROXIES = new EnumMap<>(Kind.class);
  private static final Map<Kind, RawClient> QUIET = new EnumMap<>(Kind.class);
  private static Certificate certificate;
  private static HttpClient http;
  private static Process server;
  private static int port;
  private static int sslPort;
  private static long quietSince;

  @BeforeAll
  static void start() throws Exception {
    port = Ports.free();
    sslPort = Ports.free();
    Files.deleteIfExists(LOG);
    server =
        new ProcessBuilder(command())
            .redirectErrorStream(true)
            .redirectOutput(LOG.toFile())
            .start();
    certificate = new Certificate(folder);
    http = HttpClient.newBuilder().sslContext(certificate.context()).build();
    for (Kind kind : Kind.values()) {
      Path own = Files.createDirectory(folder.resolve(kind.name()));
      PROXIES.put(kind, new ReverseProxy(kind, own, port, certificate));
    }
    Await.until("the server is ready", Duration.ofMinutes(2), PublicServerTest::isReady);
    for (Kind kind : Kind.values()) {
      QUIET.put(kind, connected(kind, "quiet-" + kind));
    }
    quietSince = System.nanoTime();
  }

  private static boolean isReady() {
    try {
      String health = Health.ready(port);
      return health.contains("rialto-ready") && !health.contains("DOWN");
    } catch (IOException e) {
      return false;
    }
  }

  private static List<String> command() throws IOException {
    Path passwords = folder.resolve("passwords");
    PasswordHash hash = PasswordHash.of("secret".getBytes(UTF_8), new byte[12], 1000);
    new PasswordFileEdit(passwords).put("anna", hash);
    List<String> jvm =
        List.of(
            "-Xmx512m",
            "-Drialto.access.proxies=127.0.0.1",
            "-Drialto.access.passwords.file=" + passwords,
            "-Drialto.store=memory");
    List<String> command =
        new ArrayList<>(
            new MicroServer.Options(Server.checkout(), "127.0.0.1", port, sslPort, jvm, null)
                .command());
    int boot = command.indexOf("--prebootcommandfile") + 1;
    String both =
        Files.readString(Path.of(command.get(boot)))
            + Files.readString(Server.checkout().resolve("broker-config/payara/limits.asadmin"));
    command.set(boot, Files.writeString(folder.resolve("boot.asadmin"), both).toString());
    return command;
  }

  @AfterAll
  static void stop() {
    PROXIES.values().forEach(ReverseProxy::close);
    server.destroy();
    server.onExit().join();
  }

  private static RawClient connected(Kind kind, String clientId, String... headers)
      throws IOException {
    RawSocket socket = RawSocket.secure(PROXIES.get(kind).port());
    assertThat(socket.handshake("/mqtt", headers).status()).isEqualTo(101);
    RawClient client = new RawClient(socket);
    client.send(Mqtt.connectAs(clientId, "anna", "secret"));
    assertThat(client.expect(Packet.CONNACK).code()).isZero();
    return client;
  }

  private static String log() throws IOException {
    return Files.readString(LOG);
  }

  private static HttpRequest.Builder request(Kind kind, String path) {
    return HttpRequest.newBuilder(
            URI.create("https://localhost:" + PROXIES.get(kind).port() + path))
        .header("Authorization", CREDENTIALS)
        .timeout(Await.PATIENCE);
  }

  private static HttpResponse<String> post(Kind kind, String path, String body) throws Exception {
    return http.send(
        request(kind, path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }

  @ParameterizedTest
  @EnumSource
  void a_client_of_mqtt_comes_in_by_tls_and_with_its_own_address(Kind kind) throws Exception {
    Mqtt5BlockingClient client =
        Mqtt5Client.builder()
            .identifier("far-" + kind)
            .transportConfig()
            .localAddress("127.0.0.2")
            .serverHost("127.0.0.1")
            .serverPort(PROXIES.get(kind).port())
            .sslConfig()
            .trustManagerFactory(certificate.trust())
            .applySslConfig()
            .webSocketConfig()
            .serverPath("mqtt")
            .applyWebSocketConfig()
            .applyTransportConfig()
            .simpleAuth()
            .username("anna")
            .password("secret".getBytes(UTF_8))
            .applySimpleAuth()
            .buildBlocking();
    client.connect();
    try (var messages = client.publishes(com.hivemq.client.mqtt.MqttGlobalPublishFilter.ALL)) {
      client.subscribeWith().topicFilter("far/" + kind).send();
      client.publishWith().topic("far/" + kind).payload(new byte[700_000]).send();
      assertThat(messages.receive().getPayloadAsBytes()).hasSize(700_000);
    } finally {
      client.disconnect();
    }
    assertThat(log()).containsPattern("client 'far-" + kind + "' .*connected from 127\\.0\\.0\\.2");
  }

  @ParameterizedTest
  @EnumSource
  void what_a_client_says_itself_of_where_it_is_is_not_believed(Kind kind) throws Exception {
    String id = "forger-" + kind;
    connected(
            kind,
            id,
            "X-Forwarded-For: 203.0.113.9",
            "Forwarded: for=203.0.113.9;proto=https;host=evil.example")
        .close();
    Await.until("it is logged", () -> log().contains("client '" + id + "'"));
    assertThat(log())
        .containsPattern("client '" + id + "' .*connected from 127\\.0\\.0\\.1")
        .doesNotContain("203.0.113.9");
  }

  @ParameterizedTest
  @EnumSource
  void pages_of_its_address_may_connect_and_no_others(Kind kind) throws Exception {
    int proxy = PROXIES.get(kind).port();
    try (RawSocket own = RawSocket.secure(proxy);
        RawSocket foreign = RawSocket.secure(proxy)) {
      assertThat(own.handshake("/json", "Origin: https://127.0.0.1:" + proxy).status())
          .isEqualTo(101);
      assertThat(
              foreign
                  .handshake(
                      "/json", "Origin: https://evil.example", "X-Forwarded-Host: evil.example")
                  .status())
          .isEqualTo(403);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_server_that_has_not_named_it_lets_nobody_in_through_it(Kind kind, Server unaware)
      throws Exception {
    Path own = Files.createDirectory(folder.resolve("unaware-" + kind));
    try (ReverseProxy proxy = new ReverseProxy(kind, own, unaware.port(), certificate);
        RawSocket socket = RawSocket.secure(proxy.port())) {
      Answer answer = socket.handshake("/mqtt");
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.body()).contains("without a proxy");
    }
  }

  @ParameterizedTest
  @EnumSource
  void streams_and_long_polls_are_not_held_back(Kind kind) throws Exception {
    String topic = "through//" + kind; // an empty level, and a name that proxies must not tidy
    HttpResponse<Stream<String>> stream =
        http.send(request(kind, "/api/events?filter=through/%23").build(), BodyHandlers.ofLines());
    assertThat(stream.version()).isEqualTo(HttpClient.Version.HTTP_2);
    try (Stream<String> body = stream.body()) {
      Iterator<String> lines = body.iterator();
      next(lines, "event: ready");
      CompletableFuture<HttpResponse<String>> poll =
          http.sendAsync(
              request(kind, "/api/topics/" + topic + "?wait=25").build(), BodyHandlers.ofString());
      TimeUnit.MILLISECONDS.sleep(500); // it must be waiting
      assertThat(poll).isNotDone();
      assertThat(post(kind, "/api/topics/" + topic, "461").statusCode()).isEqualTo(200);
      assertThat(poll.get().body()).isEqualTo("461");
      assertThat(next(lines, "data: {\"topic\""))
          .isEqualTo("data: {\"topic\":\"" + topic + "\",\"value\":\"461\"}");
    }
  }

  private static String next(Iterator<String> lines, String beginning) {
    String line;
    do {
      line = lines.next();
    } while (!line.startsWith(beginning));
    return line;
  }

  @ParameterizedTest
  @EnumSource
  void text_clients_come_through(Kind kind) throws Exception {
    try (RawSocket socket = RawSocket.secure(PROXIES.get(kind).port())) {
      assertThat(socket.handshake("/text/plain/" + kind, "Authorization: " + CREDENTIALS).status())
          .isEqualTo(101);
    }
  }

  @ParameterizedTest
  @EnumSource
  void tickets_are_not_in_its_log(Kind kind) throws Exception {
    try (RawSocket socket = RawSocket.secure(PROXIES.get(kind).port())) {
      socket.handshake("/mqtt?ticket=hidden-one", "Connection: close, Upgrade");
    }
    String line = "GET /mqtt";
    Await.until("it is logged", () -> PROXIES.get(kind).log().contains(line));
    assertThat(PROXIES.get(kind).log()).doesNotContain("hidden-one");
  }

  @ParameterizedTest
  @EnumSource
  void it_refuses_too_large_a_head(Kind kind) throws Exception {
    try (RawSocket socket = RawSocket.secure(PROXIES.get(kind).port())) {
      assertThat(socket.get("/", "X-Large: " + "x".repeat(20_000)).status()).isIn(TOO_LARGE);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_client_that_is_quiet_stays(Kind kind) throws Exception {
    long left = IDLE.toNanos() - (System.nanoTime() - quietSince);
    TimeUnit.NANOSECONDS.sleep(
        Math.max(0, left)); // nothing happens meanwhile, and that is the point
    QUIET.get(kind).send(Mqtt.PINGREQ);
    QUIET.get(kind).expect(Packet.PINGRESP);
  }

  @Test
  void payara_refuses_a_head_that_is_too_large() throws Exception {
    assertThat(status("X-Large: " + "x".repeat(7_500))).isEqualTo(200);
    assertThat(status("X-Large: " + "x".repeat(8_192))).isEqualTo(400);
    assertThat(status("X-Large: " + "x".repeat(100_000))).isEqualTo(400);
  }

  @Test
  void payara_refuses_too_many_headers() throws Exception {
    assertThat(status(headers(45))).isEqualTo(200);
    assertThat(status(headers(51))).isEqualTo(400);
  }

  private static String[] headers(int count) {
    return Stream.iterate(0, i -> i + 1)
        .limit(count)
        .map(i -> "X-" + i + ": x")
        .toArray(String[]::new);
  }

  private static int status(String... headers) throws IOException {
    try (RawSocket socket = new RawSocket(port)) {
      return socket.get("/rialto.js", headers).status();
    }
  }

  @Test
  void payara_does_not_wait_for_ever_for_a_handshake() throws Exception {
    List<Socket> sockets = new ArrayList<>();
    for (int each : List.of(port, sslPort)) {
      sockets.add(begin(each, "")); // nothing at all; for TLS it is the client's turn
      sockets.add(begin(each, "GET /mqtt HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgr"));
    }
    sockets.add(begin(sslPort, "\u0016\u0003\u0001\u0002\u0000\u0001\u0000"));
    for (Socket socket : sockets) {
      try (socket;
          InputStream in = socket.getInputStream()) {
        in.readAllBytes(); // to the end, or it fails
      }
    }
  }

  private static Socket begin(int to, String part) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), to);
    socket.setSoTimeout(20_000); // 10 s, checked every now and then; Payara's own would be 30 s
    socket.getOutputStream().write(part.getBytes(ISO_8859_1));
    return socket;
  }
}
