package dev.rialto.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.topic.TopicFilter;
import dev.rialto.topic.TopicName;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of the cache survives whose subscription. */
class ChangesTest {
  private final Changes changes = new Changes();

  private boolean concerns(TopicFilter filter, TopicName topic) {
    Changes.Watch watch = changes.watch(topic);
    long before = watch.count();
    changes.count(filter);
    return watch.count() > before;
  }

  @Property
  void a_filter_that_matches_a_topic_name_concerns_it(
      @ForAll("filters") TopicFilter filter, @ForAll("names") TopicName topic) {
    Assume.that(Topics.matches(filter, topic));
    assertThat(new ChangesTest().concerns(filter, topic)).isTrue();
  }

  @Provide
  Arbitrary<TopicFilter> filters() {
    return Topics.filtersWithShared();
  }

  @Provide
  Arbitrary<TopicName> names() {
    return Topics.names();
  }

  @ParameterizedTest
  @CsvSource({
    "devices/2/#, devices/1/temperature",
    "devices/2/+, devices/1/temperature",
    "devices/1/humidity, devices/1/temperature",
    "rooms/#, devices/1/temperature",
    "rooms/+/temperature, devices/1/temperature",
    "$share/g/devices/2/#, devices/1/temperature",
    "devices, devices/1",
    "devices/1, devices",
  })
  void a_subscription_elsewhere_does_not(String filter, String topic) {
    assertThat(concerns(Topics.filter(filter), Topics.name(topic))).isFalse();
  }
}
