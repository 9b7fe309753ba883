package dev.rialto.it.mqtt5;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.it.client.Client5;
import dev.rialto.it.client.Client5.Library5;
import dev.rialto.it.client.Message5;
import dev.rialto.it.client.Terms5;
import dev.rialto.it.server.Server;
import dev.rialto.it.server.SharedServer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What both sides keep to: how many, how large, and names made short (section 3.1.2.11). */
@ExtendWith(SharedServer.class)
class FlowControlTest {
  private final int port;

  FlowControlTest(Server server) {
    port = server.port();
  }

  @ParameterizedTest
  @MethodSource(Pairs.PAIRS)
  void no_more_is_sent_than_the_receive_maximum_until_it_is_acknowledged(Library5 from, Library5 to)
      throws Exception {
    Terms5 terms = Terms5.of("slow").receiveMaximum(2).manual();
    try (Client5 slow = to.connect(port, terms);
        Client5 publisher = from.connect(port, "slow-publisher")) {
      slow.subscribe("slow", 1);
      publisher.publish(texts("slow", 1, 5));
      publisher.publish(Message5.of("slow", 0, "past the queue"));
      assertThat(slow.next(3))
          .extracting(Message5::text)
          .containsExactlyInAnyOrder("message 0", "message 1", "past the queue");
      for (int i = 2; i < 5; i++) {
        slow.acknowledgeOldest();
        assertThat(slow.next().text()).isEqualTo("message " + i);
      }
      slow.acknowledgeOldest(); // Paho's client waits for it when it is closed
      slow.acknowledgeOldest();
    }
  }

  private static List<Message5> texts(String topic, int qos, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Message5.of(topic, qos, "message " + i))
        .toList();
  }

  @ParameterizedTest
  @MethodSource(Pairs.PAIRS)
  void a_large_burst_of_qos_2_arrives_once_through_a_small_window(Library5 from, Library5 to)
      throws Exception {
    int count = 1_000;
    try (Client5 subscriber = to.connect(port, Terms5.of("narrow").receiveMaximum(10));
        Client5 publisher = from.connect(port, Terms5.of("broad").receiveMaximum(10))) {
      subscriber.subscribe("burst", 2);
      publisher.publish(texts("burst", 2, count));
      assertThat(subscriber.next(count))
          .extracting(Message5::text)
          .isEqualTo(IntStream.range(0, count).mapToObj(i -> "message " + i).toList());
      Pairs.assertNothingElseCame(publisher, "burst", subscriber);
    }
  }

  @ParameterizedTest
  @MethodSource(Pairs.PAIRS)
  void what_a_subscriber_calls_too_large_is_kept_from_it(Library5 from, Library5 to)
      throws Exception {
    try (Client5 small = to.connect(port, Terms5.of("small").packetMaximum(100));
        Client5 large = to.connect(port, "large");
        Client5 publisher = from.connect(port, "sizes-publisher")) {
      small.subscribe("sizes", 2);
      large.subscribe("sizes", 2);
      for (int qos = 0; qos <= 2; qos++) {
        publisher.publish(Message5.of("sizes", qos, "x".repeat(100)));
        publisher.publish(Message5.of("sizes", qos, "small " + qos));
        assertThat(small.next().text()).isEqualTo("small " + qos);
        assertThat(large.next(2)).last().extracting(Message5::text).isEqualTo("small " + qos);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Library5.class)
  void a_topic_is_named_once_to_who_takes_aliases(Library5 library) throws Exception {
    int count = 50;
    String topic = "aliases/" + "long/".repeat(40) + library;
    // Paho's client, which takes aliases too, gives its user the empty name that came with one
    try (Client5 brief = Library5.HIVEMQ.connect(port, Terms5.of("brief").topicAliases(3));
        Client5 plain = library.connect(port, "lengthy");
        Client5 publisher = library.connect(port, "aliases-publisher")) {
      brief.subscribe("aliases/#", 1);
      plain.subscribe("aliases/#", 1);
      long sent = publisher.sent();
      long toBrief = brief.received();
      long toPlain = plain.received();
      publisher.publish(texts(topic, 1, count));
      assertThat(brief.next(count)).extracting(Message5::topic).containsOnly(topic);
      assertThat(plain.next(count)).extracting(Message5::topic).containsOnly(topic);
      long spelledOut = (long) count * topic.length();
      assertThat(plain.received() - toPlain).isGreaterThan(spelledOut);
      assertThat(brief.received() - toBrief).isLessThan(spelledOut / 2);
      if (library == Library5.HIVEMQ) {
        assertThat(publisher.sent() - sent).as("sent by the library").isLessThan(spelledOut / 2);
      }
      // more topics than aliases
      for (int i = 0; i < 20; i++) {
        String other = topic + "/" + i % 7;
        publisher.publish(Message5.of(other, 1, "x"));
        assertThat(brief.next().topic()).isEqualTo(other);
        assertThat(plain.next().topic()).isEqualTo(other);
      }
    }
  }
}
