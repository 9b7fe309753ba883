package dev.rialto.session;

import static dev.rialto.session.TestClient.message;
import static dev.rialto.session.TestClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.observe.Counter;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.ReasonCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a member of a shared subscription has not acknowledged when it leaves (section 4.8.2). */
class SharedMemberLeavesTest {
  private static final Properties AN_HOUR = Properties.of(Property.SESSION_EXPIRY_INTERVAL, 3600);
  private static final Properties NOW = Properties.of(Property.SESSION_EXPIRY_INTERVAL, 0);

  private static final Map<String, BiConsumer<TestBroker, TestClient>> ENDS =
      Map.of(
          "DISCONNECT", (broker, member) -> member.disconnect(),
          "loss", (broker, member) -> member.vanish(),
          "a broken rule", (broker, member) -> member.connect5(true, AN_HOUR),
          "session expiry 0",
              (broker, member) -> member.disconnect(ReasonCode.NORMAL_DISCONNECTION, NOW),
          "takeover with clean start", (broker, member) -> broker.clean5("a"),
          "an operator", (broker, member) -> broker.disconnect("a"));

  private final TestBroker broker = new TestBroker();
  private final TestClient publisher = broker.clean5("publisher");

  private TestClient joins(TestClient member) {
    member.take();
    member.subscribe(request("$share/g/t", 2), Properties.NONE);
    return member;
  }

  /** The only member so far, with two messages on their way and two that wait. */
  private TestClient busy(Properties properties) {
    TestClient member = broker.client5("a");
    member.connect5(true, properties.and(Properties.of(Property.RECEIVE_MAXIMUM, 2)));
    joins(member);
    publisher.publish(1, "t", "m1", 1);
    publisher.publishTwice("t", "m2", 2);
    publisher.publishTwice("t", "m3", 3);
    publisher.publish(1, "t", "m4", 4);
    member.expect(message(1, "t", "m1", 1), message(2, "t", "m2", 2));
    return member;
  }

  private static final Packet[] ALL_BUT_BEGUN = { // [MQTT-4.8.2-5]: not m2
    message(1, "t", "m1", 1), message(2, "t", "m3", 2), message(1, "t", "m4", 3)
  };

  @ParameterizedTest
  @ValueSource(
      strings = {"DISCONNECT", "loss", "a broken rule", "takeover with clean start", "an operator"})
  void when_a_session_ends_another_member_gets_it_upon(String end) {
    TestClient a = busy(Properties.NONE);
    TestClient b = joins(broker.clean5("b"));
    ENDS.get(end).accept(broker, a);
    b.expect(ALL_BUT_BEGUN);
    assertThat(broker.count(Counter.PASSED_ON)).isEqualTo(3);
    assertThat(broker.count(Counter.DROPPED_WITH_SESSION)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DISCONNECT",
        "loss",
        "a broken rule",
        "session expiry 0",
        "takeover with clean start"
      })
  void of_a_persistent_session_a_connected_member_gets_it_at_once_upon(String end) {
    TestClient a = busy(AN_HOUR);
    TestClient b = joins(broker.clean5("b"));
    ENDS.get(end).accept(broker, a);
    b.expect(ALL_BUT_BEGUN);
    b.expectOpen();
  }

  @Test
  void a_qos_2_message_that_was_begun_is_completed_by_the_same_client() { // [MQTT-4.8.2-4]
    busy(AN_HOUR).vanish();
    TestClient b = joins(broker.clean5("b"));
    TestClient back = broker.client5("a");
    back.connect5(false, AN_HOUR);
    assertThat(back.takePayloads()).contains("m2");
    back.pubrec(2);
    back.expect(new Packet.PubRel(2));
    b.expectNothing();
  }

  @Test
  void it_is_not_begun_again_with_another_when_the_session_expires() { // [MQTT-4.8.2-5]
    TestClient a = busy(AN_HOUR);
    a.pubrec(2);
    a.vanish();
    TestClient b = joins(broker.clean5("b"));
    b.expectNothing(); // it came too late: the first may still come back
    broker.scheduler().pass(Duration.ofHours(1));
    b.expect(ALL_BUT_BEGUN);
  }

  @Test
  void a_member_that_is_away_waits_for_it_when_nobody_is_connected() {
    TestClient a = busy(Properties.NONE);
    TestClient away = joins(broker.persistent5("away"));
    away.disconnect();
    a.vanish();
    assertThat(broker.persistent5("away").takePayloads()).containsExactly("m1", "m3", "m4");
  }

  @Test
  void with_nobody_else_a_persistent_member_keeps_it() {
    busy(AN_HOUR).vanish();
    TestClient back = broker.client5("a");
    back.connect5(false, AN_HOUR);
    assertThat(back.takePayloads()).containsExactly("m1", "m2", "m3", "m4");
    assertThat(broker.count(Counter.PASSED_ON)).isZero();
  }

  @Test
  void with_nobody_else_a_session_that_ends_drops_and_counts_it() {
    busy(Properties.NONE).vanish();
    assertThat(broker.count(Counter.DROPPED_WITH_SESSION)).isEqualTo(4);
    assertThat(broker.sessions()).isEqualTo(1);
  }

  @Test
  void a_takeover_that_continues_the_session_keeps_its_part() {
    busy(AN_HOUR);
    TestClient b = joins(broker.clean5("b"));
    TestClient again = broker.client5("a");
    again.connect5(false, AN_HOUR);
    assertThat(again.takePayloads()).containsExactly("m1", "m2", "m3", "m4");
    b.expectNothing();
  }

  @Test
  void who_unsubscribes_completes_what_it_has() { // [MQTT-3.10.4-3]
    TestClient a = busy(Properties.NONE);
    TestClient b = joins(broker.clean5("b"));
    a.send(new Packet.Unsubscribe(5, List.of("$share/g/t")));
    a.take();
    publisher.publish(1, "t", "m5", 5);
    b.expect(message(1, "t", "m5", 1)); // it has no part in what comes
    a.puback(1);
    a.expect(message(2, "t", "m3", 3));
    b.expectNothing();
    a.vanish(); // but when it goes, the others get the rest
    b.expect(message(1, "t", "m4", 2)); // m3 has been begun meanwhile
  }

  @Test
  void what_was_acknowledged_is_not_sent_again() {
    TestClient a = busy(Properties.NONE);
    TestClient b = joins(broker.clean5("b"));
    a.puback(1);
    a.vanish();
    assertThat(b.takePayloads()).containsExactly("m4"); // m3 had been begun
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void what_a_member_refuses_is_not_sent_to_another(int qos) { // [MQTT-4.8.2-6]
    TestClient a = joins(broker.clean5("a"));
    publisher.publish(qos, "t", "bad", 1);
    TestClient b = joins(broker.clean5("b"));
    a.send(
        qos == 1
            ? new Packet.PubAck(1, ReasonCode.IMPLEMENTATION_SPECIFIC_ERROR)
            : new Packet.PubRec(1, ReasonCode.IMPLEMENTATION_SPECIFIC_ERROR));
    a.vanish();
    b.expectNothing();
    assertThat(broker.count(Counter.DROPPED_WITH_SESSION)).isZero();
  }
}
