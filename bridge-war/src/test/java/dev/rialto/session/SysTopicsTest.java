package dev.rialto.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.access.Access;
import dev.rialto.access.Permissions;
import dev.rialto.config.Setting;
import dev.rialto.store.Change;
import dev.rialto.store.HeldStore;
import dev.rialto.wire.Packet;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the server says of itself. */
class SysTopicsTest {
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final TestBroker broker = open(Permissions.LOCAL);

  private static TestBroker open(Permissions permissions) {
    TestBroker broker = new TestBroker(new HeldStore(), Access.allowing(permissions), List.of());
    broker.tellOfItself(INTERVAL);
    return broker;
  }

  /** What came since the last time: topic and value. */
  private static Map<String, String> said(TestClient reader) {
    Map<String, String> said = new HashMap<>();
    for (Packet packet : reader.take()) {
      if (packet instanceof Packet.Publish publish) {
        String topic = publish.message().topic().value();
        assertThat(topic).startsWith("$SYS/broker/");
        said.put(topic.substring("$SYS/broker/".length()), TestClient.payload(publish));
      }
    }
    return said;
  }

  private TestClient reader(String filter) {
    TestClient reader = broker.clean5("reader");
    reader.ask(filter, 1, 1);
    return reader;
  }

  @Test
  void who_subscribes_sees_all_of_it_at_once() {
    assertThat(said(reader("$SYS/#")))
        .containsEntry("version", "Rialto in a test")
        .containsEntry("uptime", "0 seconds")
        .containsEntry("clients/connected", "0")
        .containsEntry("load/messages/received/15min", "0.00")
        .containsKey("rialto/dropped-queue-full")
        .containsKey("retained messages/count");
  }

  @Test
  void then_what_has_changed() {
    TestClient reader = reader("$SYS/#");
    reader.take();
    TestClient away = broker.persistent5("away");
    away.subscribe("t", 1);
    away.vanish();
    TestClient publisher = broker.clean5("publisher");
    publisher.retain(1, "kept", "12345", 1);
    publisher.publish(1, "t", "x".repeat(2_000), 2);
    publisher.publish("$SYS/broker/uptime", "mine"); // dropped
    broker.scheduler().pass(INTERVAL);
    Map<String, String> said = said(reader);
    assertThat(said)
        .containsEntry("uptime", "10 seconds")
        .containsEntry("clients/connected", "2")
        .containsEntry("clients/disconnected", "1")
        .containsEntry("clients/total", "3")
        .containsEntry("clients/maximum", "2")
        .containsEntry("messages/received", "3")
        .containsEntry("publish/messages/received", "3")
        .containsEntry("publish/messages/dropped", "1")
        .containsEntry("rialto/dropped-not-authorized", "1")
        .containsEntry("subscriptions/count", "2")
        .containsEntry("retained messages/count", "1")
        .containsEntry(
            "load/messages/received/1min", "2.76") // 18 a minute, of which a sixth counts
        .doesNotContainKey("version")
        .doesNotContainKey("bytes/received");
    assertThat(Long.parseLong(said.get("memory/waiting"))).isPositive();
    broker.scheduler().pass(INTERVAL);
    assertThat(said(reader)).containsKey("uptime").doesNotContainKey("clients/total");
    broker.clean5("away"); // in place of the other
    publisher.vanish();
    broker.scheduler().pass(INTERVAL);
    assertThat(said(reader))
        .containsEntry("subscriptions/count", "1")
        .containsEntry("clients/disconnected", "0")
        .containsEntry("memory/waiting", "0");
  }

  @Test
  void nobody_who_is_away_is_owed_it_and_nothing_is_stored() {
    TestClient away = broker.persistent5("away");
    away.ask("$SYS/#", 1, 1);
    away.vanish();
    broker.scheduler().pass(Duration.ofHours(1));
    assertThat(broker.waiting().bytes()).isZero();
    assertThat(broker.store().changes(Change.Retained.class)).isEmpty();
    assertThat(broker.store().changes(Change.Queued.class)).isEmpty();
  }

  @Test
  void a_wildcard_alone_does_not_match_it() { // [MQTT-4.7.2-1]
    TestClient reader = reader("#");
    broker.scheduler().pass(INTERVAL);
    assertThat(said(reader)).isEmpty();
  }

  @Test
  void it_is_read_by_permission_only() {
    TestBroker strict = open(Permissions.ALL);
    TestClient client = strict.clean5("client");
    client.ask("$SYS/#", 0, 1);
    strict.scheduler().pass(INTERVAL);
    assertThat(client.takePayloads()).isEmpty();
  }

  @Test
  void it_takes_no_room_of_others() {
    TestBroker small =
        new TestBroker(
            new HeldStore(),
            Access.allowing(Permissions.LOCAL),
            List.of(),
            Setting.RETAINED_MAX,
            1);
    small.tellOfItself(INTERVAL);
    TestClient client = small.clean5("client");
    client.retain(1, "t", "x", 1);
    assertThat(((Packet.PubAck) client.take().get(0)).reason().isError()).isFalse();
  }
}
