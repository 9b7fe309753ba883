package dev.rialto.access;

import static dev.rialto.access.Logins.verdict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rialto.config.InvalidSettingException;
import dev.rialto.config.Setting;
import dev.rialto.observe.Counter;
import dev.rialto.observe.Counters;
import dev.rialto.time.ManualScheduler;
import dev.rialto.wire.Payload;
import dev.rialto.wire.ReasonCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where tokens come from, and what comes of them. */
class TokenLoginsTest {
  private static final String GOOD = "eyJhbGciOiJIUzI1NiJ9.e30.good";
  private static final String OLD = "eyJhbGciOiJIUzI1NiJ9.e30.old";
  private static final String NEW_KEY = "eyJhbGciOiJIUzI1NiJ9.e30.new";
  private static final String BAD = "eyJhbGciOiJIUzI1NiJ9.e30.bad";
  private static final Identity ANNA = new Identity("anna", "client", Set.of("ops"));

  private final Counters counters = new Counters();
  private final List<Runnable> refreshing = new ArrayList<>();
  private final List<String> looked = new ArrayList<>();
  private boolean refreshed;

  private final TokenVerifier verifier =
      new TokenVerifier() {
        @Override
        public Finding verify(String token) {
          looked.add(token);
          return switch (token) {
            case GOOD -> new Valid("anna", Set.of("ops"), 1_700_000_060_000L);
            case OLD -> new Expired();
            case NEW_KEY ->
                refreshed ? new Valid("anna", Set.of("ops"), 1_700_000_060_000L) : new UnknownKey();
            default -> new Invalid("it is bad");
          };
        }

        @Override
        public void refresh(Runnable then) {
          refreshing.add(then);
        }

        @Override
        public Optional<String> problem() {
          return Optional.of("no keys");
        }
      };

  private Gatekeeper gatekeeper(Executor threads, Object... settings) throws Exception {
    List<Object> all = new ArrayList<>(Arrays.asList(settings));
    all.addAll(List.of(Setting.ACCESS_JWT_KEYS, "keys.json"));
    return new Gatekeeper(
        Logins.settings(all.toArray()),
        new ManualScheduler(),
        verifier,
        () -> "random",
        threads,
        counters);
  }

  private Gatekeeper gatekeeper(Object... settings) throws Exception {
    return gatekeeper(Runnable::run, settings);
  }

  private static Login handshake(String userName, String password, String token) {
    Visitor visitor =
        new Visitor("192.0.2.7", false, null, Set.of(), null, new Secret(token), null);
    return Logins.of(userName, password, visitor);
  }

  private static Identity identity(Verdict verdict) {
    return ((Verdict.Admitted) verdict).permit().identity();
  }

  private static Verdict.Refused refusal(Verdict verdict) {
    return (Verdict.Refused) verdict;
  }

  @ParameterizedTest
  @CsvSource({",", "''", "anna", "mqtt", "eve"})
  void a_token_as_the_password_says_who_one_is_whatever_the_name(String userName) throws Exception {
    Verdict verdict = verdict(gatekeeper(), Logins.of(userName, GOOD));
    assertThat(identity(verdict)).isEqualTo(ANNA);
    assertThat(((Verdict.Admitted) verdict).permit().expires()).isEqualTo(1_700_000_060_000L);
  }

  @Test
  void one_of_the_handshake_is_for_who_says_nothing_else() throws Exception {
    Gatekeeper both = gatekeeper(Setting.ACCESS_PASSWORDS_FILE, passwords());
    assertThat(identity(verdict(both, handshake(null, null, GOOD)))).isEqualTo(ANNA);
    assertThat(identity(verdict(both, handshake("anna", "secret", BAD))))
        .isEqualTo(new Identity("anna", "client"));
    assertThat(refusal(verdict(both, handshake("anna", "wrong", GOOD))).reason())
        .isEqualTo(ReasonCode.BAD_USER_NAME_OR_PASSWORD);
  }

  private static Path passwords() throws Exception {
    return Path.of(TokenLoginsTest.class.getResource("mosquitto.passwords").toURI());
  }

  @Test
  void passwords_and_tokens_live_side_by_side() throws Exception {
    Gatekeeper both = gatekeeper(Setting.ACCESS_PASSWORDS_FILE, passwords());
    assertThat(identity(verdict(both, Logins.of("anna", "secret"))))
        .isEqualTo(new Identity("anna", "client"));
    assertThat(identity(verdict(both, Logins.of("anna", GOOD)))).isEqualTo(ANNA);
    Gatekeeper passwordsFirst =
        gatekeeper(
            Setting.ACCESS_PASSWORDS_FILE,
            passwords(),
            Setting.ACCESS_AUTHENTICATORS,
            "passwords,tokens");
    assertThat(refusal(verdict(passwordsFirst, Logins.of("anna", GOOD))).reason())
        .isEqualTo(ReasonCode.BAD_USER_NAME_OR_PASSWORD);
    assertThat(identity(verdict(passwordsFirst, Logins.of(null, GOOD)))).isEqualTo(ANNA);
  }

