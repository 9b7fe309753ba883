package dev.rialto.session;

import static dev.rialto.session.TestClient.again;
import static dev.rialto.session.TestClient.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.observe.Counters;
import dev.rialto.store.MemoryStore;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Qos;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes from a connection that was taken over a moment ago, and was on its way already. */
class SenderTest {
  private final Sender sender =
      new Sender(
          "anna", false, Limits.of(TestBroker.settings()), new Counters(), new MemoryStore());
  private final RecordingLink old = new RecordingLink();
  private final RecordingLink next = new RecordingLink();

  @BeforeEach
  void takeOver() {
    sender.post(new Event.Attached(old));
    sender.deliver(new Outgoing(message(1, "t", "x", 1).message(), Qos.AT_LEAST_ONCE, false, 0));
    sender.post(new Event.Attached(next));
    assertThat(next.take()).containsExactly(again(message(1, "t", "x", 1)));
  }

  @Test
  void an_acknowledgement_is_ignored() {
    sender.post(new Event.Answered(old, new Packet.PubAck(1)));
    sender.post(new Event.Attached(old));
    assertThat(old.take()).contains(again(message(1, "t", "x", 1)));
  }

  @Test
  void its_loss_is_ignored() {
    sender.post(new Event.Detached(old));
    assertThat(sender.isLive()).isTrue();
    sender.post(new Event.Detached(next));
    assertThat(sender.isLive()).isFalse();
  }
}
