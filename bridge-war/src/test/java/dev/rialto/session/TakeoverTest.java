package dev.rialto.session;

import static dev.rialto.session.TestClient.WELCOME;
import static dev.rialto.session.TestClient.WELCOME_BACK;
import static dev.rialto.session.TestClient.again;
import static dev.rialto.session.TestClient.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.observe.Counter;
import dev.rialto.store.Change;
import dev.rialto.wire.Packet;
import dev.rialto.wire.ReasonCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A client that connects while it is connected. [MQTT-3.1.4-2] */
class TakeoverTest {
  private final TestBroker broker = new TestBroker();
  private final TestClient publisher = broker.clean("publisher");

  private TestClient subscribed() {
    TestClient client = broker.persistent("anna");
    client.subscribe("t", 2);
    return client;
  }

  @Test
  void the_old_connection_is_closed_and_its_session_moves_on() {
    TestClient old = subscribed();
    publisher.publish(1, "t", "x", 1);
    old.take();
    TestClient next = broker.persistent("anna");
    old.expectClosed(ReasonCode.SESSION_TAKEN_OVER);
    next.expect(WELCOME_BACK, again(message(1, "t", "x", 1)));
    publisher.publish("t", "y");
    next.expect(message(0, "t", "y", 0));
    old.expectNothing();
    assertThat(broker.count(Counter.CONNECTIONS_TAKEN_OVER)).isEqualTo(1);
    assertThat(broker.sessions()).isEqualTo(2);
  }

  @Test
  void the_end_of_the_old_connection_does_not_touch_the_new_one() {
    TestClient old = subscribed();
    TestClient next = broker.persistent("anna");
    old.vanish();
    broker.scheduler().pass(Duration.ofDays(100));
    next.take();
    publisher.publish(1, "t", "x", 1);
    next.expect(message(1, "t", "x", 1));
  }

  @Test
  void late_packets_of_the_old_connection_are_ignored() {
    TestClient old = subscribed();
    TestClient listener = broker.clean("listener");
    listener.subscribe("#", 0);
    publisher.publish(1, "t", "x", 1);
    listener.take();
    TestClient next = broker.persistent("anna");
    old.take();
    old.publish(1, "late", "", 1);
    old.publish("late", "");
    old.puback(1);
    old.ask("late", 1, 2);
    old.dialogue().drained();
    old.send(new Packet.PingReq());
    old.disconnect();
    old.expectNothing();
    listener.expectNothing();
    next.expect(WELCOME_BACK, again(message(1, "t", "x", 1)));
    next.expectOpen();
    broker.persistent("anna").expect(WELCOME_BACK, again(message(1, "t", "x", 1)));
  }

  @Test
  void a_clean_session_in_place_of_a_persistent_one_discards_it() {
    TestClient old = subscribed();
    publisher.publish(1, "t", "x", 1);
    TestClient next = broker.client("anna");
    next.connect(true);
    next.expect(WELCOME);
    old.expectClosed(ReasonCode.SESSION_TAKEN_OVER);
    broker.expectNoSubscriptions();
    assertThat(broker.sessions()).isEqualTo(2);
    assertThat(broker.count(Counter.DROPPED_WITH_SESSION)).isEqualTo(1);
    assertThat(broker.store().changes(Change.SessionEnded.class)).hasSize(1);
    next.disconnect();
    broker.persistent("anna").expect(WELCOME);
  }

  @Test
  void a_persistent_session_in_place_of_a_clean_one_begins_empty() {
    TestClient old = broker.clean("anna");
    old.subscribe("t", 1);
    TestClient next = broker.persistent("anna");
    next.expect(WELCOME);
    old.expectClosed(ReasonCode.SESSION_TAKEN_OVER);
    broker.expectNoSubscriptions();
  }

  @Test
  void what_waited_on_the_old_connection_goes_out_on_the_new_one() {
    TestClient old = subscribed();
    old.link().room(0);
    publisher.publish(1, "t", "a", 1);
    publisher.publish(2, "t", "b", 2);
    broker
        .persistent("anna")
        .expect(WELCOME_BACK, message(1, "t", "a", 1), message(2, "t", "b", 2));
    old.expectNothing();
  }
}
