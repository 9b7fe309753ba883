package dev.rialto.store.file;

import static dev.rialto.store.file.StoreFixture.begin;
import static dev.rialto.store.file.StoreFixture.queued;
import static dev.rialto.store.file.StoreFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rialto.config.StoreSync;
import dev.rialto.observe.Counters;
import dev.rialto.store.Change;
import dev.rialto.store.Outcome;
import dev.rialto.store.Transaction;
import dev.rialto.time.ManualScheduler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store on a real file system. */
class DirectoryTest {
  private static final FileStore.Terms TERMS =
      new FileStore.Terms(StoreSync.COMMIT, Duration.ofSeconds(1), 1L << 30);

  @TempDir Path temporary;

  private final ManualScheduler clock = new ManualScheduler();

  private FileStore open(Path directory) throws IOException {
    return FileStore.open(directory, TERMS, clock, new Counters(), Runnable::run);
  }

  private static long stored(FileStore store, Change... changes) throws Exception {
    Transaction transaction = begin(changes);
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    store.commit(transaction, outcome::complete);
    assertThat(outcome.get(20, TimeUnit.SECONDS)).isEqualTo(Outcome.STORED);
    return transaction.number(0);
  }

  @Test
  void what_was_stored_is_there_again() throws Exception {
    Path directory = temporary.resolve("a/b/store");
    try (FileStore store = open(directory)) {
      long anna = stored(store, new Change.SessionBegun("anna", null, StoreFixture.DAY));
      stored(store, queued(anna, "x"));
    }
    try (FileStore store = open(directory)) {
      assertThat(text(store.kept().sessions().get(0).owed().get(0).message())).isEqualTo("x");
      assertThat(store.status().damage()).isEmpty();
    }
  }

  @Test
  void directory_and_files_can_be_read_by_their_owner_only() throws Exception {
    assumeTrue(Files.getFileStore(temporary).supportsFileAttributeView("posix"));
    Path directory = temporary.resolve("store");
    try (FileStore store = open(directory)) {
      stored(store, new Change.SessionBegun("anna", null, StoreFixture.DAY));
      assertThat(permissions(directory)).isEqualTo("rwx------");
      try (Stream<Path> files = Files.list(directory)) {
        List<Path> all = files.toList();
        assertThat(all).hasSize(2);
        assertThat(all).allMatch(file -> permissions(file).equals("rw-------"));
      }
    }
  }

  private static String permissions(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void the_second_store_of_a_directory_is_refused_with_a_sentence() throws Exception {
    FileStore first = open(temporary);
    assertThatThrownBy(() -> open(temporary.resolve("../" + temporary.getFileName())))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith(
            "is in use by another Rialto: stop that one, or give each its own directory.");
    first.close();
    open(temporary).close();
  }

  /** By the rules of POSIX, closing any channel of a file gives all of a process' locks up. */
  @Test
  void a_refused_one_does_not_let_another_process_in() throws Exception {
    try (FileStore first = open(temporary)) {
      assertThatThrownBy(() -> open(temporary)).isInstanceOf(IOException.class);
      assertThat(first.status().damage()).isEmpty();
      assertThat(lockedForOthers()).isTrue();
    }
    assertThat(lockedForOthers()).isFalse();
  }

  private boolean lockedForOthers() throws Exception {
    Process other =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                Path.of(Locker.class.getProtectionDomain().getCodeSource().getLocation().toURI())
                    .toString(),
                Locker.class.getName(),
                temporary.resolve("lock").toString())
            .inheritIO()
            .start();
    assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(other.exitValue()).isBetween(10, 11);
    return other.exitValue() == 11;
  }

  /** Another process, which looks whether a file is locked. */
  static final class Locker {
    private Locker() {}

    public static void main(String[] args) throws IOException {
      try (FileChannel file = FileChannel.open(Path.of(args[0]), StandardOpenOption.WRITE)) {
        System.exit(file.tryLock() == null ? 11 : 10);
      }
    }
  }

  @Test
  void threads_that_are_interrupted_while_they_read_harm_nobody() throws Exception {
    NioDisk disk = new NioDisk(temporary);
    byte[] content = new byte[1000];
    content[999] = 7;
    AtomicReference<Throwable> wrong = new AtomicReference<>();
    try (Disk.Channel file = disk.create("f")) {
      file.write(ByteBuffer.wrap(content), 0);
      List<Thread> readers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        readers.add(new Thread(() -> read(file, content, wrong)));
      }
      readers.forEach(Thread::start);
      while (readers.stream().anyMatch(Thread::isAlive)) {
        readers.forEach(Thread::interrupt);
        Thread.onSpinWait();
      }
      assertThat(wrong.get()).isNull();
    }
  }

  private static void read(Disk.Channel file, byte[] content, AtomicReference<Throwable> wrong) {
    try {
      for (int i = 0; i < 3000; i++) {
        ByteBuffer into = ByteBuffer.allocate(content.length);
        file.read(into, 0);
        assertThat(into.array()).isEqualTo(content);
      }
    } catch (IOException | AssertionError e) {
      wrong.set(e);
    }
  }

  @Test
  void an_interrupted_thread_reads_and_is_still_interrupted() throws Exception {
    NioDisk disk = new NioDisk(temporary);
    try (Disk.Channel file = disk.create("f")) {
      file.write(ByteBuffer.wrap(new byte[] {1, 2}), 0);
      Thread.currentThread().interrupt();
      ByteBuffer into = ByteBuffer.allocate(2);
      file.read(into, 0);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(into.array()).containsExactly(1, 2);
    }
  }
}