  @Test
  void an_expired_one_is_told_so_and_others_are_not_told_why() throws Exception {
    Gatekeeper users = gatekeeper();
    assertThat(refusal(verdict(users, Logins.of(null, OLD))))
        .isEqualTo(
            new Verdict.Refused(ReasonCode.NOT_AUTHORIZED, "the token has expired; get a new one"));
    assertThat(refusal(verdict(users, Logins.of(null, BAD))))
        .isEqualTo(new Verdict.Refused(ReasonCode.NOT_AUTHORIZED, "the token is not valid"));
    assertThat(counters.get(Counter.LOGINS_FAILED)).isEqualTo(2);
  }

  @Test
  void who_shows_nothing_is_not_let_in() throws Exception {
    Gatekeeper users = gatekeeper();
    for (String password : new String[] {null, "", "secret", "a.b.c", GOOD + "!", " " + GOOD}) {
      assertThat(refusal(verdict(users, Logins.of("anna", password))).reason())
          .isEqualTo(ReasonCode.NOT_AUTHORIZED);
    }
    assertThat(looked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "a.b.c", "eyJ", "eyJh.e30", "Bearer eyJh.e30.x"})
  void what_is_no_token_is_not_even_looked_at(String token) throws Exception {
    assertThat(refusal(verdict(gatekeeper(), handshake(null, null, token))).sentence())
        .isEqualTo("the token is not valid");
    assertThat(looked).isEmpty();
  }

  @Test
  void nor_is_one_that_is_too_long() throws Exception {
    String longest = GOOD + "x".repeat((8 << 10) - GOOD.length());
    verdict(gatekeeper(), handshake(null, null, longest));
    assertThat(looked).hasSize(1);
    verdict(gatekeeper(), handshake(null, null, longest + "x"));
    assertThat(looked).hasSize(1);
  }

  @Test
  void for_an_unknown_key_newer_ones_are_awaited() throws Exception {
    List<Verdict> verdicts = new ArrayList<>();
    gatekeeper().admit(Logins.of(null, NEW_KEY), verdicts::add);
    assertThat(verdicts).isEmpty();
    refreshed = true;
    refreshing.remove(0).run();
    assertThat(verdicts).hasSize(1);
    assertThat(identity(verdicts.get(0))).isEqualTo(ANNA);
  }

  @Test
  void but_only_once() throws Exception {
    List<Verdict> verdicts = new ArrayList<>();
    gatekeeper().admit(Logins.of(null, NEW_KEY), verdicts::add);
    refreshing.remove(0).run();
    assertThat(refusal(verdicts.get(0)).sentence()).isEqualTo("the token is not valid");
    assertThat(refreshing).isEmpty();
    assertThat(counters.get(Counter.LOGINS_FAILED)).isEqualTo(1);
  }

  @Test
  void they_are_looked_at_in_threads_of_their_own_and_not_too_many() throws Exception {
    List<Runnable> tasks = new ArrayList<>();
    List<Verdict> verdicts = new ArrayList<>();
    gatekeeper(tasks::add).admit(Logins.of(null, GOOD), verdicts::add);
    assertThat(looked).isEmpty();
    tasks.get(0).run();
    assertThat(verdicts).singleElement().isInstanceOf(Verdict.Admitted.class);
    Executor full =
        task -> {
          throw new RejectedExecutionException();
        };
    assertThat(refusal(verdict(gatekeeper(full), Logins.of(null, GOOD))).reason())
        .isEqualTo(ReasonCode.QUOTA_EXCEEDED);
  }

  @Test
  void keys_that_nobody_would_look_into_stop_it() {
    assertThatThrownBy(() -> gatekeeper(Setting.ACCESS_AUTHENTICATORS, "passwords"))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("does not name tokens");
  }

  @Test
  void a_problem_with_the_keys_is_one_of_the_gatekeepers() throws Exception {
    assertThat(gatekeeper().problem()).contains("no keys");
  }

  // --- as enhanced authentication ---

  private AuthenticationMethod.Step step(Payload data) throws Exception {
    AuthenticationMethod method = gatekeeper().enhanced().get(0);
    assertThat(method.name()).isEqualTo("token");
    List<AuthenticationMethod.Step> steps = new ArrayList<>();
    method.begin("client", Logins.STRANGER).step(data, steps::add);
    assertThat(steps).hasSize(1);
    return steps.get(0);
  }

  @Test
  void it_is_a_method_of_one_step() throws Exception {
    assertThat(((AuthenticationMethod.Success) step(Payload.of(GOOD))).proof().roles())
        .containsExactly("ops");
    for (Payload bad : new Payload[] {null, Payload.EMPTY, Payload.of(BAD), Payload.of("x")}) {
      assertThat(step(bad))
          .isEqualTo(
              new AuthenticationMethod.Failure(
                  ReasonCode.NOT_AUTHORIZED, "the token is not valid"));
    }
  }
}
