package dev.rialto.session;

import static dev.rialto.session.TestClient.message;
import static dev.rialto.session.TestClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.ReasonCode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each message of a shared subscription goes to one member (MQTT 5.0 section 4.8.2). */
class SharedTurnsTest {
  private final TestBroker broker = new TestBroker();
  private final TestClient publisher = broker.clean5("publisher");

  private TestClient member(String clientId, String filter, int qos) {
    TestClient member = broker.clean5(clientId);
    member.subscribe(request(filter, qos), Properties.NONE);
    return member;
  }

  private void publish(int qos, int count) {
    for (int i = 1; i <= count; i++) {
      publisher.publish(qos, "t", "m" + i, qos == 0 ? 0 : i);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void all_members_get_as_many(int qos) {
    List<TestClient> members =
        IntStream.range(0, 4).mapToObj(i -> member("m" + i, "$share/g/t", 2)).toList();
    publish(qos, 100);
    assertThat(members).allSatisfy(one -> assertThat(one.takePayloads()).hasSize(25));
  }

  @Test
  void each_of_two_groups_gets_every_message_once() {
    TestClient a = member("a", "$share/g/t", 1);
    TestClient b = member("b", "$share/g/t", 1);
    TestClient c = member("c", "$share/h/t", 1);
    TestClient alone = member("alone", "t", 1);
    publish(1, 4);
    assertThat(a.takePayloads()).containsExactly("m1", "m3");
    assertThat(b.takePayloads()).containsExactly("m2", "m4");
    assertThat(c.takePayloads()).containsExactly("m1", "m2", "m3", "m4");
    assertThat(alone.takePayloads()).containsExactly("m1", "m2", "m3", "m4");
  }

  @Test
  void another_filter_is_another_group_even_with_the_same_name() {
    TestClient a = member("a", "$share/g/t", 1);
    TestClient b = member("b", "$share/g/+", 1);
    publish(1, 2);
    assertThat(a.takePayloads()).containsExactly("m1", "m2");
    assertThat(b.takePayloads()).containsExactly("m1", "m2");
  }

  @Test
  void who_is_in_two_groups_gets_the_share_of_each() {
    TestClient both = member("both", "$share/g/t", 1);
    both.subscribe(request("$share/h/t", 1), Properties.NONE);
    publish(1, 2);
    assertThat(both.takePayloads()).containsExactlyInAnyOrder("m1", "m1", "m2", "m2");
  }

  @Test
  void each_member_has_the_qos_that_it_was_granted() { // [MQTT-4.8.2-3]
    TestClient a = member("a", "$share/g/t", 0);
    TestClient b = member("b", "$share/g/t", 1);
    publish(2, 2);
    a.expect(message(0, "t", "m1", 0));
    b.expect(message(1, "t", "m2", 1));
  }

  @Test
  void clients_of_mqtt_3_may_be_members() {
    TestClient a = broker.clean("a");
    a.subscribe("$share/g/t", 1);
    TestClient b = member("b", "$share/g/t", 1);
    publish(1, 2);
    a.expect(message(1, "t", "m1", 1));
    b.expect(message(1, "t", "m2", 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void who_is_away_is_passed_over(int qos) {
    TestClient away = broker.persistent5("away");
    away.subscribe(request("$share/g/t", 1), Properties.NONE);
    TestClient here = member("here", "$share/g/t", 1);
    away.disconnect();
    publish(qos, 3);
    assertThat(here.takePayloads()).containsExactly("m1", "m2", "m3");
    assertThat(broker.persistent5("away").takePayloads()).isEmpty();
  }

  @Test
  void the_turns_of_who_is_away_are_divided_among_the_others() {
    for (String clientId : List.of("x", "y")) {
      TestClient away = broker.persistent5(clientId);
      away.subscribe(request("$share/g/t", 1), Properties.NONE);
      away.disconnect();
    }
    TestClient a = member("a", "$share/g/t", 1);
    TestClient b = member("b", "$share/g/t", 1);
    publish(1, 100);
    assertThat(a.takePayloads()).hasSize(50);
    assertThat(b.takePayloads()).hasSize(50);
  }

  @Test
  void a_group_of_clean_sessions_that_have_gone_matches_nothing() {
    member("a", "$share/g/t", 1).disconnect();
    publisher.publish(1, "t", "x", 1);
    publisher.expect(new Packet.PubAck(1, ReasonCode.NO_MATCHING_SUBSCRIBERS));
    broker.expectNoSubscriptions();
  }

  @Test
  void a_publisher_that_is_a_member_may_get_its_own() {
    publisher.subscribe(request("$share/g/t", 0), Properties.NONE);
    publish(0, 1);
    publisher.expect(message(0, "t", "m1", 0));
  }
}
