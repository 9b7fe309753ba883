package dev.rialto.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.Setting;
import dev.rialto.observe.Counter;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.ReasonCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How many sessions may outlive their connections. */
class SessionLimitTest {
  private static final Properties AN_HOUR = Properties.of(Property.SESSION_EXPIRY_INTERVAL, 3600);

  private final TestBroker broker = new TestBroker(Setting.SESSIONS_MAX, 1);

  private void expectRefused(String clientId) {
    TestClient client = broker.client5(clientId);
    client.connect5(false, AN_HOUR);
    Farewell.expectRefusal(client, ReasonCode.QUOTA_EXCEEDED); // 0x97
  }

  @Test
  void one_more_is_refused_and_those_that_there_are_go_on() {
    TestClient first = broker.persistent5("first");
    first.subscribe("t", 1);
    first.vanish();
    expectRefused("second");
    assertThat(broker.count(Counter.REFUSED_SESSIONS)).isEqualTo(1);
    TestClient old = broker.client("old");
    old.connect(false);
    old.expect(new Packet.ConnAck(false, ReasonCode.SERVER_UNAVAILABLE)); // return code 3
    TestClient passing = broker.clean5("passing"); // one that ends with its connection
    passing.publish(1, "t", "kept", 1);
    TestClient back = broker.persistent5("first");
    assertThat(back.takePayloads()).containsExactly("kept");
  }

  @Test
  void one_in_place_of_another_is_not_one_more() {
    broker.persistent5("first").vanish();
    TestClient again = broker.client5("first");
    again.connect5(true, AN_HOUR);
    again.expectOpen();
    expectRefused("second");
  }

  @Test
  void there_is_room_when_one_has_ended() {
    TestClient first = broker.persistent5("first");
    expectRefused("second");
    first.disconnect(ReasonCode.SUCCESS, Properties.of(Property.SESSION_EXPIRY_INTERVAL, 0));
    broker.persistent5("second").vanish();
    expectRefused("third");
    broker.scheduler().pass(Duration.ofHours(1));
    broker.persistent5("third").expectOpen();
    broker.clean5("third"); // replaced by one that doesn't count
    broker.persistent5("fourth").expectOpen();
  }

  @Test
  void who_is_refused_takes_nobody_s_place() {
    broker.persistent5("first");
    TestClient passing = broker.clean5("second");
    expectRefused("second");
    passing.expectOpen();
    passing.publish(1, "t", "x", 1);
    assertThat(passing.take()).hasSize(1);
  }
}
