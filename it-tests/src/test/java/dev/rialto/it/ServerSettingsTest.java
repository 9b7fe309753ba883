package dev.rialto.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.it.raw.Answer;
import dev.rialto.it.raw.Frame;
import dev.rialto.it.raw.Mqtt;
import dev.rialto.it.raw.Packet;
import dev.rialto.it.raw.RawClient;
import dev.rialto.it.raw.RawSocket;
import dev.rialto.it.server.Health;
import dev.rialto.it.server.OwnRun;
import dev.rialto.it.server.Ports;
import dev.rialto.it.server.Server;
import dev.rialto.it.server.Sockets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What settings change, each way of setting them, and how a server starts and stops. */
class ServerSettingsTest {

  private static Answer handshake(int port, String path, String... headers) throws IOException {
    try (RawSocket socket = new RawSocket(port)) {
      return socket.handshake(path, headers);
    }
  }

  private static void assertServes(int port, String path) throws IOException {
    try (RawSocket socket = new RawSocket(port)) {
      assertThat(socket.handshake(path, "Sec-WebSocket-Protocol: mqtt").status()).isEqualTo(101);
      socket.binary(Mqtt.connect("serves"));
      assertThat(new RawClient(socket).expect(Packet.CONNACK).code()).isZero();
    }
  }

  @Test
  void system_properties_open_the_server_to_proxies_origins_and_other_paths() throws Exception {
    try (Server server =
        Server.start(
            "open-server",
            "rialto.access.anonymous=anyone",
            "rialto.access.origins=https://www.example.org,http://intranet",
            "rialto.access.proxies=127.0.0.1",
            "rialto.mqtt.paths=/ws,/broker/mqtt",
            "rialto.packet.max=4 MiB",
            "rialto.transport=endpoint", // whose idle timers they are
            "rialto.websocket.ping=1s")) {
      int port = server.port();
      lets_strangers_in(port);
      knows_its_origin_behind_a_proxy_that_ends_tls(port);
      logs_the_client_and_not_the_proxy(server);
      serves_mqtt_on_other_paths_too(port);
      takes_the_largest_packets_that_the_setting_allows(port);
      pings_an_idle_connection(port);
      plans_none_of_the_idle_timers_that_are_switched_off(server);
      listens_on_loopback_only(server);
      says_goodbye_and_stops_quickly(server);
    }
  }

  private static void lets_strangers_in(int port) throws IOException {
    assertThat(handshake(port, "/mqtt", "Host: broker.example").status()).isEqualTo(101);
    assertThat(handshake(port, "/mqtt", "X-Forwarded-For: 192.0.2.7").status()).isEqualTo(101);
    assertThat(handshake(port, "/mqtt", "Origin: https://www.example.org").status()).isEqualTo(101);
    assertThat(handshake(port, "/mqtt", "Origin: HTTPS://WWW.EXAMPLE.ORG:443").status())
        .isEqualTo(101);
    assertThat(handshake(port, "/mqtt", "Origin: http://www.example.org").status()).isEqualTo(403);
    assertThat(handshake(port, "/mqtt", "Origin: https://evil.example").status()).isEqualTo(403);
  }

  private static void knows_its_origin_behind_a_proxy_that_ends_tls(int port) throws IOException {
    String[] headers = {
      "Host: backend:8080",
      "X-Forwarded-For: 192.0.2.7",
      "X-Forwarded-Proto: https",
      "X-Forwarded-Host: broker.example"
    };
    assertThat(handshake(port, "/mqtt", with(headers, "Origin: https://broker.example")).status())
        .isEqualTo(101);
    assertThat(handshake(port, "/mqtt", with(headers, "Origin: http://broker.example")).status())
        .isEqualTo(403);
    assertThat(handshake(port, "/mqtt", with(headers, "Origin: http://backend:8080")).status())
        .isEqualTo(403);
    assertThat(
            handshake(
                    port,
                    "/mqtt",
                    "Forwarded: for=192.0.2.7;proto=https;host=broker.example",
                    "Origin: https://broker.example")
                .status())
        .isEqualTo(101);
  }

  private static String[] with(String[] headers, String one) {
    return Stream.concat(Stream.of(headers), Stream.of(one)).toArray(String[]::new);
  }

