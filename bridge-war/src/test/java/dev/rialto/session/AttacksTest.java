package dev.rialto.session;

import static dev.rialto.session.TestClient.message;
import static dev.rialto.session.TestClient.request;
import static dev.rialto.session.TestClient.will;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.access.Access;
import dev.rialto.access.Permissions;
import dev.rialto.config.Setting;
import dev.rialto.observe.Counter;
import dev.rialto.store.HeldStore;
import dev.rialto.topic.TopicFilter;
import dev.rialto.topic.TopicName;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Payload;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.ReasonCode;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks that worked on other brokers, as far as they reach the engine. */
class AttacksTest {
  private static final String DEEP = "/".repeat(32_766); // 32,767 levels

  private TestBroker broker = new TestBroker();
  private TestClient bystander = bystander();

  private TestClient bystander() {
    TestClient listener = broker.clean5("bystander");
    listener.subscribe(request("#", 1), Properties.NONE);
    return listener;
  }

  private void with(Object... settings) {
    broker = new TestBroker(settings);
    bystander = bystander();
  }

  private void expectUnharmed() {
    broker.clean5("somebody").publish("fine", "still there");
    bystander.expect(message(0, "fine", "still there", 0));
  }

  private TestClient withWill(String clientId, Packet.WillMessage will) {
    TestClient client = broker.client5(clientId);
    client.connect5(true, 0, will, Properties.NONE);
    return client;
  }

  // --- topics ---

  @Test
  void topics_of_32767_levels() {
    Farewell.expectRefusal(
        withWill("attacker", will(1, DEEP, "x", true)), ReasonCode.TOPIC_NAME_INVALID);
    TestClient attacker = broker.clean5("attacker");
    attacker.publish(1, DEEP, "x", 1);
    attacker.send(new Packet.Subscribe(2, List.of(request(DEEP, 1), request(DEEP + "#", 1))));
    assertThat(attacker.take())
        .extracting(packet -> packet instanceof Packet.PubAck ack ? ack.reason() : packet)
        .containsExactly(
            ReasonCode.TOPIC_NAME_INVALID,
            new Packet.SubAck(
                2, List.of(ReasonCode.TOPIC_FILTER_INVALID, ReasonCode.TOPIC_FILTER_INVALID)));
    attacker.vanish();
    assertThat(broker.count(Counter.DROPPED_TOPIC_TOO_DEEP)).isEqualTo(1);
    expectUnharmed();
  }

  @Test
  void topics_of_32767_levels_where_they_are_allowed() {
    with(Setting.TOPIC_LEVELS_MAX, 65_536, Setting.TOPIC_LENGTH_MAX, 65_535);
    TestClient attacker = withWill("attacker", will(1, DEEP, "bye", true));
    attacker.take();
    attacker.send(
        new Packet.Subscribe(
            2,
            List.of(
                request(DEEP, 1), request("+" + DEEP + "/#", 1), request("$share/g/" + DEEP, 1))));
    attacker.retain(1, DEEP, "x", 1);
    attacker.vanish();
    assertThat(bystander.takePayloads()).containsExactly("x", "bye");
    expectUnharmed();
  }

  @Test
  void publishing_to_topics_of_the_server() {
    for (String topic : List.of("$SYS/broker/uptime", "$SYS", "$share/g/t", "$")) {
      Farewell.expectRefusal(
          withWill("attacker", will(1, topic, "x", true)), ReasonCode.NOT_AUTHORIZED);
      TestClient attacker = broker.clean5("attacker");
      attacker.retain(1, topic, "x", 1);
      assertThat(attacker.take())
          .singleElement()
          .extracting("reason")
          .isEqualTo(ReasonCode.NOT_AUTHORIZED);
      attacker.vanish();
      bystander.send(new Packet.Subscribe(5, List.of(request("$SYS/#", 0))));
      assertThat(bystander.take()).hasSize(1);
    }
    assertThat(broker.count(Counter.DROPPED_NOT_AUTHORIZED)).isEqualTo(4);
    assertThat(broker.count(Counter.WILLS_PUBLISHED)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"$share", "$share/", "$share/g", "$share/g/", "$share//x", "$share/+/x"})
  void shared_subscriptions_that_are_none(String filter) { // [MQTT-4.8.2-1], [MQTT-4.8.2-2]
    TestClient attacker = broker.clean5("attacker");
    attacker.ask(filter, 1, 1);
    attacker.expectClosed(ReasonCode.TOPIC_FILTER_INVALID);
    expectUnharmed();
  }

