package dev.rialto.it.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.auth.Mqtt5EnhancedAuthMechanism;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAckReasonCode;
import com.sun.net.httpserver.HttpServer;
import dev.rialto.access.PasswordFileEdit;
import dev.rialto.access.PasswordHash;
import dev.rialto.access.ScramCredential;
import dev.rialto.it.Await;
import dev.rialto.it.client.Client5;
import dev.rialto.it.client.Client5.Library5;
import dev.rialto.it.client.Message5;
import dev.rialto.it.client.RefusedException;
import dev.rialto.it.client.Terms5;
import dev.rialto.it.client.Wish;
import dev.rialto.it.raw.Answer;
import dev.rialto.it.raw.Frame;
import dev.rialto.it.raw.Mqtt;
import dev.rialto.it.raw.Packet;
import dev.rialto.it.raw.RawClient;
import dev.rialto.it.raw.RawSocket;
import dev.rialto.it.server.Health;
import dev.rialto.it.server.Server;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tokens, tickets and SCRAM on a real server, whose keys come from an address. */
class TokensTest {
  private static final int NOT_AUTHORIZED = 0x87;
  private static final Jwt ISSUER = new Jwt("first");
  private static final Pattern TICKET =
      Pattern.compile("\\{\"ticket\":\"([^\"]+)\",\"expiresIn\":30}");

  /** Whatever must never be in the log. */
  private static final Set<String> SECRETS = ConcurrentHashMap.newKeySet();

  private static final AtomicReference<String> KEYS = new AtomicReference<>(ISSUER.keySet());
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private static Path folder;
  private static HttpServer issuer;
  private static Server server;
  private static int port;

