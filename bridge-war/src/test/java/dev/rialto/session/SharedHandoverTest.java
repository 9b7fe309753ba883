package dev.rialto.session;

import static dev.rialto.session.Options.asPublished;
import static dev.rialto.session.Options.identified;
import static dev.rialto.session.Options.identifier;
import static dev.rialto.session.TestClient.message;
import static dev.rialto.session.TestClient.request;
import static dev.rialto.session.TestClient.retained;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.observe.Counter;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a message comes to the next member of a shared subscription. */
class SharedHandoverTest {
  private final TestBroker broker = new TestBroker();
  private final TestClient publisher = broker.clean5("publisher");

  private TestClient member(String clientId, Packet.Subscribe.Request request, Properties own) {
    TestClient member = broker.clean5(clientId);
    member.subscribe(request, own);
    return member;
  }

  private TestClient member(String clientId, int qos) {
    return member(clientId, request("$share/g/t", qos), Properties.NONE);
  }

  @Test
  void the_next_member_has_its_own_qos_of_what_was_published() { // [MQTT-4.8.2-3]
    TestClient a = member("a", 1);
    publisher.publish(2, "t", "x", 1);
    a.expect(message(1, "t", "x", 1));
    TestClient b = member("b", 2);
    a.vanish();
    b.expect(message(2, "t", "x", 1)); // not what was left of it
  }

  @Test
  void to_a_member_with_qos_0_it_goes_with_qos_0() {
    TestClient a = member("a", 1);
    publisher.publish(1, "t", "x", 1);
    a.take();
    TestClient b = member("b", 0);
    a.vanish();
    b.expect(message(0, "t", "x", 0));
    b.vanish(); // nobody owes it to anybody any more
    assertThat(broker.count(Counter.DROPPED_WITH_SESSION)).isZero();
  }

  @Test
  void what_was_sent_with_qos_0_is_not_sent_to_another() {
    TestClient a = member("a", 0);
    publisher.publish(1, "t", "x", 1);
    a.expect(message(0, "t", "x", 0));
    TestClient b = member("b", 1);
    a.vanish();
    b.expectNothing();
  }

  @Test
  void the_next_member_has_its_own_options_and_identifier() {
    TestClient a = member("a", request("$share/g/t", 1), identifier(1));
    publisher.retain(1, "t", "x", 1);
    a.expect(identified(message(1, "t", "x", 1), 1));
    TestClient b = member("b", asPublished("$share/g/t", 1), identifier(2));
    a.vanish();
    b.expect(identified(retained(message(1, "t", "x", 1)), 2));
  }

  @Test
  void the_time_that_it_has_left_goes_on() { // [MQTT-3.3.2-6]
    TestClient a = member("a", 1);
    publisher.send(message(1, "t", "x", 1, Options.expiry(60)));
    broker.scheduler().pass(Duration.ofSeconds(20));
    TestClient b = member("b", 1);
    a.vanish();
    b.expect(message(1, "t", "x", 1, Options.expiry(40)));
    broker.scheduler().pass(Duration.ofSeconds(41));
    TestClient c = member("c", 1);
    b.vanish();
    c.expectNothing();
    assertThat(broker.count(Counter.DROPPED_EXPIRED)).isEqualTo(1);
  }

  @Test
  void the_order_is_kept() { // [MQTT-4.6.0-1]
    TestClient a = member("a", 2);
    List<String> all = new ArrayList<>();
    for (int i = 1; i <= 300; i++) {
      publisher.publishTwice("t", "m" + i, i);
      publisher.publish(1, "t", "n" + i, 1000 + i);
      all.add("n" + i);
    }
    a.take();
    TestClient b = member("b", 2);
    a.vanish();
    publisher.publish(1, "t", "last", 9);
    all.add("last");
    assertThat(b.takePayloads()).isEqualTo(all); // QoS 2 was begun
  }

  @Test
  void several_members_divide_it() {
    TestClient a = member("a", 1);
    for (int i = 1; i <= 9; i++) {
      publisher.publish(1, "t", "m" + i, i);
    }
    List<TestClient> others = List.of(member("b", 1), member("c", 1), member("d", 1));
    a.vanish();
    List<List<String>> parts = others.stream().map(TestClient::takePayloads).toList();
    assertThat(parts).allSatisfy(part -> assertThat(part).hasSizeBetween(2, 4));
    assertThat(parts.stream().flatMap(List::stream).distinct()).hasSize(9);
  }

  @Test
  void it_goes_on_to_a_third_when_the_second_leaves_too() {
    TestClient a = member("a", 1);
    publisher.publish(1, "t", "x", 1);
    TestClient b = member("b", 1);
    a.vanish();
    b.expect(message(1, "t", "x", 1));
    TestClient c = member("c", 1);
    b.vanish();
    c.expect(message(1, "t", "x", 1));
    c.puback(1);
    c.vanish();
    assertThat(broker.count(Counter.DROPPED_WITH_SESSION)).isZero();
  }

  @Test
  void another_group_on_the_same_filter_has_nothing_to_do_with_it() {
    TestClient a = member("a", 1);
    TestClient b = member("b", request("$share/h/t", 1), Properties.NONE);
    publisher.publish(1, "t", "x", 1);
    assertThat(b.takePayloads()).containsExactly("x");
    a.vanish();
    b.expectNothing();
    assertThat(broker.count(Counter.DROPPED_WITH_SESSION)).isEqualTo(1);
  }

  @Test
  void in_two_groups_each_message_goes_the_way_of_its_own() {
    TestClient a = member("a", 1);
    a.subscribe(request("$share/h/t", 1), Properties.NONE);
    publisher.publish(1, "t", "x", 1);
    assertThat(a.takePayloads()).containsExactly("x", "x");
    TestClient g = member("g", request("$share/g/t", 1), identifier(1));
    TestClient h = member("h", request("$share/h/t", 1), identifier(2));
    a.vanish();
    g.expect(identified(message(1, "t", "x", 1), 1));
    h.expect(identified(message(1, "t", "x", 1), 2));
  }
}
