package dev.rialto.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rialto.access.AuthenticationMethod.Continue;
import dev.rialto.access.AuthenticationMethod.Exchange;
import dev.rialto.access.AuthenticationMethod.Failure;
import dev.rialto.access.AuthenticationMethod.Step;
import dev.rialto.access.AuthenticationMethod.Success;
import dev.rialto.config.InvalidSettingException;
import dev.rialto.config.Setting;
import dev.rialto.observe.Counter;
import dev.rialto.observe.Counters;
import dev.rialto.time.ManualScheduler;
import dev.rialto.wire.Payload;
import dev.rialto.wire.ReasonCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SCRAM-SHA-256, by the example of RFC 7677 section 3. */
class ScramMethodTest {
  private static final String FIRST = "n,,n=user,r=rOprNGfwEbeRWgbNEkqO";
  private static final String NONCE = "rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
  private static final String SALT = "W22ZaJ0SNY7soEsUEjb6gQ==";
  private static final String CHALLENGE = "r=" + NONCE + ",s=" + SALT + ",i=4096";
  private static final String PROOF = ",p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";
  private static final String LAST = "c=biws,r=" + NONCE + PROOF;

  private static final Failure WRONG =
      new Failure(ReasonCode.NOT_AUTHORIZED, "the user name or the password is wrong");

  @TempDir private Path folder;
  private final Counters counters = new Counters();
  private Gatekeeper gatekeeper;

  private static String line(String user, String password) {
    byte[] salt = Base64.getDecoder().decode(SALT);
    return user + ":" + ScramCredential.of(password, salt, 4096).inFile() + "\n";
  }

  private AuthenticationMethod method(String... lines) throws Exception {
    Path file = Files.writeString(folder.resolve("scram"), String.join("", lines));
    gatekeeper =
        new Gatekeeper(
            Logins.settings(Setting.ACCESS_SCRAM_FILE, file, Setting.ACCESS_FAILURES_DELAY, "0 s"),
            new ManualScheduler(),
            null,
            () -> "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0",
            Runnable::run,
            counters);
    return gatekeeper.enhanced().get(0);
  }

  private static Step step(Exchange exchange, String message) {
    List<Step> steps = new ArrayList<>();
    exchange.step(message == null ? null : Payload.of(message), steps::add);
    assertThat(steps).hasSize(1);
    return steps.get(0);
  }

  private static Exchange begin(AuthenticationMethod method) {
    return method.begin("client", Logins.STRANGER);
  }

  private static String text(Payload data) {
    return new String(data.toBytes(), UTF_8);
  }

  @Test
  void it_goes_as_in_the_example_of_the_standard() throws Exception {
    AuthenticationMethod method = method(line("user", "pencil"));
    assertThat(method.name()).isEqualTo("SCRAM-SHA-256");
    Exchange exchange = begin(method);
    assertThat(text(((Continue) step(exchange, FIRST)).data())).isEqualTo(CHALLENGE);
    Success success = (Success) step(exchange, LAST);
    assertThat(success.proof().userName()).isEqualTo("user");
    assertThat(text(success.data())).isEqualTo("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
    assertThat(counters.get(Counter.LOGINS_FAILED)).isZero();
  }

  @Test
  void the_line_in_the_file_has_nothing_of_the_password() throws Exception {
    assertThat(line("user", "pencil"))
        .isEqualTo(
            "user:SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$"
                + "WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:"
                + "wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=\n");
    assertThat(ScramCredential.parse(line("", "pencil").strip().substring(1)).toString())
        .doesNotContain("=");
  }

  @Test
  void a_wrong_password_and_an_unknown_user_look_the_same() throws Exception {
    AuthenticationMethod method = method(line("user", "pencil2"), line("other", "x"));
    Exchange wrong = begin(method);
    String challenge = text(((Continue) step(wrong, FIRST)).data());
    assertThat(step(wrong, LAST)).isEqualTo(WRONG);
    Exchange unknown = begin(method);
    String first = FIRST.replace("n=user", "n=nobody");
    String theirs = text(((Continue) step(unknown, first)).data());
    assertThat(theirs).matches("r=[^,]+,s=[A-Za-z0-9+/]{22}==,i=4096").isNotEqualTo(challenge);
    assertThat(step(unknown, LAST)).isEqualTo(WRONG);
    assertThat(counters.get(Counter.LOGINS_FAILED)).isEqualTo(2);
    // whoever asks again gets the same salt, as for a user, also after a restart
    AuthenticationMethod later = method(line("user", "pencil2"), line("other", "x"));
    assertThat(text(((Continue) step(begin(later), first)).data())).isEqualTo(theirs);
    assertThat(text(((Continue) step(begin(later), FIRST.replace("n=user", "n=nob"))).data()))
        .isNotEqualTo(theirs);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "n,,",
        "p=tls-unique,,n=user,r=abc", // channel binding
        "n,a=eve,n=user,r=abc", // as somebody else
        "x,,n=user,r=abc",
        "n,,m=1,n=user,r=abc", // an extension that must be understood
        "n,,n=,r=abc",
        "n,,n=user,r=",
        "n,,n=us=er,r=abc",
        "n,,n=user,r=ab\tc",
        "n,,n=us\u0000er,r=abc",
        "n,,r=abc,n=user",
      })
  void what_cannot_be_the_beginning_is_not(String message) throws Exception {
    assertThat(step(begin(method(line("user", "pencil"))), message)).isInstanceOf(Failure.class);
  }

