package dev.rialto.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.store.Change;
import dev.rialto.store.HeldStore;
import dev.rialto.store.Transaction;
import dev.rialto.time.ManualScheduler;
import dev.rialto.topic.TopicName;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Qos;
import dev.rialto.wire.Subscription;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How one member of a shared subscription gives a message to another. */
class ShareTest {
  private static final Message MESSAGE = Topics.message("t", "x");

  private final HeldStore store = new HeldStore();
  private final Router router = new Router(store, new ManualScheduler());
  private final List<String> log = new ArrayList<>();
  private final Member a = new Member("a");
  private final Member b = new Member("b");

  /** Notes what it is given, and from where it comes. */
  private final class Member implements Subscriber {
    final String clientId;
    boolean persistent;
    boolean connected = true;
    Share share;

    Member(String clientId) {
      this.clientId = clientId;
    }

    @Override
    public boolean takesSoon() {
      return true;
    }

    @Override
    public boolean mayRead(TopicName topic) {
      return true;
    }

    @Override
    public String clientId() {
      return clientId;
    }

    @Override
    public boolean isPersistent() {
      return persistent;
    }

    @Override
    public long number() {
      return 0;
    }

    @Override
    public boolean isConnected() {
      return connected;
    }

    @Override
    public void deliverLive(Message message, Delivery delivery) {
      log.add(clientId + " has it with " + delivery.qos());
    }

    @Override
    public boolean deliver(Message message, Delivery delivery, long position, Share from) {
      share = from;
      log.add(clientId + " is owed it with " + delivery.qos() + " at " + position);
      return true;
    }
  }

  private void joins(Member member, Qos qos) {
    router.subscribe(member, Topics.filter("$share/g/t"), new Subscription(qos));
  }

  @BeforeEach
  void publish() {
    joins(a, Qos.AT_LEAST_ONCE);
    router.publish(
        new NamedPublisher("p", store),
        MESSAGE,
        Qos.EXACTLY_ONCE,
        false,
        Transaction.begin(),
        (outcome, matched, keepingUp) -> {});
    assertThat(log).containsExactly("a is owed it with AT_LEAST_ONCE at 0");
    log.clear();
  }

  @Test
  void with_nobody_else_it_stays_where_it_is() {
    assertThat(a.share.passOn(MESSAGE, a, false, Transaction.upkeep())).isFalse();
    assertThat(log).isEmpty();
  }

  @Test
  void the_other_has_it_by_its_own_subscription() { // [MQTT-4.8.2-3]
    joins(b, Qos.EXACTLY_ONCE);
    assertThat(a.share.passOn(MESSAGE, a, true, Transaction.upkeep())).isTrue();
    assertThat(log).containsExactly("b is owed it with EXACTLY_ONCE at 0");
    assertThat(b.share).isSameAs(a.share); // so that it can go on
  }

  @Test
  void with_qos_0_it_is_sent_and_no_more() {
    joins(b, Qos.AT_MOST_ONCE);
    assertThat(a.share.passOn(MESSAGE, a, true, Transaction.upkeep())).isTrue();
    assertThat(log).containsExactly("b has it with AT_MOST_ONCE");
  }

  @Test
  void one_that_is_away_has_it_only_if_that_is_good_enough() {
    b.connected = false;
    b.persistent = true;
    joins(b, Qos.AT_LEAST_ONCE);
    assertThat(a.share.passOn(MESSAGE, a, true, Transaction.upkeep())).isFalse();
    assertThat(a.share.passOn(MESSAGE, a, false, Transaction.upkeep())).isTrue();
    assertThat(log).containsExactly("b is owed it with AT_LEAST_ONCE at 1");
  }

  @Test
  void one_that_is_away_and_keeps_nothing_never_has_it() {
    b.connected = false;
    joins(b, Qos.AT_LEAST_ONCE);
    assertThat(a.share.passOn(MESSAGE, a, false, Transaction.upkeep())).isFalse();
  }

  @Test
  void a_member_that_must_not_lose_it_has_it_when_it_is_safe() {
    b.persistent = true;
    joins(b, Qos.AT_LEAST_ONCE);
    store.hold();
    assertThat(a.share.passOn(MESSAGE, a, true, Transaction.upkeep())).isTrue();
    assertThat(store.changes(Change.Queued.class)).hasSize(1);
    assertThat(log).isEmpty();
    store.release();
    assertThat(log).hasSize(1);
  }
}
