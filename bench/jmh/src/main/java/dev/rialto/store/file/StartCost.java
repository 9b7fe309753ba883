package dev.rialto.store.file;

import dev.rialto.config.StoreSync;
import dev.rialto.observe.Counters;
import dev.rialto.store.Change;
import dev.rialto.store.Kept;
import dev.rialto.store.Transaction;
import dev.rialto.time.SystemScheduler;
import dev.rialto.topic.TopicName;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Payload;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Qos;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Prints what it costs to open a store with a million queued and 100,000 retained messages. */
public final class StartCost {
  private static final int SESSIONS = 100;
  private static final int EACH = 10_000;
  private static final int RETAINED = 100_000;
  private static final int TOGETHER = 100; // in a transaction
  private static final String VALUE = "x".repeat(64);
  private static final FileStore.Terms TERMS =
      new FileStore.Terms(StoreSync.NEVER, Duration.ofSeconds(1), 8L << 30);

  private StartCost() {}

  /** Takes the directory to work in, which must not exist yet. */
  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    try (SystemScheduler clock = new SystemScheduler()) {
      fill(directory, clock);
      open(directory, clock, heap());
    }
    for (String file : directory.toFile().list()) {
      Files.delete(directory.resolve(file));
    }
    Files.delete(directory);
  }

  private static void fill(Path directory, SystemScheduler clock) throws Exception {
    try (FileStore store = open(directory, clock)) {
      fill(store);
    }
  }

  private static void open(Path directory, SystemScheduler clock, long before) throws Exception {
    long start = System.nanoTime();
    try (FileStore store = open(directory, clock)) {
      Kept kept = store.kept();
      long opened = System.nanoTime();
      long heap = heap() - before;
      System.out.printf(
          "%,d messages owed, %,d retained: opened in %,d ms, %,d MB of heap, %,d MB on disk%n",
          kept.sessions().stream().mapToInt(session -> session.owed().size()).sum(),
          kept.retained().size(),
          (opened - start) / 1_000_000,
          heap >> 20,
          store.status().bytes() >> 20);
    }
  }

  private static FileStore open(Path directory, SystemScheduler clock) throws Exception {
    return FileStore.open(directory, TERMS, clock, new Counters(), Runnable::run);
  }

  private static void fill(FileStore store) throws Exception {
    Delivery once = Delivery.of(Qos.AT_LEAST_ONCE, false, Properties.NONE);
    for (int session = 0; session < SESSIONS; session++) {
      Transaction begun = Transaction.begin();
      begun.add(new Change.SessionBegun("client-" + session, null, Duration.ofDays(1)));
      commit(store, begun);
      for (int i = 0; i < EACH; i += TOGETHER) {
        Transaction owed = Transaction.begin();
        for (int j = 0; j < TOGETHER; j++) {
          Message message = message("sensors/%d/value".formatted(session));
          owed.add(new Change.Queued(begun.number(0), message, once, null));
        }
        commit(store, owed);
      }
    }
    for (int i = 0; i < RETAINED; i += TOGETHER) {
      Transaction retained = Transaction.begin();
      for (int j = i; j < i + TOGETHER; j++) {
        retained.add(
            new Change.Retained(message("retained/" + j), Qos.AT_LEAST_ONCE, null, "bench"));
      }
      commit(store, retained);
    }
  }

  private static Message message(String topic) throws Exception {
    return new Message(TopicName.of(topic), Payload.of(VALUE));
  }

  private static void commit(FileStore store, Transaction transaction) throws Exception {
    CompletableFuture<Object> stored = new CompletableFuture<>();
    store.commit(transaction, stored::complete);
    stored.get();
  }

  private static long heap() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 4; i++) { // only every fourth full one leaves nothing dead behind
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
