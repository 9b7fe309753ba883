package dev.rialto.it.mqtt5;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.it.Await;
import dev.rialto.it.client.Client5;
import dev.rialto.it.client.Client5.Library5;
import dev.rialto.it.client.Message5;
import dev.rialto.it.client.Wish;
import dev.rialto.it.server.Server;
import dev.rialto.it.server.SharedServer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a subscription can ask for (MQTT 5.0 sections 3.8.2.1.2 and 3.8.3.1). */
@ExtendWith(SharedServer.class)
class SubscriptionOptionsTest {
  private final int port;

  SubscriptionOptionsTest(Server server) {
    port = server.port();
  }

  @ParameterizedTest
  @MethodSource(Pairs.PAIRS)
  void a_message_names_every_subscription_that_it_came_by(Library5 from, Library5 to)
      throws Exception {
    String topic = "identified/%s/%s".formatted(from, to);
    try (Client5 subscriber = to.connect(port, "identified-subscriber");
        Client5 publisher = from.connect(port, "identified-publisher")) {
      subscriber.subscribe(Wish.of(topic, 1).identifiedBy(1));
      subscriber.subscribe(Wish.of("identified/#", 2).identifiedBy(300));
      subscriber.subscribe(Wish.of(topic + "/else", 2).identifiedBy(4));
      publisher.publish(Message5.of(topic, 2, "both"));
      List<Integer> by = new ArrayList<>();
      while (by.size() < 2) { // one delivery, which HiveMQ's client gives to both its subscribers
        Message5 message = subscriber.next();
        assertThat(message.text()).isEqualTo("both");
        assertThat(message.qos()).isEqualTo(2);
        by.addAll(message.extras().subscriptions());
      }
      assertThat(by).containsExactlyInAnyOrder(1, 300);
      publisher.publish(Message5.of("identified/other", 1, "one"));
      assertThat(subscriber.next().extras().subscriptions()).containsExactly(300);
    }
  }

  @ParameterizedTest
  @MethodSource(Pairs.PAIRS)
  void no_local_keeps_a_clients_own_messages_from_it(Library5 one, Library5 two) throws Exception {
    try (Client5 chatter = one.connect(port, "chatter");
        Client5 other = two.connect(port, "other-chatter")) {
      chatter.subscribe(Wish.of("chat", 2).notMine());
      other.subscribe("chat", 2);
      chatter.publish(Message5.of("chat", 1, "my own"));
      assertThat(other.next().text()).isEqualTo("my own");
      Pairs.assertNothingElseCame(other, "chat", chatter);
    }
  }

  @ParameterizedTest
  @MethodSource(Pairs.PAIRS)
  void the_retain_flag_is_passed_on_as_published_to_who_wants_that(Library5 from, Library5 to)
      throws Exception {
    String topic = "as-published";
    try (Client5 bridge = to.connect(port, "bridge");
        Client5 plain = to.connect(port, "plain");
        Client5 publisher = from.connect(port, "as-publisher")) {
      bridge.subscribe(Wish.of(topic, 1).retainAsPublished());
      plain.subscribe(topic, 1);
      publisher.publish(Message5.of(topic, 1, "retained").retain());
      publisher.publish(Message5.of(topic, 1, "live"));
      publisher.publish(Message5.of(topic, 1, "").retain());
      assertThat(bridge.next(3)).extracting(Message5::retained).containsExactly(true, false, true);
      assertThat(plain.next(3)).extracting(Message5::retained).containsOnly(false);
    }
  }

  @ParameterizedTest
  @EnumSource(Library5.class)
  void retained_messages_come_always_or_at_first_or_never(Library5 library) throws Exception {
    String topic = "handling/" + library;
    try (Client5 client = library.connect(port, "handler")) {
      client.publish(Message5.of(topic, 1, "kept").retain());
      client.subscribe(Wish.of(topic, 2).retainHandling(2));
      assertThat(retainedBefore(client, topic, "fence 1")).isFalse();
      client.subscribe(Wish.of(topic, 2).retainHandling(1));
      assertThat(retainedBefore(client, topic, "fence 2")).as("not new").isFalse();
      client.unsubscribe(topic);
      client.subscribe(Wish.of(topic, 2).retainHandling(1));
      assertThat(retainedBefore(client, topic, "fence 3")).as("new").isTrue();
      client.subscribe(Wish.of(topic, 2).retainHandling(0));
      assertThat(retainedBefore(client, topic, "fence 4")).isTrue();
      client.publish(Message5.of(topic, 1, "").retain());
    }
  }

  @ParameterizedTest
  @EnumSource(Library5.class)
  void a_shared_subscription_gives_each_message_to_one_of_both_libraries(Library5 publishing)
      throws Exception {
    int count = 100;
    String topic = "work/" + publishing;
    try (Client5 paho = Library5.PAHO.connect(port, "worker-1");
        Client5 hive = Library5.HIVEMQ.connect(port, "worker-2");
        Client5 publisher = publishing.connect(port, "work-publisher")) {
      for (Client5 worker : List.of(paho, hive)) {
        worker.subscribe("$share/workers/" + topic, 1);
      }
      publisher.publish(
          IntStream.range(0, count).mapToObj(i -> Message5.of(topic, 1, "job " + i)).toList());
      Await.until("all is done", () -> paho.waiting() + hive.waiting() >= count);
      List<String> done = new ArrayList<>();
      for (Client5 worker : List.of(paho, hive)) {
        assertThat(worker.waiting()).as("shares of both").isPositive();
        worker.next(worker.waiting()).forEach(job -> done.add(job.text()));
      }
      assertThat(done)
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, count).mapToObj(i -> "job " + i).toList());
    }
  }

  /** HiveMQ's client gives a message to every callback for its filter: some come twice. */
  private static boolean retainedBefore(Client5 client, String topic, String fence)
      throws Exception {
    client.publish(Message5.of(topic, 2, fence));
    boolean retained = false;
    for (Message5 next = client.next(); !next.text().equals(fence); next = client.next()) {
      retained |= next.retained();
    }
    return retained;
  }
}
