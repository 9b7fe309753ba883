package dev.rialto.store.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.StoreSync;
import dev.rialto.observe.Counters;
import dev.rialto.observe.StoreStatus;
import dev.rialto.store.Change;
import dev.rialto.store.Kept;
import dev.rialto.store.Outcome;
import dev.rialto.store.Transaction;
import dev.rialto.time.ManualScheduler;
import dev.rialto.topic.InvalidTopicException;
import dev.rialto.topic.TopicName;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Payload;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Qos;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A store on a disk of the test's, that can be opened again and again. */
final class StoreFixture implements AutoCloseable {
  static final Duration DAY = Duration.ofDays(1);

  private final ForgetfulDisk disk;
  private final ManualScheduler clock = new ManualScheduler();
  private final FileStore.Terms terms;
  private final long segmentSize;
  private FileStore store;

  StoreFixture() {
    this(new ForgetfulDisk(1), StoreSync.COMMIT, 1L << 30, 1L << 20);
  }

  StoreFixture(ForgetfulDisk disk, StoreSync sync, long maxBytes, long segmentSize) {
    this.disk = disk;
    this.segmentSize = segmentSize;
    terms = new FileStore.Terms(sync, Duration.ofMillis(100), maxBytes);
    open();
  }

  ForgetfulDisk disk() {
    return disk;
  }

  ManualScheduler clock() {
    return clock;
  }

  FileStore store() {
    return store;
  }

  StoreStatus status() {
    return store.status();
  }

  private void open() {
    try {
      store =
          new FileStore(disk, () -> {}, terms, segmentSize, clock, new Counters(), Runnable::run);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Closes the store as it should be, and opens it. */
  Kept reopen() {
    store.close();
    open();
    return store.kept();
  }

  /** Cuts the power, and opens the store. */
  Kept afterPowerCut() {
    store.close(); // its threads end; what they write is too late
    disk.powerCut();
    open();
    return store.kept();
  }

  Outcome commit(Transaction transaction) {
    try {
      return later(transaction).get(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("not decided", e);
    }
  }

  CompletableFuture<Outcome> later(Transaction transaction) {
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    store.commit(transaction, outcome::complete);
    return outcome;
  }

  /** Commits changes that may be refused; returns the number of the first. */
  long stored(Change... changes) {
    Transaction transaction = begin(changes);
    assertThat(commit(transaction)).isEqualTo(Outcome.STORED);
    return transaction.number(0);
  }

  static Transaction begin(Change... changes) {
    Transaction transaction = Transaction.begin();
    for (Change change : changes) {
      transaction.add(change);
    }
    return transaction;
  }

  /** A session that has begun; returns its number. */
  long session(String clientId) {
    return stored(new Change.SessionBegun(clientId, null, DAY));
  }

  static Change.Queued queued(long session, String payload) {
    return queued(session, message("t", payload));
  }

  static Change.Queued queued(long session, Message message) {
    Delivery delivery = Delivery.of(Qos.AT_LEAST_ONCE, false, Properties.NONE);
    return new Change.Queued(session, message, delivery, null);
  }

  static Message message(String topic, String payload) {
    return message(topic, payload, Properties.NONE);
  }

  static Message message(String topic, String payload, Properties properties) {
    try {
      return new Message(TopicName.of(topic), Payload.of(payload), properties);
    } catch (InvalidTopicException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static String text(Message message) {
    return new String(message.payload().toBytes(), java.nio.charset.StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    store.close();
  }
}
