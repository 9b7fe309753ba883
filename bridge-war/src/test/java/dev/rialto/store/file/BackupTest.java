package dev.rialto.store.file;

import static dev.rialto.store.file.StoreFixture.queued;
import static dev.rialto.store.file.StoreFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rialto.config.StoreSync;
import dev.rialto.observe.Counters;
import dev.rialto.store.Change;
import dev.rialto.store.Kept;
import dev.rialto.store.Transaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy of the store, made while it is used. */
class BackupTest {
  private static final FileStore.Terms TERMS =
      new FileStore.Terms(StoreSync.COMMIT, Duration.ofSeconds(1), 1L << 30);

  @TempDir Path directory;

  private static Kept open(Path copy, StoreFixture fixture) throws IOException {
    try (FileStore store =
        FileStore.open(copy, TERMS, fixture.clock(), new Counters(), Runnable::run)) {
      assertThat(store.status().damage()).isEmpty();
      Kept kept = store.kept();
      kept.sessions().forEach(each -> each.owed().forEach(owed -> text(owed.message())));
      return kept;
    }
  }

  @Test
  void has_all_that_was_stored_before_and_goes_on_by_itself() throws IOException {
    try (StoreFixture fixture = small()) {
      long anna = fixture.session("anna");
      List<Long> before = new ArrayList<>();
      for (int i = 0; i < 300; i++) { // several segments, of which some have been cleaned
        before.add(fixture.stored(queued(anna, "m" + i)));
        fixture.stored(queued(anna, "x".repeat(500)));
        fixture.commit(
            Transaction.upkeep(new Change.Consumed(anna, before.get(before.size() - 1) + 1)));
      }
      Path copy = directory.resolve("new/copy");
      long bytes = fixture.store().backup(copy);
      fixture.stored(queued(anna, "too late"));
      assertThat(bytes).isPositive();
      Kept kept = open(copy, fixture);
      assertThat(kept.sessions().get(0).owed())
          .extracting(owed -> owed.position())
          .containsExactlyElementsOf(before);
      assertThat(fixture.reopen().sessions().get(0).owed()).hasSize(301);
    }
  }

  @Test
  void has_what_is_consumed_and_cleaned_while_it_is_made() throws IOException {
    try (StoreFixture fixture = small()) {
      long anna = fixture.session("anna");
      List<Long> owed = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        owed.add(fixture.stored(queued(anna, i + "x".repeat(500))));
      }
      long before = fixture.status().bytes();
      BusyDisk target =
          new BusyDisk(
              () ->
                  owed.forEach(
                      number ->
                          fixture.commit(Transaction.upkeep(new Change.Consumed(anna, number)))));
      assertThat(fixture.store().backup(target)).isEqualTo(before);
      assertThat(target.list()).hasSizeGreaterThan(2);
      for (int i = 0; i < 20; i++) { // with nobody copying, it is given back
        fixture.stored(new Change.Received(anna, i + 1));
      }
      assertThat(fixture.status().bytes()).isLessThan(before);
    }
  }

  /** While its first file is created, something happens. */
  private static final class BusyDisk extends ForgetfulDisk {
    private final Runnable meanwhile;

    BusyDisk(Runnable meanwhile) {
      super(1);
      this.meanwhile = meanwhile;
    }

    @Override
    public synchronized Channel create(String name) throws IOException {
      if (list().isEmpty()) {
        meanwhile.run();
      }
      return super.create(name);
    }
  }

  private static StoreFixture small() {
    return new StoreFixture(new ForgetfulDisk(1), StoreSync.COMMIT, 1L << 30, 4096);
  }

  @Test
  void goes_into_a_directory_of_its_own() throws IOException {
    Files.writeString(directory.resolve("mine"), "a file of somebody's");
    try (StoreFixture fixture = new StoreFixture()) {
      assertThatThrownBy(() -> fixture.store().backup(directory))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("is not empty");
    }
  }
}
