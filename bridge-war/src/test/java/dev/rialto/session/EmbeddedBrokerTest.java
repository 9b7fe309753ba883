package dev.rialto.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.EmbeddedBroker;
import dev.rialto.config.InvalidSettingException;
import dev.rialto.config.Setting;
import dev.rialto.observe.Counter;
import dev.rialto.observe.Counters;
import dev.rialto.time.ManualScheduler;
import dev.rialto.wire.Packet;
import dev.rialto.wire.ReasonCode;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The engine as it is put together for use, and its end. */
class EmbeddedBrokerTest {
  private final Counters counters = new Counters();
  private EmbeddedBroker broker;

  @BeforeEach
  void start() throws InvalidSettingException {
    broker =
        new EmbeddedBroker(
            TestBroker.settings(Setting.STORE, "memory"),
            new ManualScheduler(),
            counters,
            Runnable::run,
            null);
  }

  EmbeddedBrokerTest() throws InvalidSettingException {}

  private TestClient connected(String clientId, boolean clean) {
    RecordingLink link = new RecordingLink();
    TestClient client =
        new TestClient(clientId, link, broker.open(new Peer("192.0.2.7:51123"), link));
    client.connect(clean);
    client.expect(TestClient.WELCOME);
    return client;
  }

  @Test
  void what_one_publishes_another_gets() {
    TestClient one = connected("one", true);
    TestClient other = connected("other", false);
    one.subscribe("t", 2);
    other.publishTwice("t", "x", 1);
    one.expect(TestClient.message(2, "t", "x", 1));
    assertThat(broker.sessions()).isEqualTo(2);
  }

  @Test
  void suback_comes_before_the_retained_messages_it_brings() { // with a store that is done at once
    TestClient one = connected("one", true);
    one.retain(0, "t", "x", 0);
    one.retain(1, "u", "y", 1);
    one.take();
    one.send(
        new Packet.Subscribe(5, List.of(TestClient.request("t", 1), TestClient.request("u", 1))));
    one.expect(
        TestClient.granted(5, 1, 1),
        TestClient.retained(TestClient.message(0, "t", "x", 0)),
        TestClient.retained(TestClient.message(1, "u", "y", 1)));
  }

  @Test
  void clients_without_identifier_each_get_their_own() {
    TestClient one = connected("", true);
    TestClient other = connected("", true);
    one.expectOpen();
    other.expectOpen();
    assertThat(broker.sessions()).isEqualTo(2);
  }

  @Test
  void closing_says_goodbye_to_everybody() {
    TestClient clean = connected("clean", true);
    TestClient persistent = connected("persistent", false);
    connected("away", false).disconnect();
    broker.close();
    broker.close();
    clean.expectClosed(ReasonCode.SERVER_SHUTTING_DOWN);
    persistent.expectClosed(ReasonCode.SERVER_SHUTTING_DOWN);
    assertThat(broker.sessions()).isEqualTo(2);
    assertThat(counters.get(Counter.CONNECTIONS_IN_ERROR)).isZero();
  }
}