  @Test
  void nothing_is_no_beginning_either() throws Exception {
    AuthenticationMethod method = method(line("user", "pencil"));
    assertThat(step(begin(method), null)).isInstanceOf(Failure.class);
    assertThat(step(begin(method), FIRST + "x".repeat(5000))).isInstanceOf(Failure.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "c=eSws,r=" + NONCE + PROOF, // "y,,": the beginning has been changed on the way
        "c=biws,r=" + NONCE + "x" + PROOF,
        "c=biws,r=rOprNGfwEbeRWgbNEkqO" + PROOF,
        "c=biws,r=" + NONCE,
        "c=biws,r=" + NONCE + ",p=",
        "c=biws,r=" + NONCE + ",p=AAAA",
        "c=biws,r=" + NONCE + ",p=====",
        "c=biws,r=" + NONCE + ",x=1" + PROOF, // what is signed is another text then
      })
  void what_does_not_prove_it_does_not(String message) throws Exception {
    Exchange exchange = begin(method(line("user", "pencil")));
    step(exchange, FIRST);
    assertThat(step(exchange, message)).isInstanceOf(Failure.class);
    assertThat(counters.get(Counter.LOGINS_FAILED)).isEqualTo(1);
  }

  @Test
  void a_file_of_nobody_lets_nobody_in() throws Exception {
    Exchange exchange = begin(method("# nobody yet\n"));
    assertThat(step(exchange, FIRST)).isInstanceOf(Continue.class);
    assertThat(step(exchange, LAST)).isEqualTo(WRONG);
  }

  @Test
  void who_has_got_another_password_must_go() throws Exception {
    Exchange exchange = begin(method(line("user", "pencil")));
    step(exchange, FIRST);
    Proof proof = ((Success) step(exchange, LAST)).proof();
    Permit permit = gatekeeper.permit(proof, "client");
    assertThat(permit.isRevoked()).isFalse();
    Files.writeString(folder.resolve("scram"), line("user", "pen"));
    gatekeeper.reload();
    assertThat(permit.isRevoked()).isTrue();
    assertThat(proof.ground().isKnown()).isTrue();
    Files.writeString(folder.resolve("scram"), "");
    gatekeeper.reload();
    assertThat(proof.ground().isKnown()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user",
        "user:pencil",
        "user:SCRAM-SHA-1$4096:W22ZaJ0SNY7soEsUEjb6gQ==$AA==:AA==",
        "user:SCRAM-SHA-256$4095:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=",
        "user:SCRAM-SHA-256$4096:AAAA$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=",
        "user:SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$AAAA:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=",
      })
  void a_broken_line_stops_it(String line) {
    assertThatThrownBy(() -> method("# first\n", line))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("rialto.access.scram.file")
        .hasMessageContaining("line 2")
        .hasMessageContaining("Passwd --scram");
  }

  @Test
  void a_user_is_there_once() {
    assertThatThrownBy(() -> method(line("user", "a"), line("user", "b")))
        .hasMessageContaining("there before");
  }

  /** RFC 4013 section 3, and names as RFC 5802 section 5.1 escapes them. */
  @ParameterizedTest
  @CsvSource({
    "I\u00ADX, IX",
    "user, user",
    "USER, USER",
    "\u00AA, a",
    "\u2168, IX",
    "a\u0007b, ",
    "a\u00A0b, a b",
    "\u00AD, ",
  })
  void names_are_prepared(String text, String prepared) {
    assertThat(SaslPrep.of(text)).isEqualTo(prepared);
  }

  @Test
  void a_name_may_have_what_separates() throws Exception {
    Exchange exchange = begin(method(line("a,b=c", "pencil")));
    assertThat(text(((Continue) step(exchange, "n,,n=a=2Cb=3Dc,r=x")).data())).contains(SALT);
  }
}