  @BeforeAll
  static void start() throws Exception {
    issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    issuer.createContext(
        "/keys",
        exchange -> {
          byte[] body = KEYS.get().getBytes(UTF_8);
          exchange.sendResponseHeaders(
              body.length == 0 ? 503 : 200, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    issuer.start();
    byte[] salt = "0123456789ab".getBytes(UTF_8);
    Path passwords = folder.resolve("passwords");
    new PasswordFileEdit(passwords)
        .put("bert", PasswordHash.of(secret("berts-password").getBytes(UTF_8), salt, 1000));
    Path scram = folder.resolve("scram");
    new PasswordFileEdit(scram)
        .put("carl", ScramCredential.of(secret("carls-password"), salt, 4096));
    Path acl =
        Files.writeString(
            folder.resolve("acl"),
            """
            user anna
            topic readwrite own/#
            user carl
            topic readwrite own/#
            role ops
            topic readwrite valves/#
            """);
    server =
        Server.start(
            "tokens-server",
            "rialto.access.jwt.keys=http://127.0.0.1:" + issuer.getAddress().getPort() + "/keys",
            "rialto.access.jwt.issuer=it",
            "rialto.access.jwt.audience=rialto",
            "rialto.access.jwt.skew=0 s",
            "rialto.access.jwt.refresh=1 s",
            "rialto.access.jwt.cookie=session",
            "rialto.access.passwords.file=" + passwords,
            "rialto.access.scram.file=" + scram,
            "rialto.access.acl.file=" + acl,
            "rialto.access.failures.delay=0 s"); // all tests come from the same address
    port = server.port();
  }

  /** Last of all, so that it is about all that was tested. */
  @AfterAll
  static void noSecretIsInTheLog() throws Exception {
    server.close();
    issuer.stop(0);
    String log = server.log();
    SoftAssertions none = new SoftAssertions();
    SECRETS.forEach(secret -> none.assertThat(log.contains(secret)).as(secret).isFalse());
    none.assertThat(SECRETS).hasSizeGreaterThan(20);
    none.assertThat(log)
        .contains("of user 'anna' connected", "Who may connect: 1 users with passwords");
    none.assertAll();
  }

  private static String secret(String text) {
    SECRETS.add(text);
    return text;
  }

  private static String token(String user, long seconds, String... roles) {
    String list = roles.length == 0 ? "" : ",\"roles\":[\"" + String.join("\",\"", roles) + "\"]";
    return secret(ISSUER.token(user, seconds, list));
  }

  private static int code(Client5 client, String topic) throws Exception {
    return client.publish(Message5.of(topic, 1, "x")).code();
  }

  // --- MQTT ---

  @ParameterizedTest
  @EnumSource(Library5.class)
  void a_token_is_a_password_and_its_roles_have_rights(Library5 library) throws Exception {
    Terms5 anna = Terms5.of("annas").user("whoever", token("anna", 60, "ops"));
    try (Client5 client = library.connect(port, anna)) {
      assertThat(code(client, "own/a")).isNotEqualTo(NOT_AUTHORIZED);
      assertThat(code(client, "valves/a")).isNotEqualTo(NOT_AUTHORIZED);
      assertThat(code(client, "other")).isEqualTo(NOT_AUTHORIZED);
      assertThat(client.subscribe(Wish.of("valves/#", 1)).code()).isEqualTo(1);
    }
    Terms5 without = Terms5.of("annas").user("whoever", token("anna", 60));
    try (Client5 client = library.connect(port, without)) {
      assertThat(code(client, "own/a")).isNotEqualTo(NOT_AUTHORIZED);
      assertThat(code(client, "valves/a")).isEqualTo(NOT_AUTHORIZED);
    }
  }

  private static int refusal(String password) {
    Terms5 terms = Terms5.of("refused").user("anna", password);
    return org.assertj.core.api.Assertions.catchThrowableOfType(
            RefusedException.class, () -> Library5.HIVEMQ.connect(port, terms).close())
        .code();
  }

  @Test
  void one_that_is_not_valid_lets_nobody_in() {
    String good = token("anna", 60);
    assertThat(refusal(token("anna", -1))).isEqualTo(NOT_AUTHORIZED);
    assertThat(refusal(secret(good.substring(0, good.length() - 3) + "AAA")))
        .isEqualTo(NOT_AUTHORIZED);
    assertThat(refusal(secret(new Jwt("foreign").token("anna", 60)))).isEqualTo(NOT_AUTHORIZED);
    // what this very server's JSON reader makes of it
    assertThat(refusal(secret(ISSUER.token("anna", 60, ",\"sub\":\"eve\""))))
        .isEqualTo(NOT_AUTHORIZED);
    String unsigned = "eyJhbGciOiJub25lIn0." + good.split("\\.", -1)[1] + ".";
    assertThat(refusal(secret(unsigned))).isEqualTo(NOT_AUTHORIZED);
  }

  private static int connAck(String... headers) throws Exception {
    try (RawSocket socket = new RawSocket(port)) {
      Answer answer = socket.handshake("/mqtt", headers);
      assertThat(answer.status()).isEqualTo(101);
      assertThat(answer.headers().toString()).doesNotContain("eyJ", "bearer");
      socket.binary(Mqtt.connect("raw"));
      return new RawClient(socket).expect(Packet.CONNACK).code();
    }
  }

  @Test
  void the_handshake_may_have_it_in_three_places() throws Exception {
    String token = token("anna", 60);
    assertThat(connAck()).isEqualTo(5); // MQTT 3: not authorized
    assertThat(connAck("Authorization: Bearer " + token)).isZero();
    assertThat(connAck("Authorization: Bearer x" + token)).isEqualTo(5);
    assertThat(connAck("Sec-WebSocket-Protocol: mqtt, bearer." + token)).isZero();
    String cookie = "Cookie: session=" + token;
    assertThat(connAck(cookie)).isEqualTo(5); // no browser asks without an origin
    assertThat(connAck(cookie, "Origin: http://127.0.0.1:" + port)).isZero();
    try (RawSocket foreign = new RawSocket(port)) {
      assertThat(foreign.handshake("/mqtt", cookie, "Origin: https://evil.example").status())
          .isEqualTo(403);
    }
  }

  // --- HTTP ---

  private static HttpRequest.Builder request(String path, String token) {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.http().resolve(path));
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void http_requests_show_it_or_are_asked_for_it() throws Exception {
    String token = token("anna", 60);
    assertThat(
            send(request("api/topics/own/h", token).POST(BodyPublishers.ofString("1")))
                .statusCode())
        .isEqualTo(200);
    assertThat(send(request("api/topics/own/h", token)).body()).isEqualTo("1");
    assertThat(send(request("api/topics/valves/h", token)).statusCode()).isEqualTo(403);
    for (String bad : new String[] {null, token("anna", -1), "x"}) {
      for (String path : new String[] {"api/topics/own/h", "api/events?filter=own/%23"}) {
        HttpResponse<String> refused = send(request(path, bad));
        assertThat(refused.statusCode()).as(path).isEqualTo(401);
        assertThat(refused.headers().allValues("WWW-Authenticate"))
            .containsExactlyInAnyOrder(
                "Bearer realm=\"Rialto\"", "Basic realm=\"Rialto\", charset=\"UTF-8\"");
      }
    }
    try (RawSocket text = new RawSocket(port)) {
      Answer refused = text.handshake("/text/own/t");
      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.values("WWW-Authenticate")).hasSize(2);
    }
  }

  // --- the end of a token ---

  @Test
  void who_has_an_expired_one_must_go_by_whatever_he_has_come() throws Exception {
    String brief = token("anna", 4);
    AtomicReference<String> next = new AtomicReference<>(brief);
    Mqtt5BlockingClient renewing =
        client("renewing", new Steps("token", next::get, null, data -> true));
    renewing.connect();
    try (Client5 lazy = Library5.HIVEMQ.connect(port, Terms5.of("lazy").user("", brief));
        RawSocket text = new RawSocket(port);
        RawSocket json = new RawSocket(port);
        InputStream events =
            HTTP.send(
                    request("api/events?filter=own/%23", brief).build(),
                    BodyHandlers.ofInputStream())
                .body()) {
      assertThat(text.handshake("/text/own/t", "Authorization: Bearer " + brief).status())
          .isEqualTo(101);
      assertThat(json.handshake("/json", "Sec-WebSocket-Protocol: bearer." + brief).status())
          .isEqualTo(101);
      json.send(
          Frame.of(
              Frame.TEXT,
              "{\"type\":\"ping\"}"
                  .getBytes(UTF_8))); // it doesn't connect before it has said anything
      assertThat(send(request("api/topics/own/none", brief)).statusCode()).isEqualTo(404);
      next.set(token("anna", 60, "ops"));
      renewing.toAsync().reauth().get();
      assertThat(lazy.awaitLost().code()).isEqualTo(NOT_AUTHORIZED);
      assertThat(new String(events.readAllBytes(), UTF_8)).contains("event: ready"); // and an end
      assertThat(text.readToEnd()).isEqualTo(1008);
      assertThat(json.readToEnd()).isEqualTo(1008);
      assertThat(send(request("api/topics/own/none", brief)).statusCode()).isEqualTo(401);
      assertThat(renewing.getState().isConnected()).isTrue();
      renewing
          .publishWith()
          .topic("valves/1")
          .qos(com.hivemq.client.mqtt.datatypes.MqttQos.AT_LEAST_ONCE)
          .send();
      renewing.disconnect();
    }
  }

  private static Mqtt5BlockingClient client(String clientId, Mqtt5EnhancedAuthMechanism method) {
    return Mqtt5Client.builder()
        .identifier(clientId)
        .serverHost("127.0.0.1")
        .serverPort(port)
        .webSocketConfig()
        .serverPath("mqtt")
        .applyWebSocketConfig()
        .enhancedAuth(method)
        .buildBlocking();
  }

  // --- SCRAM ---

  @Test
  void scram_proves_a_password_to_the_server_and_the_server_to_the_client() throws Exception {
    Mqtt5BlockingClient carl = client("carl", new Scram("carl", "carls-password").steps());
    carl.connect();
    carl.toAsync().reauth().get();
    assertThat(carl.getState().isConnected()).isTrue();
    carl.disconnect();
    assertThat(server.log()).contains("client 'carl' of user 'carl' connected");
    for (Scram wrong :
        List.of(
            new Scram("carl", secret("wrong-password")), new Scram("nobody", "carls-password"))) {
      assertThatThrownBy(() -> client("wrong", wrong.steps()).connect())
          .isInstanceOfSatisfying(
              Mqtt5ConnAckException.class,
              refused -> {
                assertThat(refused.getMqttMessage().getReasonCode())
                    .isEqualTo(Mqtt5ConnAckReasonCode.NOT_AUTHORIZED);
                assertThat(refused.getMqttMessage().getReasonString().orElseThrow().toString())
                    .isEqualTo("the user name or the password is wrong");
              });
    }
  }

  // --- tickets ---

  private static String ticket(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> response = send(request.POST(BodyPublishers.noBody()));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    Matcher body = TICKET.matcher(response.body());
    assertThat(body.matches()).isTrue();
    return secret(body.group(1));
  }

  private static String ticket() throws Exception {
    return ticket(request("api/tickets", token("anna", 60, "ops")));
  }

  @Test
  void a_ticket_opens_each_kind_of_connection_once() throws Exception {
    String mqtt = "/mqtt?ticket=" + ticket();
    try (RawSocket socket = new RawSocket(port)) {
      assertThat(socket.handshake(mqtt).status()).isEqualTo(101);
      socket.binary(Mqtt.connect("by-ticket"));
      RawClient client = new RawClient(socket);
      assertThat(client.expect(Packet.CONNACK).code()).isZero();
      client.subscribe("valves/#", 1); // by the role that the token had
    }
    Await.until(
        "it is anna's", () -> server.log().contains("client 'by-ticket' of user 'anna' connected"));
    try (RawSocket again = new RawSocket(port)) {
      assertThat(again.handshake(mqtt).status()).isEqualTo(101);
      again.binary(Mqtt.connect("by-ticket"));
      assertThat(new RawClient(again).expect(Packet.CONNACK).code()).isEqualTo(5);
    }
    String text = "/text/own/t?ticket=" + ticket();
    try (RawSocket device = new RawSocket(port)) {
      assertThat(device.handshake(text).status()).isEqualTo(101);
    }
    try (RawSocket page = new RawSocket(port)) {
      assertThat(page.handshake("/json?ticket=" + ticket()).status()).isEqualTo(101);
    }
    String events = "api/events?filter=valves/%23&ticket=" + ticket();
    HttpResponse<InputStream> stream =
        HTTP.send(request(events, null).build(), BodyHandlers.ofInputStream());
    assertThat(stream.statusCode()).isEqualTo(200);
    stream.body().close();
    assertThat(send(request(events, null)).statusCode()).isEqualTo(401);
    assertThat(send(request("api/topics/own/h?ticket=" + ticket(), null)).statusCode())
        .isEqualTo(401); // who can send requests can send a header
  }

  @Test
  void of_many_who_come_with_one_ticket_one_gets_in() throws Exception {
    String path = "/mqtt?ticket=" + ticket();
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger in = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      int number = i;
      Thread thread =
          new Thread(
              () -> {
                try (RawSocket socket = new RawSocket(port)) {
                  go.await();
                  socket.handshake(path);
                  socket.binary(Mqtt.connect("racer-" + number));
                  if (new RawClient(socket).expect(Packet.CONNACK).code() == 0) {
                    in.incrementAndGet();
                  }
                } catch (IOException | InterruptedException e) {
                  in.addAndGet(100);
                }
              });
      thread.start();
      threads.add(thread);
    }
    go.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(in).hasValue(1);
  }

  @Test
  void only_who_shows_who_he_is_gets_a_ticket() throws Exception {
    String basic = Base64.getEncoder().encodeToString("bert:berts-password".getBytes(UTF_8));
    ticket(request("api/tickets", null).header("Authorization", "Basic " + secret(basic)));
    for (String bad : new String[] {null, token("anna", -1)}) {
      HttpResponse<String> refused =
          send(request("api/tickets", bad).POST(BodyPublishers.noBody()));
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.headers().allValues("WWW-Authenticate")).hasSize(2);
    }
    HttpRequest.Builder byTicket = request("api/tickets?ticket=" + ticket(), null);
    assertThat(send(byTicket.POST(BodyPublishers.noBody())).statusCode()).isEqualTo(401);
  }

  // --- keys ---

  @Test
  void keys_change_while_it_runs_and_the_last_good_ones_stay() throws Exception {
    try {
      KEYS.set("");
      Await.until("health says so", () -> Health.ready(port).contains("it answers 503"));
      Terms5 anna = Terms5.of("keys").user("", token("anna", 60));
      Library5.HIVEMQ.connect(port, anna).close();
      Jwt second = new Jwt("second");
      KEYS.set(second.keySet());
      Terms5 later = Terms5.of("keys").user("", secret(second.token("anna", 60)));
      Await.until("the new key is known", () -> connects(later));
      assertThat(connects(anna)).isFalse();
    } finally {
      KEYS.set(ISSUER.keySet());
      Terms5 anna = Terms5.of("keys").user("", token("anna", 60));
      Await.until("all is as it was", () -> connects(anna));
    }
  }

  private static boolean connects(Terms5 terms) throws Exception {
    try {
      Library5.HIVEMQ.connect(port, terms).close();
      return true;
    } catch (RefusedException e) {
      return false;
    }
  }
}
