package dev.rialto.access;

import static dev.rialto.access.Logins.LOCAL;
import static dev.rialto.access.Logins.STRANGER;
import static dev.rialto.access.Logins.verdict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rialto.config.InvalidSettingException;
import dev.rialto.config.Setting;
import dev.rialto.observe.Counter;
import dev.rialto.observe.Counters;
import dev.rialto.time.ManualScheduler;
import dev.rialto.wire.ReasonCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who gets in, by settings and password file. */
class GatekeeperTest {
  private final Counters counters = new Counters();
  private final ManualScheduler scheduler = new ManualScheduler();

  private Gatekeeper gatekeeper(Executor threads, Object... settings) throws Exception {
    return new Gatekeeper(
        Logins.settings(settings), scheduler, null, () -> "random", threads, counters);
  }

  private static Path passwords() throws Exception {
    return Path.of(GatekeeperTest.class.getResource("mosquitto.passwords").toURI());
  }

  private Gatekeeper withUsers(String anonymous) throws Exception {
    return gatekeeper(
        Runnable::run,
        Setting.ACCESS_PASSWORDS_FILE,
        passwords(),
        Setting.ACCESS_ANONYMOUS,
        anonymous);
  }

  private static Identity identity(Verdict verdict) {
    return ((Verdict.Admitted) verdict).permit().identity();
  }

  private static ReasonCode refusal(Verdict verdict) {
    return ((Verdict.Refused) verdict).reason();
  }

  @Test
  void without_users_everybody_is_anonymous_whatever_they_say() throws Exception {
    Gatekeeper open = gatekeeper(task -> {});
    assertThat(identity(verdict(open, Logins.of(null, null))))
        .isEqualTo(Identity.anonymous("client"));
    assertThat(identity(verdict(open, Logins.of("admin", "x"))).isAnonymous()).isTrue();
  }

  @Test
  void the_right_password_makes_one_the_user() throws Exception {
    assertThat(identity(verdict(withUsers("automatic"), Logins.of("anna", "secret"))))
        .isEqualTo(new Identity("anna", "client"));
    assertThat(counters.get(Counter.LOGINS_FAILED)).isZero();
  }