  private static void logs_the_client_and_not_the_proxy(Server server) throws Exception {
    try (RawSocket socket = new RawSocket(server.port())) {
      socket.handshake("/mqtt", "X-Forwarded-For: 203.0.113.9, 192.0.2.7");
      socket.binary(Mqtt.connect("behind-proxy"));
      new RawClient(socket).expect(Packet.CONNACK);
    }
    server.awaitLog("client 'behind-proxy' connected from 192.0.2.7 (MQTT 3.1.1)");
  }

  private static void serves_mqtt_on_other_paths_too(int port) throws IOException {
    for (String path : List.of("/mqtt", "/ws", "/broker/mqtt")) {
      assertServes(port, path);
    }
    assertThat(handshake(port, "/elsewhere").status()).isEqualTo(404);
    try (RawSocket socket = new RawSocket(port)) {
      Answer page = socket.get("/");
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.body()).contains("<html");
    }
  }

  /** The container's input buffer follows the setting: at the default's it would close here. */
  private static void takes_the_largest_packets_that_the_setting_allows(int port)
      throws IOException {
    try (RawClient client = RawClient.connected(port, "large")) {
      client.send(Mqtt.publish(1, 1, "large", new byte[3 << 20]));
      client.expect(Packet.PUBACK);
    }
  }

  private static void pings_an_idle_connection(int port) throws IOException {
    try (RawSocket socket = RawSocket.webSocket(port)) {
      socket.binary(Mqtt.connect("pinged"));
      assertThat(socket.read().opcode()).isEqualTo(Frame.BINARY);
      for (int i = 0; i < 2; i++) {
        Frame ping = socket.read();
        assertThat(ping.opcode()).isEqualTo(Frame.PING);
        socket.send(Frame.of(Frame.PONG, ping.payload()));
      }
    }
  }

  /** The container asks for one with each message, received or sent; see ContainerTimers. */
  private static void plans_none_of_the_idle_timers_that_are_switched_off(Server server)
      throws IOException {
    long before = server.counter("container-timers-skipped");
    try (RawClient client = RawClient.connected(server.port(), "timers")) {
      for (int i = 0; i < 100; i++) {
        client.send(Mqtt.PINGREQ);
        client.expect(Packet.PINGRESP);
      }
    }
    assertThat(server.counter("container-timers-skipped")).isGreaterThanOrEqualTo(before + 200);
  }

  private static void listens_on_loopback_only(Server server) throws IOException {
    assertThat(Sockets.listening(server.process().pid()))
        .containsExactly("127.0.0.1:" + server.port());
  }

  private static void says_goodbye_and_stops_quickly(Server server) throws Exception {
    try (RawClient watcher = RawClient.connected(server.port(), "stop-watcher");
        RawClient mortal =
            RawClient.connected(
                server.port(), Mqtt.connectWithWill("stopped", 0, "stop/will", "gone"))) {
      watcher.subscribe("stop/will", 1);
      long start = System.nanoTime();
      server.process().destroy();
      assertThat(mortal.readToEnd()).isEqualTo(1001);
      assertThat(watcher.next()).isNull(); // and no will
      Await.until("it has ended", () -> !server.process().isAlive());
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
  }

  @Test
  void a_file_makes_the_server_strict(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("rialto.properties");
    Files.writeString(
        file,
        """
        rialto.websocket.subprotocol.required=true
        rialto.websocket.single-packet=true
        rialto.container.idle-timers=keep
        rialto.packet.max=64 KiB
        rialto.mqtt.qos.max=1
        rialto.mqtt.retained=false
        rialto.mqtt.wildcards=false
        """);
    try (Server server =
        Server.start("strict-server", "rialto.config.file=" + file, "rialto.packet.max=32 KiB")) {
      int port = server.port();
      requires_a_subprotocol(port);
      puts_one_packet_into_each_message(port);
      obeys_a_system_property_rather_than_the_file(port);
      grants_what_it_is_allowed_to(server);
      assertThat(server.counter("container-timers-skipped")).isZero();
    }
  }

  private static void requires_a_subprotocol(int port) throws IOException {
    assertThat(handshake(port, "/mqtt", "Sec-WebSocket-Protocol: mqtt").status()).isEqualTo(101);
    assertThat(handshake(port, "/mqtt", "Sec-WebSocket-Protocol: chat, mqttv3.1").status())
        .isEqualTo(101);
    for (String headers : new String[] {"Sec-WebSocket-Protocol: chat", "X-Nothing: here"}) {
      Answer answer = handshake(port, "/mqtt", headers);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body().strip()).endsWith(".");
    }
  }

  private static void puts_one_packet_into_each_message(int port) throws Exception {
    byte[] payload = new byte[1_000];
    int size = Mqtt.publish("single", payload).length;
    try (RawSocket slow = new RawSocket(port, 32 << 10);
        RawClient publisher = RawClient.connected(port, "single-publisher")) {
      slow.upgrade();
      slow.binary(Mqtt.connect("single"), Mqtt.subscribe(1, "single", 0));
      assertThat(slow.read().length()).isEqualTo(4);
      assertThat(slow.read().length()).isEqualTo(5);
      while (Health.counter(port, "dropped-outbox-full") == 0) { // so that packets have to wait
        for (int i = 0; i < 500; i++) {
          publisher.send(Mqtt.publish("single", payload));
        }
        publisher.publish("single-fence");
      }
      long sent = Health.counter(port, "messages-sent");
      for (long i = 0; i < sent; i++) {
        assertThat(slow.read().length()).isEqualTo(size);
      }
    }
  }

  private static void obeys_a_system_property_rather_than_the_file(int port) throws IOException {
    try (RawClient client = RawClient.connected(port, "large")) {
      client.send(Mqtt.publish("large", new byte[40 << 10]));
      assertThat(client.readToEnd()).isEqualTo(1009);
    }
  }

  private static void grants_what_it_is_allowed_to(Server server) throws IOException {
    try (RawClient client = RawClient.connected(server.port(), "granted")) {
      client.send(Mqtt.subscribe(1, "granted", 2));
      assertThat(client.expect(Packet.SUBACK).code()).isEqualTo(1);
      client.send(Mqtt.subscribe(2, "granted/#", 0));
      assertThat(client.expect(Packet.SUBACK).code()).isEqualTo(0x80);
      client.send(Mqtt.retain("granted", "kept?".getBytes(UTF_8)));
      assertThat(client.expect(Packet.PUBLISH).isRetained()).isFalse();
      client.send(Mqtt.subscribe(3, "granted", 1));
      client.expect(Packet.SUBACK);
      client.send(Mqtt.PINGREQ);
      client.expect(Packet.PINGRESP);
      assertThat(server.counter("retain-ignored")).isEqualTo(1);
    }
  }

  @Test
  void the_launcher_passes_the_environment_on_and_stops_cleanly() throws Exception {
    int port = Ports.free();
    Map<String, String> environment =
        Map.of(
            "RIALTO_MQTT_PATHS", "/from-environment",
            "RIALTO_WEBSOCKET_PING", "0 s",
            "RIALTO_SERVICE_PORT", "put here by an orchestrator",
            "RIALTO_CONFIG_FILE",
                Server.checkout().resolve("broker-config/rialto.properties").toString());
    try (OwnRun run = OwnRun.start("launched", port, environment)) {
      run.awaitOutput("Rialto is running.");
      assertThat(run.output())
          .contains("http://127.0.0.1:" + port + "/", "ws://127.0.0.1:" + port + "/mqtt")
          .contains("There is no setting for the environment variable RIALTO_SERVICE_PORT");
      assertServes(port, "/from-environment");
      try (RawClient client = RawClient.connected(port, "interrupted")) {
        run.interrupt();
        assertThat(client.readToEnd()).isEqualTo(1001);
      }
      Await.until("the launcher has ended", () -> !run.isAlive());
      assertThat(Sockets.isListening(port)).isFalse();
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "unknown-key | rialto.packet.maximum=1 MiB | There is no setting rialto.packet.maximum",
        "bad-value | rialto.config.file=bad.properties | rialto.packet.max is 'plenty', but must be",
        "missing-file | rialto.config.file=missing.properties | properties, which cannot be read",
      })
  void a_bad_setting_stops_the_deployment_with_a_sentence(
      String name, String setting, String sentence, @TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("bad.properties"), "rialto.packet.max=plenty\n");
    String inFolder = setting.replace("file=", "file=" + folder + "/");
    try (Server server = Server.startUnready(name, inFolder)) {
      server.awaitLog(sentence);
      Await.until(
          "the server has ended, or serves without Rialto",
          Duration.ofMinutes(2),
          () -> !server.process().isAlive() || Sockets.isListening(server.port()));
      assertThat(isReady(server)).isFalse();
    }
  }

  private static boolean isReady(Server server) {
    try {
      return Health.ready(server.port()).contains("rialto-ready");
    } catch (IOException e) {
      return false;
    }
  }
}
