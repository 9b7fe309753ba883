package dev.rialto.session;

import static dev.rialto.session.TestClient.WELCOME;
import static dev.rialto.session.TestClient.WELCOME_BACK;
import static dev.rialto.session.TestClient.again;
import static dev.rialto.session.TestClient.granted;
import static dev.rialto.session.TestClient.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.access.Access;
import dev.rialto.observe.Counters;
import dev.rialto.route.Router;
import dev.rialto.store.MemoryStore;
import dev.rialto.time.ManualScheduler;
import dev.rialto.wire.Packet;
import dev.rialto.wire.ReasonCode;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What comes, or ends, while a CONNECT is still being dealt with. */
class EarlyPacketsTest {
  private final TestBroker broker = new TestBroker();

  @Test
  void nothing_is_sent_before_connack() { // [MQTT-3.2.0-1]
    TestClient client = broker.client("anna");
    broker.store().hold();
    client.connect(false);
    client.send(new Packet.PingReq());
    client.ask("a", 1, 1);
    client.publish(1, "b", "", 2);
    client.publish(2, "b", "", 3);
    client.pubrel(3);
    broker.clean("other").publish("a", "early");
    client.expectNothing();
    broker.store().release();
    client.expect(
        WELCOME,
        new Packet.PingResp(),
        granted(1, 1),
        new Packet.PubAck(2),
        new Packet.PubRec(3),
        new Packet.PubComp(3));
  }

  @Test
  void not_even_while_the_last_connection_waits_for_the_store() { // [MQTT-3.2.0-1]
    TestClient old = broker.persistent("anna");
    old.subscribe("a", 2);
    broker.store().hold();
    TestClient publisher = broker.client("other");
    publisher.connect(true);
    publisher.publish(2, "a", "one", 1);
    publisher.publish(2, "a", "two", 2);
    while (old.link().closed() == null && broker.store().waiting() > 1) {
      broker.store().releaseOne(); // until the messages wait for their identifiers to be stored
    }
    TestClient client = broker.client("anna");
    client.connect(false);
    client.ask("b", 1, 1);
    client.send(new Packet.PingReq());
    broker.store().release();
    assertThat(client.take())
        .startsWith(WELCOME_BACK)
        .contains(again(message(2, "a", "one", 1)), again(message(2, "a", "two", 2)))
        .contains(granted(1, 1), new Packet.PingResp())
        .hasSize(5);
  }

  @Test
  void a_connection_lost_before_it_is_attached_leaves_nothing() {
    TestClient client = broker.client("anna");
    broker.persistent("anna").vanish(); // the end of this session is to be stored
    broker.store().hold();
    client.connect(true);
    client.vanish();
    broker.store().release();
    client.expectNothing();
    assertThat(broker.sessions()).isZero();
    assertThat(broker.scheduler().planned()).isZero();
  }

  @Test
  void a_persistent_session_whose_connection_was_lost_early_expires() {
    TestClient client = broker.client("anna");
    broker.store().hold();
    client.connect(false);
    client.vanish();
    broker.store().release();
    assertThat(broker.sessions()).isEqualTo(1);
    broker.scheduler().pass(java.time.Duration.ofDays(7));
    assertThat(broker.sessions()).isZero();
  }

  @Test
  void a_connection_lost_while_connect_is_being_dealt_with_leaves_nothing() {
    AtomicReference<Dialogue> dialogue = new AtomicReference<>();
    MemoryStore store = new MemoryStore();
    ManualScheduler scheduler = new ManualScheduler();
    Clients clients =
        new Clients(
            TestBroker.settings(),
            scheduler,
            new Counters(),
            store,
            new Router(store, scheduler),
            Access.OPEN,
            List.of(),
            () -> {
              dialogue.get().closed(Cause.lost("at the worst moment"));
              return "nameless";
            });
    RecordingLink link = new RecordingLink();
    dialogue.set(clients.open(new Peer("192.0.2.7:51123"), link));
    new TestClient("", link, dialogue.get()).connect(true);
    assertThat(link.closed()).isEqualTo(ReasonCode.UNSPECIFIED_ERROR);
    assertThat(clients.sessions()).isZero();
  }
}