  /** An attacker must not learn who exists. */
  @Test
  void a_wrong_password_and_an_unknown_user_get_the_same_answer() throws Exception {
    Gatekeeper users =
        gatekeeper(
            Runnable::run,
            Setting.ACCESS_PASSWORDS_FILE,
            passwords(),
            Setting.ACCESS_FAILURES_DELAY,
            "0 s");
    Verdict wrong = verdict(users, Logins.of("anna", "Secret"));
    assertThat(refusal(wrong)).isEqualTo(ReasonCode.BAD_USER_NAME_OR_PASSWORD);
    assertThat(verdict(users, Logins.of("nobody", "secret"))).isEqualTo(wrong);
    assertThat(verdict(users, Logins.of("anna", null))).isEqualTo(wrong);
    assertThat(verdict(users, Logins.of("", ""))).isEqualTo(wrong);
    assertThat(counters.get(Counter.LOGINS_FAILED)).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({
    "automatic, true, false",
    "automatic, false, false",
    "nobody, true, false",
    "loopback, true, true",
    "loopback, false, false",
    "anyone, false, true",
  })
  void with_users_nobody_is_anonymous_unless_the_operator_says_so(
      String anonymous, boolean local, boolean in) throws Exception {
    Login login = Logins.of(null, null, local ? LOCAL : STRANGER);
    Verdict verdict = verdict(withUsers(anonymous), login);
    if (in) {
      assertThat(identity(verdict).isAnonymous()).isTrue();
    } else {
      assertThat(refusal(verdict)).isEqualTo(ReasonCode.NOT_AUTHORIZED);
    }
  }

  @Test
  void nobody_means_nobody() throws Exception {
    Gatekeeper closed = gatekeeper(Runnable::run, Setting.ACCESS_ANONYMOUS, "nobody");
    assertThat(refusal(verdict(closed, Logins.of(null, null, LOCAL))))
        .isEqualTo(ReasonCode.NOT_AUTHORIZED);
    assertThat(refusal(verdict(closed, Logins.of("anna", "secret", LOCAL))))
        .isEqualTo(ReasonCode.NOT_AUTHORIZED);
  }

  @Test
  void passwords_are_checked_in_threads_of_their_own() throws Exception {
    List<Runnable> tasks = new ArrayList<>();
    List<Verdict> verdicts = new ArrayList<>();
    Gatekeeper users = gatekeeper(tasks::add, Setting.ACCESS_PASSWORDS_FILE, passwords());
    users.admit(Logins.of("anna", "secret"), verdicts::add);
    assertThat(verdicts).isEmpty();
    tasks.get(0).run();
    assertThat(verdicts).singleElement().isInstanceOf(Verdict.Admitted.class);
  }

  @Test
  void where_too_many_wait_the_next_is_refused_and_counted() throws Exception {
    Executor full =
        task -> {
          throw new RejectedExecutionException();
        };
    Gatekeeper users = gatekeeper(full, Setting.ACCESS_PASSWORDS_FILE, passwords());
    assertThat(refusal(verdict(users, Logins.of("anna", "secret"))))
        .isEqualTo(ReasonCode.QUOTA_EXCEEDED);
    assertThat(counters.get(Counter.LOGINS_REJECTED)).isEqualTo(1);
  }

  @Test
  void who_has_failed_waits_whether_the_next_is_right_or_wrong() throws Exception {
    List<Verdict> verdicts = new ArrayList<>();
    Gatekeeper users = withUsers("automatic");
    users.admit(Logins.of("anna", "wrong"), verdicts::add);
    assertThat(verdicts).hasSize(1);
    users.admit(Logins.of("anna", "secret"), verdicts::add);
    users.admit(Logins.of("anna", "wrong"), verdicts::add);
    users.admit(Logins.of("bert", "x", LOCAL), verdicts::add); // from elsewhere
    assertThat(verdicts).hasSize(2);
    scheduler.pass(Duration.ofMillis(99));
    assertThat(verdicts).hasSize(2);
    scheduler.pass(Duration.ofMillis(1));
    assertThat(verdicts).hasSize(3).last().isInstanceOf(Verdict.Admitted.class);
    scheduler.pass(Duration.ofMillis(100));
    assertThat(verdicts).hasSize(4).last().isInstanceOf(Verdict.Refused.class);
    assertThat(counters.get(Counter.LOGINS_DELAYED)).isEqualTo(2);
  }

  @Test
  void who_fails_too_often_is_not_even_heard() throws Exception {
    List<Verdict> verdicts = new ArrayList<>();
    Gatekeeper users = withUsers("automatic");
    for (int i = 0; i < 100; i++) {
      users.admit(Logins.of("anna", "wrong " + i), verdicts::add);
    }
    users.admit(Logins.of("anna", "secret"), verdicts::add);
    assertThat(refusal(verdicts.get(verdicts.size() - 1))).isEqualTo(ReasonCode.QUOTA_EXCEEDED);
    assertThat(counters.get(Counter.LOGINS_REJECTED)).isPositive();
    scheduler.pass(Duration.ofMinutes(11));
    assertThat(counters.get(Counter.LOGINS_FAILED)).isLessThan(60);
    assertThat(verdict(users, Logins.of("anna", "secret"))).isInstanceOf(Verdict.Admitted.class);
  }

  /** Whose handshake the server has authenticated as joe's. */
  private static Login joes(String userName, String password) {
    return Logins.of(userName, password, new Visitor("192.0.2.7", false, "joe"));
  }

  @ParameterizedTest
  @CsvSource({
    "'passwords, server', , , joe",
    "'passwords, server', anna, secret, anna",
    "'passwords, server', anna, wrong, -", // not joe after all
    "'passwords, server', joe, , -",
    "'server, passwords', , , joe",
    "'server, passwords', anna, secret, joe",
    "'server, passwords', anna, wrong, joe",
    "passwords, , , -",
    "passwords, anna, secret, anna",
  })
  void who_one_is_follows_the_operators_order(
      String order, String userName, String password, String who) throws Exception {
    Gatekeeper both =
        gatekeeper(
            Runnable::run,
            Setting.ACCESS_PASSWORDS_FILE,
            passwords(),
            Setting.ACCESS_AUTHENTICATORS,
            order);
    Verdict verdict = verdict(both, joes(userName, password));
    assertThat(verdict instanceof Verdict.Admitted ? identity(verdict).userName() : "-")
        .isEqualTo(who);
  }

  @Test
  void a_certificate_makes_one_its_user_where_the_operator_says_so() throws Exception {
    Visitor device = new Visitor("192.0.2.7", false, null, Set.of(), "sensor-1", null, null);
    Login login = Logins.of(null, null, device);
    Gatekeeper certificates =
        gatekeeper(Runnable::run, Setting.ACCESS_AUTHENTICATORS, "certificate");
    assertThat(identity(verdict(certificates, login)))
        .isEqualTo(new Identity("sensor-1", "client"));
    assertThat(identity(verdict(gatekeeper(Runnable::run), login)).isAnonymous()).isTrue();
    assertThat(certificates.toString()).contains("users with certificates");
  }

  @Test
  void nobody_is_the_deployment_by_its_name() throws Exception {
    Visitor liar =
        new Visitor("192.0.2.7", false, "$deployment", Set.of(), "$deployment", null, null);
    Gatekeeper trusting =
        gatekeeper(Runnable::run, Setting.ACCESS_AUTHENTICATORS, "server,certificate");
    assertThat(identity(verdict(trusting, Logins.of(null, null, liar))).isAnonymous()).isTrue();
  }

  @Test
  void roles_are_those_that_the_server_has_named() throws Exception {
    Visitor joe = new Visitor("192.0.2.7", false, "joe", Set.of("ops"), null, null, null);
    Gatekeeper servers = gatekeeper(Runnable::run, Setting.ACCESS_AUTHENTICATORS, "server");
    assertThat(identity(verdict(servers, Logins.of(null, null, joe))).roles())
        .containsExactly("ops");
  }

  @ParameterizedTest
  @CsvSource({"server, joe", "passwords, ", "'', "})
  void without_passwords_the_server_is_asked_if_it_may_be(String order, String who)
      throws Exception {
    Gatekeeper gatekeeper = gatekeeper(Runnable::run, Setting.ACCESS_AUTHENTICATORS, order);
    assertThat(identity(verdict(gatekeeper, joes("anna", "secret"))).userName()).isEqualTo(who);
    assertThat(gatekeeper.toString().contains("the server's users, and programs on this machine"))
        .isEqualTo(who != null);
  }

  @Test
  void a_password_file_that_nobody_would_look_into_stops_it() throws Exception {
    Path file = passwords();
    assertThatThrownBy(
            () ->
                gatekeeper(
                    Runnable::run,
                    Setting.ACCESS_PASSWORDS_FILE,
                    file,
                    Setting.ACCESS_AUTHENTICATORS,
                    "server"))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage(
            "rialto.access.passwords.file is set, but rialto.access.authenticators does not name"
                + " passwords; add it, or take rialto.access.passwords.file away.");
  }

  @Test
  void a_file_that_cannot_be_used_stops_it() {
    assertThatThrownBy(
            () -> gatekeeper(Runnable::run, Setting.ACCESS_PASSWORDS_FILE, "/nowhere/passwords"))
        .isInstanceOf(InvalidSettingException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "automatic | false | 'programs on this machine, without a user'",
        "nobody | false | nobody",
        "anyone | false | 'anyone, without a user'",
        "automatic | true | 3 users with passwords",
        "loopback | true | '3 users with passwords, and programs on this machine, without a user'",
      })
  void the_log_says_who(String anonymous, boolean users, String who) throws Exception {
    Gatekeeper gatekeeper =
        users
            ? withUsers(anonymous)
            : gatekeeper(Runnable::run, Setting.ACCESS_ANONYMOUS, anonymous);
    assertThat(gatekeeper).hasToString(who + " (rialto.access.anonymous)");
  }
}
