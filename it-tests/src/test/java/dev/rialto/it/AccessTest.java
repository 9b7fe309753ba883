package dev.rialto.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rialto.access.PasswordFileEdit;
import dev.rialto.access.PasswordHash;
import dev.rialto.it.client.Client.Library;
import dev.rialto.it.client.Client5;
import dev.rialto.it.client.Client5.Library5;
import dev.rialto.it.client.Message5;
import dev.rialto.it.client.RefusedException;
import dev.rialto.it.client.Terms;
import dev.rialto.it.client.Terms5;
import dev.rialto.it.client.Wish;
import dev.rialto.it.raw.Mqtt;
import dev.rialto.it.raw.Packet;
import dev.rialto.it.raw.RawClient;
import dev.rialto.it.raw.RawSocket;
import dev.rialto.it.server.Health;
import dev.rialto.it.server.Server;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Users, their passwords and their rights, on a real server, with files that change meanwhile. */
class AccessTest {
  private static final int BAD_USER_NAME_OR_PASSWORD = 0x86;
  private static final int NOT_AUTHORIZED = 0x87;
  private static final String RULES =
      "user anna\ntopic readwrite own/#\ntopic read shown\nuser writer\ntopic write #\n";

  @TempDir private static Path folder;

  private static Path passwords;
  private static Path acl;
  private static Server server;
  private static int port;

