package dev.rialto.route;

import dev.rialto.topic.TopicFilter;
import dev.rialto.topic.TopicName;
import dev.rialto.wire.Qos;
import dev.rialto.wire.Subscription;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Matches one topic name after another, chosen at random, against ever more subscriptions. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(jvmArgsAppend = "-Xmx3g")
public class SubscriptionTreeBenchmark {
  private static final int NAMES = 1 << 12;
  private static final int SEED = 4;
  private static final Subscription ONCE = new Subscription(Qos.AT_MOST_ONCE);

  @Param({"1000", "100000", "1000000"})
  int subscriptions;

  private final TopicName[] names = new TopicName[NAMES];
  private final TopicFilter[] passing = new TopicFilter[NAMES / 16];
  private final Subscriber passer = Forest.somebody();
  private SubscriptionTree tree;
  private MatchCache cache;
  private int next;

  @Setup
  public void plant() throws Exception {
    tree = Forest.of(subscriptions);
    cache = new MatchCache(tree);
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < NAMES; i++) {
      names[i] = Forest.topic(random.nextInt(subscriptions));
    }
    for (int i = 0; i < passing.length; i++) {
      passing[i] = TopicFilter.of("passing/" + i + "/#");
    }
  }

  private TopicName name() {
    next = (next + 1) % NAMES;
    return names[next];
  }

  /** By the tree. */
  @Benchmark
  public Object match() {
    return tree.match(name());
  }

  /** The same while others subscribe, each for itself: one subscription for every 16 messages. */
  @Benchmark
  public Object cachedAmidSubscriptions() {
    if (next % 16 == 0) {
      tree.subscribe(passer, passing[next / 16], ONCE);
    }
    return cache.match(name());
  }

  /** By what is known from the last time. */
  @Benchmark
  public Object cached() {
    return cache.match(name());
  }
}
