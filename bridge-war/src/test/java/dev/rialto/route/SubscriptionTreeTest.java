package dev.rialto.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.topic.TopicName;
import dev.rialto.wire.Qos;
import dev.rialto.wire.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Subscriptions in a tree of levels. What matches what is in the properties test. */
class SubscriptionTreeTest {
  private final SubscriptionTree tree = new SubscriptionTree();
  private final NamedSubscriber anna = new NamedSubscriber("anna");

  private void subscribe(String filter, Qos qos) {
    tree.subscribe(anna, Topics.filter(filter), new Subscription(qos));
  }

  private Map<Subscriber, Qos> grants(String name) {
    return Topics.grants(tree.match(Topics.name(name)));
  }

  // the examples of MQTT 3.1.1 section 4.7
  @ParameterizedTest
  @CsvSource({
    "sport/tennis/player1/#, sport/tennis/player1, true",
    "sport/tennis/player1/#, sport/tennis/player1/ranking, true",
    "sport/tennis/player1/#, sport/tennis/player1/score/wimbledon, true",
    "sport/#, sport, true",
    "sport/tennis/+, sport/tennis/player1/ranking, false",
    "sport/+, sport, false",
    "sport/+, sport/, true",
    "+/+, /finance, true",
    "/+, /finance, true",
    "+, /finance, false",
    "#, $SYS/monitor/Clients, false",
    "+/monitor/Clients, $SYS/monitor/Clients, false",
    "$SYS/#, $SYS/monitor/Clients, true",
    "$SYS/monitor/+, $SYS/monitor/Clients, true",
    "a/+, a/$b, true",
    "a/#, a/$b, true",
    "ACCOUNTS, Accounts, false"
  })
  void as_the_specification_says(String filter, String name, boolean matches) {
    subscribe(filter, Qos.AT_MOST_ONCE);
    assertThat(Topics.grants(tree.match(Topics.name(name))).containsKey(anna)).isEqualTo(matches);
  }

  @Test
  void overlapping_filters_are_one_delivery_with_the_highest_qos() { // [MQTT-3.3.5-1]
    subscribe("#", Qos.AT_MOST_ONCE);
    subscribe("a/+", Qos.EXACTLY_ONCE);
    subscribe("a/b", Qos.AT_LEAST_ONCE);
    assertThat(grants("a/b")).isEqualTo(Map.of(anna, Qos.EXACTLY_ONCE));
  }

  @Test
  void subscribing_again_changes_the_qos() { // [MQTT-3.8.4-3]
    subscribe("a", Qos.EXACTLY_ONCE);
    subscribe("a", Qos.AT_MOST_ONCE);
    assertThat(grants("a")).isEqualTo(Map.of(anna, Qos.AT_MOST_ONCE));
  }

  @Test
  void names_of_65_536_levels_do_not_overflow_the_stack() {
    String deepest = "/".repeat(65_535);
    subscribe(deepest, Qos.AT_LEAST_ONCE);
    subscribe("/".repeat(65_534) + "#", Qos.AT_MOST_ONCE);
    TopicName name = Topics.name(deepest);
    assertThat(name.levels()).isEqualTo(65_536);
    assertThat(grants(deepest)).isEqualTo(Map.of(anna, Qos.AT_LEAST_ONCE));
    tree.unsubscribe(anna, Topics.filter(deepest));
    assertThat(grants(deepest)).isEqualTo(Map.of(anna, Qos.AT_MOST_ONCE));
    tree.unsubscribe(anna, Topics.filter("/".repeat(65_534) + "#"));
    assertThat(grants(deepest)).isEmpty();
    subscribe("+/".repeat(32_767) + "+", Qos.AT_MOST_ONCE);
    assertThat(grants("/".repeat(32_767))).containsOnlyKeys(anna);
  }

  @Test
  void whoever_stays_subscribed_is_found_while_others_come_and_go() throws Exception {
    List<String> filters = List.of("a/b/c", "a/+/c", "a/#", "#", "+/b/+");
    for (String filter : filters) {
      NamedSubscriber stays = new NamedSubscriber("stays at " + filter);
      tree.subscribe(stays, Topics.filter(filter), new Subscription(Qos.AT_LEAST_ONCE));
    }
    MatchCache cache = new MatchCache(tree);
    TopicName name = Topics.name("a/b/c");
    AtomicBoolean done = new AtomicBoolean();
    CyclicBarrier start = new CyclicBarrier(4);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<Integer>> readers = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      readers.add(
          threads.submit(
              () -> {
                start.await(10, TimeUnit.SECONDS);
                int fewest = Integer.MAX_VALUE;
                while (!done.get()) {
                  fewest = Math.min(fewest, staying(tree.match(name)));
                  fewest = Math.min(fewest, staying(cache.match(name).recipients()));
                }
                return fewest;
              }));
    }
    List<Future<?>> writers = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      String own = "writer " + i;
      writers.add(
          threads.submit(
              () -> {
                start.await(10, TimeUnit.SECONDS);
                comeAndGo(own, filters);
                return null;
              }));
    }
    try {
      for (Future<?> writer : writers) {
        writer.get(60, TimeUnit.SECONDS);
      }
      done.set(true);
      for (Future<Integer> reader : readers) {
        assertThat(reader.get(60, TimeUnit.SECONDS)).isEqualTo(filters.size());
      }
    } finally {
      done.set(true);
      threads.shutdownNow();
    }
    assertThat(tree.match(name).sessions()).hasSize(filters.size());
    assertThat(cache.match(name).recipients().sessions()).hasSize(filters.size());
  }

  private void comeAndGo(String own, List<String> filters) {
    List<NamedSubscriber> crowd = new ArrayList<>();
    for (int i = 0; i < 20; i++) { // enough to make nodes large and small again
      crowd.add(new NamedSubscriber(own));
    }
    for (int round = 0; round < 300; round++) {
      for (String filter : filters) {
        Subscription any = new Subscription(Qos.AT_MOST_ONCE);
        crowd.forEach(one -> tree.subscribe(one, Topics.filter(filter), any));
        crowd.forEach(one -> tree.unsubscribe(one, Topics.filter(filter)));
      }
    }
  }

  private static int staying(Recipients found) {
    return (int)
        found.sessions().stream()
            .filter(one -> one.subscriber().clientId().startsWith("stays"))
            .count();
  }
}
