package dev.rialto.access;

import static dev.rialto.access.Logins.verdict;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.Setting;
import dev.rialto.observe.Counters;
import dev.rialto.time.ManualScheduler;
import dev.rialto.topic.TopicName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Filter;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that change while the server runs. */
class AccessFilesTest {
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final Logger LOG = Logger.getLogger(AccessFiles.class.getName());

  @TempDir private Path folder;

  private final ManualScheduler scheduler = new ManualScheduler();
  private final AtomicInteger changes = new AtomicInteger();
  private final AtomicInteger complaints = new AtomicInteger();
  private final Filter before = LOG.getFilter();
  private Path passwords;
  private Path acl;
  private Gatekeeper gatekeeper;
  private int version; // a file's time, for clocks that are coarser than a test

  @BeforeEach
  void start() throws Exception {
    LOG.setFilter(
        line -> {
          complaints.addAndGet(line.getMessage().contains("stays in effect") ? 1 : 0);
          return false;
        });
    passwords = folder.resolve("passwords");
    acl = folder.resolve("acl");
    put("anna", "secret");
    put("bert", "other");
    write(acl, "pattern readwrite #");
    gatekeeper =
        new Gatekeeper(
            Logins.settings(
                Setting.ACCESS_PASSWORDS_FILE,
                passwords,
                Setting.ACCESS_ACL_FILE,
                acl,
                Setting.ACCESS_FAILURES_DELAY,
                "0 s"),
            scheduler,
            null,
            () -> "random",
            Runnable::run,
            new Counters());
    gatekeeper.whenChanged(changes::incrementAndGet);
    gatekeeper.watch(Runnable::run);
  }

  @AfterEach
  void stop() {
    LOG.setFilter(before);
  }

  private void put(String user, String password) throws IOException {
    byte[] salt = ("0123456789" + version).getBytes(UTF_8);
    new PasswordFileEdit(passwords).put(user, PasswordHash.of(password.getBytes(UTF_8), salt, 10));
    touch(passwords);
  }

  private void write(Path file, String text) throws IOException {
    Files.writeString(file, text);
    touch(file);
  }

  private void touch(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(++version)));
  }

  private Permit permit(String user, String password) {
    return ((Verdict.Admitted) verdict(gatekeeper, Logins.of(user, password))).permit();
  }

  private static String rights(Permit permit) throws Exception {
    TopicName topic = TopicName.of("t");
    return (permit.permissions().mayRead(topic) ? "r" : "-")
        + (permit.permissions().mayPublish(topic) ? "w" : "-");
  }

  private void look(int times) {
    scheduler.pass(LOOK.multipliedBy(times));
  }

  @Test
  void a_file_that_is_not_changed_is_not_read() {
    look(10);
    assertThat(changes.get()).isZero();
    assertThat(scheduler.planned()).isEqualTo(1);
  }

  @Test
  void a_new_user_gets_in() throws Exception {
    put("carl", "new");
    assertThat(verdict(gatekeeper, Logins.of("carl", "new"))).isInstanceOf(Verdict.Refused.class);
    look(2);
    assertThat(permit("carl", "new").identity().userName()).isEqualTo("carl");
    assertThat(changes.get()).isEqualTo(1);
    look(5);
    assertThat(changes.get()).isEqualTo(1);
  }

  @Test
  void who_is_removed_must_go_and_has_no_rights_left() throws Exception {
    Permit anna = permit("anna", "secret");
    Permit bert = permit("bert", "other");
    new PasswordFileEdit(passwords).remove("anna");
    look(2);
    assertThat(anna.isRevoked()).isTrue();
    assertThat(rights(anna)).isEqualTo("--");
    assertThat(bert.isRevoked()).isFalse();
    assertThat(rights(bert)).isEqualTo("rw");
  }

  @Test
  void who_has_another_password_must_say_it() throws Exception {
    Permit anna = permit("anna", "secret");
    put("anna", "better");
    look(2);
    assertThat(anna.isRevoked()).isTrue();
    assertThat(rights(anna)).isEqualTo("rw"); // of the session, which waits for its client
    assertThat(permit("anna", "better").isRevoked()).isFalse();
  }

  @Test
  void rights_follow_the_file() throws Exception {
    Permit anna = permit("anna", "secret");
    write(acl, "user anna\ntopic read t");
    look(2);
    assertThat(rights(anna)).isEqualTo("r-");
    write(acl, "");
    look(2);
    assertThat(rights(anna)).isEqualTo("--");
    assertThat(anna.isRevoked()).isFalse();
  }

  @Test
  void a_bad_file_changes_nothing_and_is_said_once() throws Exception {
    write(acl, "user anna\ntopic deny #\ntopic");
    new PasswordFileEdit(passwords).remove("anna"); // good by itself, but they go together
    look(10);
    assertThat(rights(permit("anna", "secret"))).isEqualTo("rw");
    assertThat(changes.get()).isZero();
    assertThat(complaints.get()).isEqualTo(1);
    assertThat(gatekeeper.problem().orElseThrow())
        .startsWith("rialto.access.acl.file names " + acl + ", whose line 3 is not");
    write(acl, "pattern read t");
    look(2);
    assertThat(gatekeeper.problem()).isEmpty();
    assertThat(rights(permit("bert", "other"))).isEqualTo("r-");
    assertThat(verdict(gatekeeper, Logins.of("anna", "secret")))
        .isInstanceOf(Verdict.Refused.class);
  }

  @Test
  void a_file_that_is_gone_lets_nobody_in_who_was_not() throws Exception {
    Files.delete(passwords);
    look(3);
    assertThat(permit("anna", "secret").isRevoked()).isFalse();
    assertThat(verdict(gatekeeper, Logins.of("anna", "x"))).isInstanceOf(Verdict.Refused.class);
    assertThat(verdict(gatekeeper, Logins.of(null, null))).isInstanceOf(Verdict.Refused.class);
    assertThat(gatekeeper.problem().orElseThrow()).contains("cannot be read");
  }

  @Test
  void a_file_that_is_just_being_written_is_left_alone() throws Exception {
    for (int i = 0; i < 5; i++) {
      write(acl, "user anna\n".repeat(i + 1));
      look(1);
      assertThat(changes.get()).isZero();
    }
    look(1);
    assertThat(changes.get()).isEqualTo(1);
  }

  @Test
  void an_operator_need_not_wait() throws Exception {
    Permit anna = permit("anna", "secret");
    write(acl, "user anna\ntopic read t");
    assertThat(gatekeeper.reload()).isEqualTo("2 users, 2 lines of rules");
    assertThat(rights(anna)).isEqualTo("r-");
    assertThat(changes.get()).isEqualTo(1);
    write(acl, "nonsense");
    assertThat(gatekeeper.reload()).contains("whose line 1 is not");
    assertThat(changes.get()).isEqualTo(1);
  }

  @Test
  void without_files_nobody_looks() throws Exception {
    ManualScheduler idle = new ManualScheduler();
    Gatekeeper open =
        new Gatekeeper(
            Logins.settings(), idle, null, () -> "random", Runnable::run, new Counters());
    open.watch(Runnable::run);
    assertThat(idle.planned()).isZero();
    assertThat(open.reload()).isEqualTo("no password file, no ACL file");
  }
}
