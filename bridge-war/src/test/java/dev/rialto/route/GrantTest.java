package dev.rialto.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.wire.Delivery;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.Qos;
import dev.rialto.wire.Subscription;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What several subscriptions of one session give together. */
class GrantTest {
  private static Subscription subscription(Qos qos, boolean retainAsPublished, long identifier) {
    return new Subscription(qos, false, retainAsPublished, identifier);
  }

  @Test
  void the_highest_qos_counts() { // [MQTT-3.3.4-2]
    Grant grant =
        Grant.of(
            List.of(
                new Subscription(Qos.AT_MOST_ONCE),
                new Subscription(Qos.EXACTLY_ONCE),
                new Subscription(Qos.AT_LEAST_ONCE)));
    assertThat(grant.qos()).isEqualTo(Qos.EXACTLY_ONCE);
  }

  @ParameterizedTest
  @EnumSource(Qos.class)
  void what_is_delivered_is_never_above_what_was_published(Qos published) { // [MQTT-3.8.4-8]
    Grant grant = Grant.of(List.of(new Subscription(Qos.AT_LEAST_ONCE)));
    Qos expected = published == Qos.AT_MOST_ONCE ? published : Qos.AT_LEAST_ONCE;
    assertThat(grant.live(published, false).qos()).isEqualTo(expected);
    assertThat(grant.retained(published).qos()).isEqualTo(expected);
  }

  @Test
  void identifiers_are_those_that_there_are() { // [MQTT-3.3.4-4]
    Grant grant =
        Grant.of(
            List.of(
                subscription(Qos.AT_MOST_ONCE, false, 3),
                subscription(Qos.AT_MOST_ONCE, false, 0),
                subscription(Qos.AT_MOST_ONCE, false, 1)));
    assertThat(grant.live(Qos.AT_MOST_ONCE, false).properties().subscriptionIdentifiers())
        .containsExactly(3L, 1L);
    assertThat(grant.retained(Qos.AT_MOST_ONCE).properties().subscriptionIdentifiers())
        .containsExactly(3L, 1L);
  }

  @Test
  void without_identifiers_a_delivery_is_shared_by_all() {
    Grant grant = Grant.of(List.of(subscription(Qos.AT_LEAST_ONCE, true, 0)));
    assertThat(grant.identifiers()).isSameAs(Properties.NONE);
    assertThat(grant.live(Qos.EXACTLY_ONCE, true))
        .isSameAs(Delivery.of(Qos.AT_LEAST_ONCE, true, Properties.NONE));
    assertThat(grant.identifiers().has(Property.SUBSCRIPTION_IDENTIFIER)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "false, false, false, false",
    "false, false, true, false",
    "true, false, false, false",
    "true, false, true, true",
    "false, true, true, true"
  })
  void the_retain_flag_of_a_live_message(
      boolean one, boolean other, boolean published, boolean delivered) { // [MQTT-3.3.1-12], -13
    Grant grant =
        Grant.of(
            List.of(
                subscription(Qos.AT_MOST_ONCE, one, 0), subscription(Qos.AT_MOST_ONCE, other, 0)));
    assertThat(grant.live(Qos.AT_MOST_ONCE, published).retain()).isEqualTo(delivered);
    assertThat(grant.retained(Qos.AT_MOST_ONCE).retain()).isTrue(); // [MQTT-3.3.1-8]
  }
}
