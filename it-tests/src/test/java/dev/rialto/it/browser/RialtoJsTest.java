package dev.rialto.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.it.Await;
import dev.rialto.it.client.Relay;
import dev.rialto.it.server.Folders;
import dev.rialto.it.server.Ports;
import dev.rialto.it.server.Server;
import dev.rialto.launch.MicroServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** {@code rialto.js} in a real browser, with the proxies in between that it is made for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RialtoJsTest {
  private static final Path TARGET = Server.checkout().resolve("it-tests/target");
  private static final Path STORE = TARGET.resolve("stores/rialto-js");
  private static final Duration BOOT = Duration.ofMinutes(3);
  private static final Duration SOON = Duration.ofSeconds(20);

  private Pages pages;
  private int port;
  private MicroServer server;
  private BlockingProxy unbuffered;
  private BlockingProxy buffering;
  private Chromium browser;

  @BeforeAll
  void start() throws Exception {
    Folders.delete(STORE);
    port = Ports.free();
    pages = new Pages();
    unbuffered = new BlockingProxy(port, false);
    buffering = new BlockingProxy(port, true);
    startServer();
    browser = new Chromium();
  }

  private void startServer() throws Exception {
    server =
        MicroServer.start(
            new MicroServer.Options(
                Server.checkout(),
                "127.0.0.1",
                port,
                List.of(
                    "-Xmx768m",
                    "-Drialto.store.directory=" + STORE,
                    "-Drialto.presence=on",
                    "-Drialto.access.origins=" + pages.origin()),
                TARGET.resolve("rialto-js.log")));
    server.awaitReady(BOOT);
  }

  @AfterAll
  void stop() {
    browser.close();
    server.close();
    unbuffered.close();
    buffering.close();
    pages.close();
  }

  @AfterEach
  void nothingIsWrongWithThePage() {
    browser.errors(); // those of one test are not the next one's
  }

  /** A page of another origin, which connects to a server that is there for it, or seems to be. */
  private void open(String name, Object address, String script) {
    browser.open(
        pages.add(
            "/" + name,
            "text/html",
            """
            <!doctype html><title>%s</title><script type="module">
            import { connect } from '%srialto.js';
            globalThis.got = [];
            globalThis.gaps = 0;
            %s
            globalThis.page = page;
            page.on('gap', () => { gaps++; });
            page.on('state', ({ name, transport }) => { document.body.dataset.state = transport ?? name; });
            </script>
            """
                .formatted(name, address, script)));
  }

  private List<String> got() {
    List<String> got = new ArrayList<>();
    ((List<?>) browser.run("return got")).forEach(each -> got.add((String) each));
    return got;
  }

  private void awaitGot(String what, List<String> values) throws Exception {
    Await.until(() -> what + ", not " + got(), SOON, () -> got().equals(values));
  }

  private MqttClient mqtt(String id) throws MqttException {
    MqttClient client =
        new MqttClient("ws://127.0.0.1:" + port + "/mqtt", id, new MemoryPersistence());
    client.connect();
    return client;
  }

  private static void publish(MqttClient client, String topic, String value) throws MqttException {
    client.publish(topic, value.getBytes(StandardCharsets.UTF_8), 1, false);
  }

  /** Both ways between a page and an MQTT client, by the transport that the page ends up with. */
  private void exchanges(String transport, Object address) throws Exception {
    String topic = "js/" + transport;
    List<String> heard = new CopyOnWriteArrayList<>();
    try (MqttClient device = mqtt("device-" + transport)) {
      device.publish(topic + "/kept", "before".getBytes(StandardCharsets.UTF_8), 1, true);
      device.subscribe(topic + "/page", 1, (to, message) -> heard.add(message.toString()));
      open(
          transport,
          address,
          """
          const page = connect();
          page.subscribe('%s/#', ({ topic, value, retain }) => {
            if (!topic.endsWith('/page')) got.push(`${topic} ${value} ${retain}`);
          });
          """
              .formatted(topic));
      browser.awaitState(transport, SOON);
      awaitGot("what is retained", List.of(topic + "/kept before true"));
      publish(device, topic + "/a", "1");
      publish(device, topic + "/b/ü", "2");
      awaitGot(
          "what is published",
          List.of(topic + "/kept before true", topic + "/a 1 false", topic + "/b/ü 2 false"));
      assertThat(browser.run("return page.publish('" + topic + "/page', { x: [1, 'ü'] })"))
          .isNull(); // a promise that is fulfilled
      Await.until(
          "the device hears the page", SOON, () -> heard.equals(List.of("{\"x\":[1,\"ü\"]}")));
      assertThat(browser.run("return gaps")).isEqualTo(0L);
      device.disconnect();
    }
  }

  @Test
  void over_the_websocket() throws Exception {
    exchanges("websocket", server.address());
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void by_a_stream_where_a_proxy_blocks_websockets() throws Exception {
    exchanges("events", unbuffered.address());
    assertThat(unbuffered.count("upgrade")).isEqualTo(1);
    assertThat(unbuffered.count("text/event-stream")).isEqualTo(1);
  }

  @Test
  void by_long_polls_where_it_keeps_streams_back() throws Exception {
    exchanges("poll", buffering.address());
    assertThat(buffering.count("upgrade")).isEqualTo(1);
    assertThat(buffering.count("text/event-stream")).isEqualTo(1);
  }

  @Test
  void who_is_there_comes_and_goes() throws Exception {
    open(
        "presence",
        server.address(),
        """
        const page = connect();
        page.presence(({ clientId, state }) => {
          if (clientId.startsWith('who')) got.push(`${clientId} ${state}`);
        });
        """);
    browser.awaitState("websocket", SOON);
    try (MqttClient device = mqtt("who/1")) {
      Await.until(() -> "who/1 shows in " + got(), SOON, () -> !got().isEmpty());
      device.disconnect();
    }
    Await.until(() -> "who/1 leaves in " + got(), SOON, () -> got().contains("who/1 leave"));
    assertThat(got()).hasSize(2);
  }

  @Test
  void a_session_outlives_a_crash_of_the_server_with_nothing_missing_and_nothing_twice()
      throws Exception {
    try (Relay relay = new Relay(port)) {
      open(
          "session",
          "http://127.0.0.1:" + relay.port() + "/",
          """
          globalThis.tokens = 0;
          const page = connect({ session: 600, token: () => `token ${++tokens}` });
          page.subscribe('js/session/#', ({ value }) => { got.push(value); });
          """);
      browser.awaitState("websocket", SOON);
      try (MqttClient device = mqtt("device-session")) {
        Await.until(
            "it is subscribed",
            SOON,
            () -> {
              publish(device, "js/session/a", "begin");
              return got().contains("begin");
            });
        browser.run("got.length = 0");
        for (int i = 0; i < 10; i++) {
          publish(device, "js/session/" + i % 3, "" + i);
        }
        awaitGot("the first", numbers(10));
        relay.block();
        browser.awaitState("reconnecting", SOON);
        browser.run("page.publish('js/session/page', 'meanwhile')"); // and doesn't wait for it
        for (int i = 10; i < 20; i++) {
          publish(device, "js/session/" + i % 3, "" + i);
        }
        device.disconnect();
      }
      server.process().destroyForcibly().waitFor(); // as kill -9 does
      startServer();
      relay.unblock();
      browser.run("page.retry()");
      browser.awaitState("websocket", SOON);
      List<String> all = numbers(20);
      all.add("meanwhile");
      awaitGot("all of them", all);
      try (MqttClient device = mqtt("device-session")) {
        publish(device, "js/session/a", "after");
        all.add("after");
        awaitGot("what comes now", all);
        device.disconnect();
      }
      assertThat(browser.run("return gaps")).isEqualTo(0L);
      assertThat((Long) browser.run("return tokens")).isGreaterThanOrEqualTo(2);
    }
  }

  private static List<String> numbers(int count) {
    return new ArrayList<>(IntStream.range(0, count).mapToObj(String::valueOf).toList());
  }

  @Test
  void the_sample_in_the_readme_does_what_it_says() throws Exception {
    Matcher sample =
        Pattern.compile("```js\n(import \\{ connect.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Server.checkout().resolve("README.md")));
    assertThat(sample.find()).isTrue();
    try (MqttClient device = mqtt("device-readme")) {
      List<String> heard = new CopyOnWriteArrayList<>();
      device.subscribe("lamp", 1, (topic, message) -> heard.add(message.toString()));
      browser.open(
          pages.add(
              "/readme",
              "text/html",
              "<!doctype html><body><script type=module>"
                  + sample.group(1).replace("http://127.0.0.1:8080/", server.address().toString())
                  + "</script>"));
      Await.until("the lamp is on", SOON, () -> heard.contains("on"));
      publish(device, "sensors/1", "461");
      Await.until("the value shows", SOON, () -> browser.element("body").getText().contains("461"));
      device.disconnect();
    }
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void the_chat_of_the_examples() throws Exception {
    Path page = Server.checkout().resolve("examples/browser/index.html");
    URI address =
        pages.add(
            "/chat",
            "text/html",
            Files.readString(page).replace("http://127.0.0.1:8080/", server.address().toString()));
    browser.open(address);
    Await.until(
        "it is connected", SOON, () -> browser.element("#state").getText().contains("websocket"));
    browser.type("#nickname", "Anna");
    browser.type("#text", "<b>461</b>");
    browser.element("button").click();
    Await.until(
        "the message shows, as text",
        SOON,
        () -> browser.element("#messages").getText().contains("<b>461</b>"));
    browser.open(address); // a page that has just opened is not empty
    Await.until(
        "the message is there",
        SOON,
        () -> browser.element("#messages").getText().contains("Anna"));
    for (String scheme : List.of("light", "dark")) {
      browser.looks(360, scheme);
      assertThat(browser.scrollsSideways()).isFalse();
      browser.screenshot(TARGET.resolve("screenshots/chat-%s.png".formatted(scheme)));
    }
    assertThat(browser.errors()).isEmpty();
  }
}
