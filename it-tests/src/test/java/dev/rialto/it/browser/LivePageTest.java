package dev.rialto.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.it.Await;
import dev.rialto.launch.MicroServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The live page in a real browser, against a server that can be stopped and started. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LivePageTest {
  private static final Path CHECKOUT = Path.of(System.getProperty("rialto.checkout"));
  private static final Path TARGET = CHECKOUT.resolve("it-tests/target");
  private static final Duration BOOT = Duration.ofMinutes(3);
  private static final Duration SOON = Duration.ofSeconds(20);

  private MicroServer server;
  private Chromium browser;

  @BeforeAll
  void startServer() throws IOException, InterruptedException {
    server = start(freePort());
  }

  @AfterAll
  void stopServer() {
    server.close();
  }

  @BeforeEach
  void openPage() throws Exception {
    browser = new Chromium();
    browser.open(server.address());
    browser.awaitState("connected", SOON);
  }

  @AfterEach
  void closeBrowser() {
    browser.close();
  }

  @Test
  void a_value_that_a_device_publishes_is_on_the_page_within_a_second() throws Exception {
    try (MqttClient device = client("device-1")) {
      device.publish("house/kitchen/temperature", message("21.5"));
      Await.until(
          "the page shows the value",
          Duration.ofSeconds(1),
          () -> browser.value("house/kitchen/temperature").equals("21.5"));
      device.disconnect();
    }
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void the_page_reconnects_by_itself_after_a_restart_of_the_server() throws Exception {
    int port = server.address().getPort();
    server.close();
    browser.awaitState("reconnecting", SOON);
    browser.screenshot(TARGET.resolve("screenshots/reconnecting.png"));
    server = start(port);
    browser.awaitState("connected", Duration.ofSeconds(40));
    try (MqttClient device = client("device-2")) {
      device.publish("after/restart", message("back"));
      Await.until("the value shows", SOON, () -> browser.value("after/restart").equals("back"));
      device.disconnect();
    }
  }

  @Test
  void the_simulated_nodemcus_show_up_with_their_values() throws Exception {
    Process devices =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                CHECKOUT.resolve("examples/device/Device.java").toString(),
                "--url",
                server.mqtt().toString(),
                "--count",
                "3",
                "--interval",
                "200")
            .redirectErrorStream(true)
            .redirectOutput(TARGET.resolve("devices.log").toFile())
            .redirectInput(new File("/dev/null"))
            .start();
    try {
      String topic = "rialto/demo/nodemcu-%d/a0";
      for (int i = 1; i <= 3; i++) {
        String one = topic.formatted(i);
        Await.until("values of " + one, SOON, () -> browser.value(one).matches("\\d{1,4}"));
      }
      String seen = browser.value(topic.formatted(1));
      Await.until("it changes", SOON, () -> !browser.value(topic.formatted(1)).equals(seen));
      screenshots("topics");
    } finally {
      devices.destroy();
      devices.waitFor();
    }
    Await.until(
        "their last word is offline",
        SOON,
        () -> browser.value("rialto/demo/nodemcu-1/status").equals("offline"));
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void an_edited_filter_shows_what_it_matches_and_nothing_else() throws Exception {
    try (MqttClient device = client("device-3")) {
      browser.type("#filter", "garden/+");
      browser.element("#filter-form").submit();
      Await.until("the filter is in use", SOON, () -> browser.topics() == 0);
      Await.until(
          "the garden shows",
          SOON,
          () -> {
            publish(device, "house/attic", "hot");
            publish(device, "garden/pond", "cold");
            return browser.value("garden/pond").equals("cold");
          });
      assertThat(browser.value("house/attic")).isEmpty();
      device.disconnect();
    }
  }

  @Test
  void the_form_publishes() throws Exception {
    try (MqttClient listener = client("listener-1")) {
      List<String> heard = new CopyOnWriteArrayList<>();
      listener.subscribe(
          "chat/room",
          1,
          (topic, message) -> heard.add(new String(message.getPayload(), StandardCharsets.UTF_8)));
      browser.type("#publish-topic", "chat/room");
      browser.type("#publish-value", "What's your nickname?");
      browser.element("#publish-send").click();
      Await.until("it is heard", SOON, () -> heard.contains("What's your nickname?"));
      Await.until(
          "and shown", SOON, () -> browser.value("chat/room").equals("What's your nickname?"));
      listener.disconnect();
    }
  }

  @Test
  void markup_in_topics_and_values_stays_text() throws Exception {
    String hostile = "<img src=x onerror=document.title='owned'>";
    try (MqttClient device = client("device-4")) {
      device.publish("hostile", message(hostile));
      device.publish("hostile/" + hostile, message("1"));
      Await.until("it shows as text", SOON, () -> browser.value("hostile").equals(hostile));
      device.disconnect();
    }
    assertThat(browser.element("title").getAttribute("textContent")).doesNotContain("owned");
    assertThat(browser.errors()).isEmpty();
  }

  private void screenshots(String name) throws IOException {
    for (String scheme : List.of("light", "dark")) {
      for (int width : new int[] {1280, 360}) {
        browser.looks(width, scheme);
        assertThat(browser.scrollsSideways()).as("wider than %d px", width).isFalse();
        browser.screenshot(
            TARGET.resolve("screenshots/%s-%s-%d.png".formatted(name, scheme, width)));
      }
    }
  }

  private MqttClient client(String id) throws MqttException {
    MqttClient client = new MqttClient(server.mqtt().toString(), id, new MemoryPersistence());
    client.connect();
    return client;
  }

  private static void publish(MqttClient client, String topic, String text) {
    try {
      client.publish(topic, message(text));
    } catch (MqttException e) {
      throw new AssertionError(e);
    }
  }

  private static MqttMessage message(String text) {
    return new MqttMessage(text.getBytes(StandardCharsets.UTF_8));
  }

  private static MicroServer start(int port) throws IOException, InterruptedException {
    Files.createDirectories(TARGET);
    MicroServer server =
        MicroServer.start(
            new MicroServer.Options(
                CHECKOUT, "127.0.0.1", port, List.of(), TARGET.resolve("live-page.log")));
    server.awaitReady(BOOT);
    return server;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
