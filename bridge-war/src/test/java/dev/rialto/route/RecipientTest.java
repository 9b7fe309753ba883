package dev.rialto.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.wire.Qos;
import dev.rialto.wire.Subscription;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who gets its own messages, and by which of its subscriptions. [MQTT-3.8.3-3] */
class RecipientTest {
  private static final Subscription NO_LOCAL = new Subscription(Qos.EXACTLY_ONCE, true, true, 1);
  private static final Subscription LOCAL = new Subscription(Qos.AT_LEAST_ONCE, false, false, 2);

  private final NamedSubscriber anna = new NamedSubscriber("anna");

  @Test
  void who_wants_its_own_gets_it_like_any_other() {
    Recipient recipient = new Recipient(anna, List.of(LOCAL));
    assertThat(recipient.grant("anna")).isEqualTo(Grant.of(List.of(LOCAL)));
    assertThat(recipient.grant("berta")).isSameAs(recipient.grant("anna"));
  }

  @Test
  void who_does_not_gets_the_others_only() {
    Recipient recipient = new Recipient(anna, List.of(NO_LOCAL));
    assertThat(recipient.grant("anna")).isNull();
    assertThat(recipient.grant("berta")).isEqualTo(Grant.of(List.of(NO_LOCAL)));
    assertThat(recipient.grant("Anna")).isNotNull();
  }

  @Test
  void its_own_come_by_the_subscriptions_that_want_them() {
    Recipient recipient = new Recipient(anna, List.of(NO_LOCAL, LOCAL));
    assertThat(recipient.grant("anna")).isEqualTo(Grant.of(List.of(LOCAL)));
    assertThat(recipient.grant("berta")).isEqualTo(Grant.of(List.of(NO_LOCAL, LOCAL)));
    assertThat(recipient.subscriber()).isSameAs(anna);
  }

  @Test
  void who_may_not_read_the_topic_gets_nothing() {
    Recipient recipient = new Recipient(anna, List.of(LOCAL));
    assertThat(recipient.grant("berta", Topics.name("t"))).isNotNull();
    anna.mayRead = false;
    assertThat(recipient.grant("berta", Topics.name("t"))).isNull();
  }
}
