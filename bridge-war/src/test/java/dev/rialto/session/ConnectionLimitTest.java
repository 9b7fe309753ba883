package dev.rialto.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.access.Access;
import dev.rialto.access.Identity;
import dev.rialto.access.Login;
import dev.rialto.access.Permissions;
import dev.rialto.access.Permit;
import dev.rialto.access.Proof;
import dev.rialto.access.Verdict;
import dev.rialto.config.Setting;
import dev.rialto.observe.Counter;
import dev.rialto.store.HeldStore;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.ProtocolVersion;
import dev.rialto.wire.ReasonCode;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a client is told for whom there is no place, and when there is one again. */
class ConnectionLimitTest {
  private static final String HERE = "192.0.2.7";

  /** Lets everybody in as the user whose name it gives. */
  private static final Access TRUSTING =
      new Access() {
        @Override
        public void admit(Login login, Consumer<Verdict> then) {
          then.accept(new Verdict.Admitted(permit(Proof.of(login.userName()), login.clientId())));
        }

        @Override
        public Permit permit(Proof proof, String clientId) {
          return new Permit(new Identity(proof.userName(), clientId), Permissions.ALL);
        }
      };

  private static TestClient connect(TestBroker broker, String clientId, String user) {
    TestClient client = broker.client5(clientId);
    client.send(
        new Packet.Connect(
            ProtocolVersion.MQTT_5, clientId, true, 0, null, user, null, Properties.NONE));
    return client;
  }

  @Test
  void from_one_address() {
    TestBroker broker = new TestBroker(Setting.CONNECTIONS_ADDRESS_MAX, 1);
    TestClient first = broker.client5("first", HERE);
    first.connect5(true, Properties.NONE);
    first.take();
    TestClient second = broker.client5("second", HERE);
    second.connect5(true, Properties.NONE);
    Farewell.expectRefusal(second, ReasonCode.QUOTA_EXCEEDED); // 0x97
    first.vanish();
    assertThat(broker.connections()).isZero();
    TestClient third = broker.client5("third", HERE);
    third.connect5(true, Properties.NONE);
    third.expectOpen();
    assertThat(broker.count(Counter.REFUSED_CONNECTIONS)).isEqualTo(1);
  }

  @Test
  void in_all_and_too_fast() {
    TestBroker full = new TestBroker(Setting.CONNECTIONS_MAX, 1);
    full.clean5("first");
    TestClient second = full.client5("second");
    second.connect5(true, Properties.NONE);
    Farewell.expectRefusal(second, ReasonCode.SERVER_BUSY); // 0x89
    TestBroker busy = new TestBroker(Setting.CONNECTIONS_ADDRESS_RATE, 1);
    for (int i = 0; i < 10; i++) {
      busy.clean5("client-" + i).disconnect();
    }
    TestClient eager = busy.client5("eager");
    eager.connect5(true, Properties.NONE);
    Farewell.expectRefusal(eager, ReasonCode.CONNECTION_RATE_EXCEEDED); // 0x9F
    TestClient old = busy.client("old");
    old.connect(true);
    old.expect(new Packet.ConnAck(false, ReasonCode.SERVER_UNAVAILABLE)); // return code 3
    busy.scheduler().pass(Duration.ofSeconds(1));
    busy.clean5("patient").expectOpen();
  }

  @Test
  void who_does_not_ask_is_closed_soon_and_takes_no_place() {
    TestBroker broker = new TestBroker(Setting.CONNECTIONS_MAX, 1);
    TestClient silent = broker.client5("silent"); // in time, it takes a place
    TestClient refused = broker.client5("refused");
    broker.scheduler().pass(Duration.ofSeconds(1));
    refused.expectClosed(ReasonCode.SERVER_BUSY);
    silent.expectOpen();
    broker.scheduler().pass(Duration.ofSeconds(10));
    silent.expectClosed(ReasonCode.PROTOCOL_ERROR);
    assertThat(broker.connections()).isZero();
  }

  @Test
  void however_a_connection_ends_its_place_is_free() {
    TestBroker broker = new TestBroker();
    broker.clean5("disconnects").disconnect();
    broker.clean5("vanishes").vanish();
    broker.client5("says nothing").vanish();
    broker.client5("breaks rules").send(new Packet.PingReq());
    TestClient late = broker.client5("late");
    broker.scheduler().pass(Duration.ofSeconds(10));
    late.expectClosed(ReasonCode.PROTOCOL_ERROR);
    TestClient unwelcome = broker.client("");
    unwelcome.connect(false);
    broker.clean5("twice");
    assertThat(broker.connections()).isEqualTo(1);
    TestClient again = broker.clean5("twice"); // takes over
    assertThat(broker.connections()).isEqualTo(1);
    again.disconnect();
    assertThat(broker.connections()).isZero();
  }

  @Test
  void of_one_user() {
    TestBroker broker =
        new TestBroker(new HeldStore(), TRUSTING, List.of(), Setting.CONNECTIONS_USER_MAX, 1);
    TestClient first = connect(broker, "first", "anna");
    first.take();
    Farewell.expectRefusal(connect(broker, "second", "anna"), ReasonCode.QUOTA_EXCEEDED); // 0x97
    connect(broker, "third", "otto").expectOpen();
    connect(broker, "fourth", null).expectOpen();
    TestClient again = connect(broker, "first", "anna"); // whose old connection hangs
    again.expectOpen();
    first.expectClosed(ReasonCode.SESSION_TAKEN_OVER);
    Farewell.expectRefusal(connect(broker, "third", "anna"), ReasonCode.QUOTA_EXCEEDED);
    again.disconnect();
    connect(broker, "second", "anna").expectOpen();
    assertThat(broker.connections()).isEqualTo(3);
  }
}