  @Test
  void a_will_published_without_asking_whether_its_client_may() {
    Set<String> secrets = new HashSet<>(Set.of("secret"));
    Permissions guarded =
        new Permissions() {
          @Override
          public boolean mayPublish(TopicName topic) {
            return secrets.stream().noneMatch(topic.value()::startsWith);
          }

          @Override
          public boolean mayRead(TopicName topic) {
            return true;
          }

          @Override
          public boolean maySubscribe(TopicFilter filter) {
            return true;
          }
        };
    broker = new TestBroker(new HeldStore(), Access.allowing(guarded), List.of());
    bystander = bystander();
    Farewell.expectRefusal(
        withWill("attacker", will(1, "secret/x", "x", true)), ReasonCode.NOT_AUTHORIZED);
    TestClient patient = withWill("patient", will(1, "later/x", "x", true));
    Packet.WillMessage later = will(2, "later/x", "x", true);
    TestClient other =
        withWill("other", new Packet.WillMessage(later.message(), later.qos(), true, 5));
    secrets.add("later"); // it was none when they connected
    patient.vanish();
    other.vanish();
    broker.scheduler().pass(Duration.ofSeconds(6));
    bystander.send(new Packet.Subscribe(5, List.of(request("later/#", 0))));
    assertThat(bystander.take()).hasSize(1); // SUBACK: nothing came, nothing is retained
    assertThat(broker.count(Counter.DROPPED_NOT_AUTHORIZED)).isEqualTo(2);
  }

  @Test
  void a_retained_message_kept_after_its_author_lost_the_right() {
    Set<String> forbidden = new HashSet<>();
    Permissions changing =
        new Permissions() {
          @Override
          public boolean mayPublish(TopicName topic) {
            return !forbidden.contains(topic.value());
          }

          @Override
          public boolean mayRead(TopicName topic) {
            return true;
          }

          @Override
          public boolean maySubscribe(TopicFilter filter) {
            return true;
          }
        };
    broker = new TestBroker(new HeldStore(), Access.allowing(changing), List.of());
    bystander = bystander();
    TestClient attacker = broker.clean("attacker");
    attacker.retain(1, "news", "lies", 1);
    attacker.retain(1, "own", "fine", 2);
    attacker.disconnect();
    assertThat(retained("news")).containsExactly("lies");
    forbidden.add("news");
    assertThat(retained("#")).containsExactly("fine");
    forbidden.clear(); // such as a mistake that is mended
    assertThat(retained("news")).containsExactly("lies");
  }

  private List<String> retained(String filter) {
    TestClient reader = broker.clean("reader");
    reader.ask(filter, 0, 5);
    return reader.take().stream()
        .filter(Packet.Publish.class::isInstance)
        .map(packet -> ((Packet.Publish) packet).message().payload().toBytes())
        .map(bytes -> new String(bytes, UTF_8))
        .toList();
  }

  // --- memory and time ---