  @BeforeAll
  static void start() throws Exception {
    passwords = folder.resolve("passwords");
    acl = folder.resolve("acl");
    put("anna", "secret");
    put("writer", "paper");
    Files.writeString(acl, RULES);
    server =
        Server.start(
            "access-server",
            "rialto.access.passwords.file=" + passwords,
            "rialto.access.acl.file=" + acl,
            "rialto.access.failures.delay=0 s"); // all tests come from the same address
    port = server.port();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void everythingIsAsItWas() throws Exception {
    Await.until("the files are in effect", () -> !Health.ready(port).contains("access-files"));
  }

  private static void put(String user, String password) throws IOException {
    byte[] salt = user.repeat(12).substring(0, 12).getBytes(UTF_8);
    PasswordHash hash = PasswordHash.of(password.getBytes(UTF_8), salt, 1000);
    new PasswordFileEdit(passwords).put(user, hash);
  }

  private static Terms5 anna() {
    return Terms5.of("annas-client").user("anna", "secret");
  }

  private static Terms5 writer() {
    return Terms5.of("writers-client").user("writer", "paper");
  }

  private static int refusal(Library5 library, Terms5 terms) {
    return catchThrowableOfType(RefusedException.class, () -> library.connect(port, terms).close())
        .code();
  }

  @ParameterizedTest
  @EnumSource(Library5.class)
  void only_who_knows_the_password_gets_in(Library5 library) throws Exception {
    long failed = server.counter("logins-failed");
    library.connect(port, anna()).close();
    assertThat(refusal(library, anna().user("anna", "Secret")))
        .isEqualTo(BAD_USER_NAME_OR_PASSWORD);
    assertThat(refusal(library, anna().user("nobody", "secret")))
        .isEqualTo(BAD_USER_NAME_OR_PASSWORD);
    assertThat(server.counter("logins-failed")).isEqualTo(failed + 2);
    assertThat(server.log())
        .contains("client 'annas-client' of user 'anna' connected from 127.0.0.1:")
        .contains("Who may connect: 2 users with passwords")
        .doesNotContain("ecret'", "paper");
  }

  @ParameterizedTest
  @EnumSource(Library5.class)
  void where_there_are_users_nobody_is_anonymous(Library5 library) {
    assertThat(refusal(library, Terms5.of("stranger"))).isEqualTo(NOT_AUTHORIZED);
  }

  @Test
  void clients_of_mqtt_3_get_their_return_code() throws Exception {
    try (RawSocket socket = new RawSocket(port)) {
      socket.upgrade();
      socket.binary(Mqtt.connect("old"));
      assertThat(new RawClient(socket).expect(Packet.CONNACK).code()).isEqualTo(5);
    }
    assertThat(
            catchThrowableOfType(
                Exception.class,
                () -> Library.PAHO.connect(port, Terms.of("old").user("nobody")).close()))
        .isNotNull();
  }

  private static int status(String method, String path, String user) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.http().resolve(path))
            .method(
                method,
                method.equals("POST")
                    ? HttpRequest.BodyPublishers.ofString("x")
                    : HttpRequest.BodyPublishers.noBody());
    if (user != null) {
      String pair = Base64.getEncoder().encodeToString(user.getBytes(UTF_8));
      request.header("Authorization", "Basic " + pair);
    }
    return HttpClient.newHttpClient()
        .send(request.build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  void the_same_holds_for_http() throws Exception {
    assertThat(status("POST", "api/topics/own/x", "anna:secret")).isEqualTo(200);
    assertThat(status("POST", "api/topics/shown", "anna:secret")).isEqualTo(403);
    assertThat(status("POST", "api/topics/hidden/x?retain=true", "writer:paper")).isEqualTo(200);
    assertThat(status("GET", "api/topics/own/x", "anna:secret")).isEqualTo(200);
    assertThat(status("GET", "api/topics/hidden/x", "anna:secret")).isEqualTo(403);
    assertThat(status("GET", "api/topics/own/x", "anna:wrong")).isEqualTo(401);
    assertThat(status("GET", "api/topics/own/x", null)).isEqualTo(401);
    assertThat(status("GET", "api/events?filter=hidden/%23", "anna:secret")).isEqualTo(403);
    assertThat(status("GET", "api/events?filter=own/%23", "anna:wrong")).isEqualTo(401);
    assertThat(status("DELETE", "api/topics/hidden/x", "writer:paper")).isEqualTo(204);
  }

  @ParameterizedTest
  @EnumSource(Library5.class)
  void each_may_do_what_the_rules_say(Library5 library) throws Exception {
    try (Client5 anna = library.connect(port, anna());
        Client5 writer = library.connect(port, writer())) {
      assertThat(anna.subscribe(Wish.of("hidden/#", 1)).code()).isEqualTo(NOT_AUTHORIZED);
      assertThat(writer.subscribe(Wish.of("#", 1)).code()).isEqualTo(NOT_AUTHORIZED);
      assertThat(anna.subscribe("#", 1)).isEqualTo(1);
      assertThat(anna.publish(Message5.of("shown", 1, "not hers")).code())
          .isEqualTo(NOT_AUTHORIZED);
      for (String topic : new String[] {"hidden/x", "own/x", "hidden/y", "shown"}) {
        writer.publish(Message5.of(topic, 1, "to " + topic));
      }
      assertThat(anna.next().text()).isEqualTo("to own/x");
      assertThat(anna.next().text()).isEqualTo("to shown");
      assertThat(anna.waiting()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Library5.class)
  void rights_and_users_can_be_taken_away(Library5 library) throws Exception {
    try (Client5 anna = library.connect(port, anna());
        Client5 writer = library.connect(port, writer())) {
      anna.subscribe("#", 1);
      Files.writeString(acl, RULES + "user anna\ntopic deny own/#\n");
      Await.until(
          "she may not publish any more",
          () -> anna.publish(Message5.of("own/a", 1, "x")).code() == NOT_AUTHORIZED);
      while (anna.waiting() > 0) {
        anna.next(); // what she was allowed to until then
      }
      writer.publish(Message5.of("own/b", 1, "denied"));
      writer.publish(Message5.of("shown", 1, "allowed"));
      assertThat(anna.next().text()).isEqualTo("allowed");

      new PasswordFileEdit(passwords).remove("anna");
      assertThat(anna.awaitLost().code()).isEqualTo(NOT_AUTHORIZED);
      assertThat(refusal(library, anna())).isEqualTo(BAD_USER_NAME_OR_PASSWORD);
      writer.publish(Message5.of("shown", 1, "the writer is still here"));
    } finally {
      put("anna", "secret");
      Files.writeString(acl, RULES);
      Await.until("anna is back", () -> connects(library));
    }
  }

  private static boolean connects(Library5 library) throws Exception {
    try (Client5 anna = library.connect(port, anna())) {
      return anna.publish(Message5.of("own/a", 1, "x")).code() != NOT_AUTHORIZED;
    } catch (RefusedException e) {
      return false;
    }
  }

  @Test
  void a_bad_file_is_said_and_changes_nothing() throws Exception {
    try {
      Files.writeString(acl, RULES + "user\n");
      Await.until("health says so", () -> Health.ready(port).contains("whose line 6 is not user"));
      assertThat(Health.ready(port)).contains("\"status\":\"UP\"");
      assertThat(connects(Library5.HIVEMQ)).isTrue();
    } finally {
      Files.writeString(acl, RULES);
    }
  }

  @Test
  void a_bad_file_stops_the_start(@TempDir Path bad) throws Exception {
    Path file = Files.writeString(bad.resolve("passwords"), "anna:secret\n");
    try (Server unready =
        Server.startUnready("bad-passwords", "rialto.access.passwords.file=" + file)) {
      unready.awaitLog(
          "rialto.access.passwords.file names " + file + ", whose line 1 is not user:$7$");
    }
  }
}
