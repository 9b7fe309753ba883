package dev.rialto.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rialto.config.InvalidSettingException;
import dev.rialto.config.Setting;
import dev.rialto.observe.Counters;
import dev.rialto.session.TestBroker;
import dev.rialto.time.ManualScheduler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the store is, and what an operator is told when it can't be there. */
class StoreOpeningTest {
  private static final Path HOME = Path.of("home");

  @Test
  void by_default_it_is_where_the_system_has_the_state_of_a_user() {
    assertThat(StoreOpening.byDefault("Linux", HOME, Map.of()))
        .isEqualTo(HOME.resolve(".local/state/rialto"));
    assertThat(StoreOpening.byDefault("Linux", HOME, Map.of("XDG_STATE_HOME", "state")))
        .isEqualTo(Path.of("state/rialto"));
    assertThat(StoreOpening.byDefault("Linux", HOME, Map.of("XDG_STATE_HOME", "")))
        .isEqualTo(HOME.resolve(".local/state/rialto"));
    assertThat(StoreOpening.byDefault("Mac OS X", HOME, Map.of()))
        .isEqualTo(HOME.resolve("Library/Application Support/Rialto"));
    assertThat(StoreOpening.byDefault("Windows 11", HOME, Map.of("LOCALAPPDATA", "local")))
        .isEqualTo(Path.of("local/Rialto"));
    assertThat(StoreOpening.byDefault("Windows 11", HOME, Map.of()))
        .isEqualTo(HOME.resolve("AppData/Local/Rialto"));
  }

  @Test
  void where_it_cannot_be_a_sentence_names_the_setting(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "no directory");
    assertThatThrownBy(
            () ->
                StoreOpening.open(
                    TestBroker.settings(Setting.STORE_DIRECTORY, file),
                    new ManualScheduler(),
                    new Counters(),
                    Runnable::run))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("rialto.store.directory: the store can't be opened: ")
        .hasMessageContaining(file.toString());
  }
}