  @Test
  void takeover_of_the_same_client_100_times_a_second() {
    Properties lasting = Properties.of(Property.SESSION_EXPIRY_INTERVAL, 3600);
    TestClient last = null;
    for (int i = 0; i < 1000; i++) {
      TestClient next = broker.client5("victim");
      next.connect5(i % 3 == 0, 10, will(0, "w", "x", false), lasting);
      if (last != null) {
        last.expectClosed(ReasonCode.SESSION_TAKEN_OVER);
      }
      last = next;
      broker.scheduler().pass(Duration.ofMillis(10));
    }
    last.expectOpen();
    assertThat(broker.sessions()).isEqualTo(2);
    assertThat(broker.scheduler().planned()).isEqualTo(1); // the keep alive of the last one
    bystander.take();
    expectUnharmed();
  }

  @Test
  void qos_2_identifiers_that_are_never_released() throws ReflectiveOperationException {
    TestClient old = broker.clean("attacker"); // MQTT 3.1.1 has no receive maximum
    for (int id = 1; id <= 65_535; id++) {
      old.publish(2, "t", "", id);
    }
    assertThat(old.take()).hasSize(65_535);
    old.expectOpen();
    PacketIds all = new PacketIds();
    for (int id = 1; id <= 65_535; id++) {
      all.add(id);
    }
    var used = PacketIds.class.getDeclaredField("used");
    used.setAccessible(true);
    assertThat(((BitSet) used.get(all)).size() / 8).isLessThanOrEqualTo(8192);
    TestClient next = broker.clean5("other");
    for (int id = 1; id <= 1025; id++) {
      next.publish(2, "t", "", id);
    }
    next.expectClosed(ReasonCode.RECEIVE_MAXIMUM_EXCEEDED); // [MQTT-3.3.4-9]
  }

  @Test
  void bad_wills_that_leak_memory() {
    byte[] noText = {(byte) 0xFF};
    Packet.WillMessage bad =
        new Packet.WillMessage(
            new dev.rialto.wire.Message(
                message(0, "w", "", 0).message().topic(),
                new Payload(noText, 0, 1),
                Properties.of(Property.PAYLOAD_FORMAT_INDICATOR, 1)),
            dev.rialto.wire.Qos.AT_LEAST_ONCE,
            true,
            0xFFFF_FFFFL);
    for (int i = 0; i < 1000; i++) {
      withWill("attacker-" + i, bad).expectClosed(ReasonCode.PAYLOAD_FORMAT_INVALID);
      withWill("", bad).vanish();
      Packet.WillMessage late = will(0, "w", "x", false); // never due, but for the session's end
      withWill("same", new Packet.WillMessage(late.message(), late.qos(), false, 0xFFFF_FFFFL))
          .vanish();
    }
    assertThat(broker.sessions()).isEqualTo(1);
    assertThat(broker.scheduler().planned()).isZero();
    bystander.take();
    expectUnharmed();
  }

  @Test
  void connections_that_send_nothing() {
    List<TestClient> silent =
        java.util.stream.IntStream.range(0, 1000).mapToObj(i -> broker.client5("s" + i)).toList();
    broker.scheduler().pass(Duration.ofSeconds(10)); // rialto.connect.timeout
    assertThat(silent).allSatisfy(client -> assertThat(client.link().closed()).isNotNull());
    assertThat(broker.scheduler().planned()).isZero();
    expectUnharmed();
  }

  @Test
  void a_frozen_subscriber_that_stalls_everyone() {
    with(Setting.QUEUE_MESSAGES_MAX, 10);
    TestClient frozen = broker.clean5("frozen");
    frozen.subscribe(request("#", 1), Properties.NONE);
    frozen.link().room(0);
    TestClient publisher = broker.clean5("publisher");
    for (int i = 0; i < 1000; i++) {
      publisher.publish(i % 2, "t", "m" + i, i % 2);
    }
    assertThat(publisher.take()).hasSize(500);
    assertThat(bystander.take()).hasSize(1000);
    assertThat(broker.count(Counter.DROPPED_OUTBOX_FULL)).isEqualTo(500);
    assertThat(broker.count(Counter.DROPPED_QUEUE_FULL)).isEqualTo(490);
    expectUnharmed();
  }
}
