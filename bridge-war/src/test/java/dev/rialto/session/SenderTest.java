package dev.rialto.session;

import static dev.rialto.session.TestClient.again;
import static dev.rialto.session.TestClient.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.observe.Counters;
import dev.rialto.store.MemoryStore;
import dev.rialto.time.ManualScheduler;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.ProtocolVersion;
import dev.rialto.wire.Qos;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes from a connection that was taken over a moment ago, and was on its way already. */
class SenderTest {
  static final Terms TERMS =
      new Terms(ProtocolVersion.MQTT_3_1_1, Duration.ZERO, 0, 1, Long.MAX_VALUE, false);

  private final Sender sender =
      new Sender(
          new NobodySubscriber(),
          Limits.of(TestBroker.settings()),
          new Counters(),
          new MemoryStore(),
          new ManualScheduler(),
          (link, cause) -> {});
  private final RecordingLink old = new RecordingLink();
  private final RecordingLink next = new RecordingLink();

  @BeforeEach
  void takeOver() {
    sender.post(new Event.Attached(old, TERMS));
    sender.deliver(
        new Outgoing(
            message(1, "t", "x", 1).message(),
            Delivery.of(Qos.AT_LEAST_ONCE, false, Properties.NONE),
            0,
            null));
    sender.post(new Event.Attached(next, TERMS));
    assertThat(next.take()).containsExactly(again(message(1, "t", "x", 1)));
  }

  @Test
  void an_acknowledgement_is_ignored() {
    sender.post(new Event.Answered(old, new Packet.PubAck(1)));
    sender.post(new Event.Attached(old, TERMS));
    assertThat(old.take()).contains(again(message(1, "t", "x", 1)));
  }

  @Test
  void its_loss_is_ignored() {
    sender.post(new Event.Detached(old, Duration.ZERO));
    assertThat(sender.isLive()).isTrue();
    sender.post(new Event.Detached(next, Duration.ZERO));
    assertThat(sender.isLive()).isFalse();
  }
}
