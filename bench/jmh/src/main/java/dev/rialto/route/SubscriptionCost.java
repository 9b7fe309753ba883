package dev.rialto.route;

import dev.rialto.topic.TopicName;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Prints what subscriptions cost as their number grows: bytes each, and nanoseconds a match. */
public final class SubscriptionCost {
  private static final List<Integer> SIZES = List.of(1_000, 10_000, 100_000, 1_000_000);
  private static final int NAMES = 1 << 12;

  /** Subscriptions by which the heap grows visibly: small trees are planted several times. */
  private static final int ENOUGH = 100_000;

  /** Only every fourth full collection of the serial collector leaves nothing dead behind. */
  private static final int COMPACTION = 4;

  private static final int ROUNDS = 200;
  private static final int SEED = 4;

  private SubscriptionCost() {}

  /** To be run with a heap of 2 GB and the serial collector. */
  public static void main(String[] arguments) throws Exception {
    measure(SIZES.get(0)); // makes the code warm
    System.out.println("| subscriptions | bytes each | ns a match |");
    System.out.println("| ---: | ---: | ---: |");
    for (int size : SIZES) {
      System.out.println(measure(size));
    }
  }

  private static String measure(int size) throws Exception {
    int copies = Math.max(1, ENOUGH / size);
    List<SubscriptionTree> trees = new ArrayList<>();
    long before = heap();
    for (int i = 0; i < copies; i++) {
      trees.add(Forest.of(size));
    }
    double bytes = (double) (heap() - before) / copies / size;
    double nanoseconds = match(trees.get(0), names(size));
    return "| %,d | %,.0f | %,.0f |".formatted(size, bytes, nanoseconds);
  }

  private static List<TopicName> names(int size) throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    List<TopicName> names = new ArrayList<>();
    for (int i = 0; i < NAMES; i++) {
      names.add(Forest.topic(random.nextInt(size)));
    }
    return names;
  }

  /** The last half of the rounds counts. */
  private static double match(SubscriptionTree tree, List<TopicName> names) {
    long start = 0;
    long found = 0;
    for (int round = 0; round < ROUNDS; round++) {
      if (round == ROUNDS / 2) {
        start = System.nanoTime();
      }
      for (TopicName name : names) {
        found += tree.match(name).sessions().size();
      }
    }
    double each = (double) (System.nanoTime() - start) / (ROUNDS - ROUNDS / 2) / NAMES;
    if (found < (long) ROUNDS * NAMES) {
      throw new IllegalStateException("a subscriber was not found");
    }
    return each;
  }

  private static long heap() {
    for (int i = 0; i < COMPACTION; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
