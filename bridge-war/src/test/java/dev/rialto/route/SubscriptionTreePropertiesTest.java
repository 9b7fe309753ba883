package dev.rialto.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.topic.TopicFilter;
import dev.rialto.topic.TopicName;
import dev.rialto.wire.Qos;
import dev.rialto.wire.Subscription;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The tree and the cache over it, against looking at every subscription one by one. */
class SubscriptionTreePropertiesTest {
  private static final List<NamedSubscriber> SUBSCRIBERS =
      List.of(new NamedSubscriber("x"), new NamedSubscriber("y"), new NamedSubscriber("z"));
  private static final List<String> PUBLISHERS = List.of("x", "y", "somebody else");

  /** Subscribes, takes back ({@code null}), or asks who gets a message. */
  record Step(
      NamedSubscriber subscriber, TopicFilter filter, Subscription subscription, TopicName ask) {}

  /** What somebody gets a message with; the order of the identifiers is nobody's concern. */
  record Seen(Qos qos, boolean retainAsPublished, Set<Long> identifiers) {
    static Seen of(Grant grant) {
      List<Long> identifiers = grant.identifiers().subscriptionIdentifiers();
      return new Seen(grant.qos(), grant.retainAsPublished(), Set.copyOf(identifiers));
    }

    static Seen of(Subscription one) {
      Set<Long> identifiers = one.identifier() == 0 ? Set.of() : Set.of(one.identifier());
      return new Seen(one.qos(), one.retainAsPublished(), identifiers);
    }

    Seen and(Seen other) {
      Set<Long> all = new HashSet<>(identifiers);
      all.addAll(other.identifiers);
      return new Seen(
          qos.atLeast(other.qos), retainAsPublished || other.retainAsPublished, Set.copyOf(all));
    }
  }

  /** Who gets a message that was published by somebody. */
  private static Map<Subscriber, Seen> seen(Recipients found, String publisher) {
    Map<Subscriber, Seen> seen = new HashMap<>();
    for (Recipient recipient : found.sessions()) {
      Grant grant = recipient.grant(publisher);
      if (grant != null) {
        assertThat(seen.put(recipient.subscriber(), Seen.of(grant))).as("twice").isNull();
      }
    }
    return seen;
  }

  /** What the tree should know, as a list. */
  private static final class Oracle {
    private final Map<NamedSubscriber, Map<String, Step>> all = new HashMap<>();

    void apply(Step step) {
      Map<String, Step> own = all.computeIfAbsent(step.subscriber, any -> new HashMap<>());
      if (step.subscription == null) {
        own.remove(step.filter.value());
      } else {
        own.put(step.filter.value(), step);
      }
    }

    Map<Subscriber, Seen> seen(TopicName name, String publisher) {
      Map<Subscriber, Seen> seen = new HashMap<>();
      for (Step step : each(name, false)) {
        boolean own = publisher.equals(step.subscriber.clientId());
        if (!own || !step.subscription.noLocal()) { // [MQTT-3.8.3-3]
          seen.merge(step.subscriber, Seen.of(step.subscription), Seen::and);
        }
      }
      return seen;
    }

    /** Pairs of shared filter and member. */
    Set<String> shared(TopicName name) {
      Set<String> shared = new HashSet<>();
      each(name, true).forEach(step -> shared.add(step.filter.value()));
      return shared;
    }

    private List<Step> each(TopicName name, boolean shared) {
      List<Step> matching = new ArrayList<>();
      all.values()
          .forEach(
              own ->
                  own.values().stream()
                      .filter(step -> step.filter.isShared() == shared)
                      .filter(step -> Topics.matches(step.filter, name))
                      .forEach(matching::add));
      return matching;
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.of(SUBSCRIBERS),
            Topics.filtersWithShared(),
            subscriptions().injectNull(0.3),
            Topics.names())
        .as(Step::new)
        .list()
        .ofMaxSize(40);
  }

  private static Arbitrary<Subscription> subscriptions() {
    return Combinators.combine(
            Arbitraries.of(Qos.values()),
            Arbitraries.of(true, false),
            Arbitraries.of(true, false),
            Arbitraries.longs().between(0, 4))
        .as(Subscription::new);
  }

  private static void apply(Step step, SubscriptionTree tree) {
    if (step.subscription == null) {
      tree.unsubscribe(step.subscriber, step.filter);
    } else {
      tree.subscribe(step.subscriber, step.filter, step.subscription);
    }
  }

  @Property(tries = 2000)
  void a_filter_by_itself_matches_the_same_names(
      @ForAll("names") List<TopicName> names, @ForAll("steps") List<Step> steps) {
    for (Step step : steps) {
      for (TopicName name : names) {
        assertThat(step.filter.matches(name)).isEqualTo(Topics.matches(step.filter, name));
      }
    }
  }

  @Property(tries = 2000)
  void it_finds_exactly_who_has_a_matching_filter(
      @ForAll("steps") List<Step> steps, @ForAll("names") List<TopicName> names) {
    SubscriptionTree tree = new SubscriptionTree();
    Oracle oracle = new Oracle();
    for (Step step : steps) {
      apply(step, tree);
      oracle.apply(step);
    }
    for (TopicName name : names) {
      Recipients found = tree.match(name);
      for (String publisher : PUBLISHERS) {
        assertThat(seen(found, publisher))
            .as("%s of %s", name, publisher)
            .isEqualTo(oracle.seen(name, publisher));
      }
      assertThat(found.groups()).as("%s", name).hasSize(oracle.shared(name).size());
    }
  }

  @Provide
  Arbitrary<List<TopicName>> names() {
    return Topics.names().list().ofMaxSize(10);
  }

  @Property(tries = 2000)
  void the_cache_is_never_stale(@ForAll("steps") List<Step> steps) {
    SubscriptionTree tree = new SubscriptionTree();
    MatchCache cache = new MatchCache(tree);
    Oracle oracle = new Oracle();
    for (Step step : steps) {
      for (TopicName ask : List.of(step.ask, Topics.name("a/b"), Topics.name("a"))) {
        assertThat(seen(cache.match(ask).recipients(), "x")).isEqualTo(oracle.seen(ask, "x"));
        assertThat(cache.match(ask).recipients().groups()).hasSize(oracle.shared(ask).size());
      }
      apply(step, tree);
      oracle.apply(step);
    }
  }

  @Property(tries = 1000)
  void with_the_last_subscription_the_last_node_goes(@ForAll("steps") List<Step> steps) {
    SubscriptionTree tree = new SubscriptionTree();
    steps.forEach(step -> apply(step, tree));
    for (Step step : steps) {
      tree.unsubscribe(step.subscriber, step.filter);
    }
    assertThat(tree)
        .usingRecursiveComparison()
        .ignoringFields("changes")
        .isEqualTo(new SubscriptionTree());
  }
}
