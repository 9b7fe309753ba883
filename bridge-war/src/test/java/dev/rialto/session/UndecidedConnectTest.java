package dev.rialto.session;

import static dev.rialto.session.TestClient.WELCOME;
import static dev.rialto.session.TestClient.granted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.Setting;
import dev.rialto.observe.Counter;
import dev.rialto.store.HeldStore;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Payload;
import dev.rialto.wire.Properties;
import dev.rialto.wire.ProtocolVersion;
import dev.rialto.wire.ReasonCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What happens while somebody else thinks about a CONNECT. */
class UndecidedConnectTest {
  private final SlowDoor door = new SlowDoor();
  private final TestBroker broker = broker();
  private final TestClient client = broker.client("anna");

  private TestBroker broker(Object... settings) {
    return new TestBroker(new HeldStore(), door, List.of(), settings);
  }

  @Test
  void the_door_hears_who_it_is() {
    client.send(
        new Packet.Connect(
            ProtocolVersion.MQTT_3_1_1,
            "anna",
            true,
            0,
            null,
            "user",
            Payload.of("secret"),
            Properties.NONE));
    assertThat(door.login().clientId()).isEqualTo("anna");
    assertThat(door.login().userName()).isEqualTo("user");
    assertThat(door.login().password()).isEqualTo(Payload.of("secret"));
    assertThat(door.login().visitor().local()).isFalse();
    client.expectNothing();
    door.open();
    client.expect(WELCOME);
  }

  @Test
  void what_the_client_sends_meanwhile_waits_in_order() { // section 3.1.4
    client.connect(true);
    client.ask("a", 1, 1);
    client.publish(1, "a", "early", 2);
    client.send(new Packet.PingReq());
    client.expectNothing();
    door.open();
    client.expect(
        WELCOME,
        granted(1, 1),
        TestClient.message(1, "a", "early", 1),
        new Packet.PubAck(2),
        new Packet.PingResp());
    client.send(new Packet.PingReq());
    client.expect(new Packet.PingResp());
  }

  @ParameterizedTest
  @CsvSource({
    "BAD_USER_NAME_OR_PASSWORD, BAD_USER_NAME_OR_PASSWORD", // 4
    "NOT_AUTHORIZED, NOT_AUTHORIZED", // 5
    "QUOTA_EXCEEDED, SERVER_UNAVAILABLE", // 3
  })
  void a_refusal_is_told_and_nothing_that_came_meanwhile_counts(
      ReasonCode reason, ReasonCode inMqtt3) { // [MQTT-3.1.4-5]
    TestClient five = broker.client5("five");
    for (TestClient each : List.of(client, five)) {
      each.send(TestClient.message(0, "a", "before CONNECT", 0));
    }
    client.expectClosed(ReasonCode.PROTOCOL_ERROR);
    TestClient old = broker.client("old");
    old.connect(true, 0, TestClient.will(0, "w", "bye", false));
    old.ask("a", 1, 1);
    door.refuse(reason);
    old.expect(new Packet.ConnAck(false, inMqtt3));
    old.expectClosed(reason);
    old.ask("a", 1, 2);
    old.expectNothing();
    TestClient next = broker.client5("next");
    next.connect5(true, Properties.NONE);
    door.refuse(reason);
    Farewell.expectRefusal(next, reason);
    assertThat(broker.sessions()).isZero();
    assertThat(broker.count(Counter.WILLS_PUBLISHED)).isZero();
    assertThat(broker.scheduler().planned()).isZero();
  }

  @Test
  void a_client_that_is_gone_is_not_let_in() {
    client.connect(false);
    client.vanish();
    door.open();
    client.expectNothing();
    assertThat(broker.sessions()).isZero();
  }

  @Test
  void a_client_that_leaves_properly_is_let_in_and_gone() {
    client.connect(true, 0, TestClient.will(0, "w", "bye", false));
    client.disconnect();
    door.open();
    client.expect(WELCOME);
    client.expectClosed(ReasonCode.NORMAL_DISCONNECTION);
    assertThat(broker.count(Counter.WILLS_PUBLISHED)).isZero();
    assertThat(broker.sessions()).isZero();
  }

  @Test
  void it_must_not_take_longer_than_connect_may() {
    client.connect(true);
    broker.scheduler().pass(Duration.ofSeconds(10));
    client.expectClosed(ReasonCode.PROTOCOL_ERROR);
    door.open();
    client.expectNothing();
    assertThat(broker.sessions()).isZero();
  }

  @Test
  void malformed_bytes_end_it() {
    client.connect(true);
    RawBytes.later(client, ProtocolVersion.MQTT_3_1_1, "f0 00");
    assertThat(client.link().closed()).isNotNull();
    door.open();
    client.expectNothing();
    assertThat(broker.sessions()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"PACKET_MAX, 1 KiB, 100, 10", "RECEIVE_MAX, 10, 0, 11"})
  void it_must_not_send_too_much(Setting limit, String value, int payload, int messages) {
    TestBroker strict = broker(limit, value);
    TestClient eager = strict.client5("eager");
    eager.connect5(true, Properties.NONE);
    for (int i = 1; i < messages; i++) {
      eager.publish(0, "a", "x".repeat(payload), 0);
    }
    eager.expectOpen();
    eager.publish(0, "a", "x".repeat(payload), 0);
    Farewell.expectRefusal(eager, ReasonCode.QUOTA_EXCEEDED); // 0x97
    door.open();
    assertThat(strict.sessions()).isZero();
  }

  /** Else two clients that never stop would keep both threads that check passwords. */
  @Test
  void who_hands_over_is_not_kept_by_what_comes_meanwhile() throws InterruptedException {
    client.connect(true);
    client.publish(0, "a", "early", 0);
    CountDownLatch handling = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    TestClient listener = broker.client("listener");
    listener.connect(true);
    List<String> threads = new ArrayList<>();
    Thread opener = new Thread(door::open, "opener");
    listener
        .link()
        .watch(
            packet -> {
              if (packet instanceof Packet.Publish) {
                threads.add(Thread.currentThread().getName());
                handling.countDown();
                awaitUninterrupted(go);
              }
            });
    door.openLast();
    listener.ask("a", 0, 1);
    opener.start();
    handling.await();
    Thread reader =
        new Thread(
            () -> {
              client.publish(0, "a", "later", 0);
              client.publish(0, "a", "last", 0);
            },
            "reader");
    reader.start();
    while (reader.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    go.countDown();
    opener.join();
    reader.join();
    assertThat(threads).containsExactly("opener", "reader", "reader");
    assertThat(listener.takePayloads()).containsExactly("early", "later", "last");
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Two threads: one lets it in and hands on what waits, the other one brings more. */
  @Test
  void what_comes_while_the_door_opens_stays_in_order() throws InterruptedException {
    int many = 2000;
    for (int round = 0; round < 20; round++) {
      TestBroker roomy = broker(Setting.RECEIVE_MAX, 65_535);
      TestClient sender = roomy.client("sender");
      sender.connect(true);
      CountDownLatch half = new CountDownLatch(many / 2);
      Thread opener =
          new Thread(
              () -> {
                try {
                  half.await();
                  door.open();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
      opener.start();
      for (int i = 1; i <= many; i++) {
        sender.publish(1, "a", "", i);
        half.countDown();
      }
      opener.join();
      List<Packet> got = sender.take();
      assertThat(got).hasSize(many + 1).startsWith(WELCOME);
      for (int i = 1; i <= many; i++) {
        assertThat(((Packet.PubAck) got.get(i)).packetId()).isEqualTo(i);
      }
    }
  }
}
