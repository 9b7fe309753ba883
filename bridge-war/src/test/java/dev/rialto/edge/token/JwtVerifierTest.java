package dev.rialto.edge.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rialto.access.TokenVerifier.Expired;
import dev.rialto.access.TokenVerifier.Finding;
import dev.rialto.access.TokenVerifier.Invalid;
import dev.rialto.access.TokenVerifier.UnknownKey;
import dev.rialto.access.TokenVerifier.Valid;
import dev.rialto.config.InvalidSettingException;
import dev.rialto.config.Setting;
import dev.rialto.session.TestBroker;
import dev.rialto.time.ManualScheduler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tokens are taken, and by which keys. */
class JwtVerifierTest {
  private static final long NOW = 1_700_000_000; // the test's clock, in seconds
  private static final String CLAIMS =
      "{\"sub\":\"anna\",\"iss\":\"https://id.example\",\"aud\":\"rialto\",\"exp\":1700000060}";

  @TempDir private Path folder;
  private final ManualScheduler scheduler = new ManualScheduler();
  private final List<Runnable> toDo = new ArrayList<>();

  private Path keys(String text) throws Exception {
    return Files.writeString(folder.resolve("keys.json"), text);
  }

  private JwtVerifier verifier(String keySet, Object... settings) throws Exception {
    List<Object> all = new ArrayList<>(List.of(settings));
    all.addAll(List.of(Setting.ACCESS_JWT_KEYS, keys(keySet)));
    return JwtVerifier.of(TestBroker.settings(all.toArray()), scheduler, toDo::add);
  }

  private JwtVerifier strict() throws Exception {
    return verifier(
        Issuer.keySet(),
        Setting.ACCESS_JWT_ISSUER,
        "https://id.example",
        Setting.ACCESS_JWT_AUDIENCE,
        "rialto");
  }

  private static String with(String more) {
    return CLAIMS.replace("}", "," + more + "}");
  }

  private static Valid anna(String... roles) {
    return new Valid("anna", Set.of(roles), (NOW + 60 + 30) * 1000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "ES256", "HS256"})
  void a_token_of_each_algorithm_is_valid(String algorithm) throws Exception {
    assertThat(strict().verify(Issuer.token(algorithm, CLAIMS))).isEqualTo(anna());
  }

  /** Each as a stranger might make it, who knows the public keys. */
  static List<String> forged() {
    String signed = Issuer.token("ES256", CLAIMS);
    String rsa = Issuer.rsaKey("r");
    String[] parts = signed.split("\\.", -1);
    String claims = Issuer.base64(CLAIMS);
    byte[] modulus = ((java.security.interfaces.RSAPublicKey) Issuer.RSA.getPublic()).getEncoded();
    return List.of(
        Issuer.base64("{\"alg\":\"none\"}") + "." + claims + ".",
        Issuer.base64("{\"alg\":\"None\",\"kid\":\"r\"}") + "." + claims + ".",
        Issuer.base64("{\"alg\":\"ES256\",\"kid\":\"e\"}") + "." + claims + ".",
        Issuer.base64("{\"kid\":\"r\"}") + "." + claims + "." + parts[2],
        Issuer.hmac(Issuer.header("HS256", null), CLAIMS, modulus), // the public key as a secret
        Issuer.hmac(Issuer.header("HS256", null), CLAIMS, rsa.getBytes(UTF_8)),
        Issuer.hmac(Issuer.header("HS384", "s"), CLAIMS, Issuer.SECRET),
        Issuer.hmac(Issuer.header("hs256", "s"), CLAIMS, Issuer.SECRET),
        parts[0] + "." + Issuer.base64(CLAIMS.replace("anna", "eve")) + "." + parts[2],
        parts[0] + "." + parts[1] + "." + Issuer.base64(new byte[64]), // CVE-2022-21449
        parts[0] + "." + parts[1] + "." + parts[2].substring(1),
        parts[0] + "." + parts[1] + "." + parts[2] + "=",
        parts[0] + "." + parts[1],
        signed + "." + parts[2],
        signed + ".",
        "..",
        "");
  }

  @ParameterizedTest
  @MethodSource("forged")
  void a_forged_token_is_not(String token) throws Exception {
    assertThat(strict().verify(token)).isInstanceOf(Invalid.class);
  }

  /**
   * By the name of a key of another type, it would be verified in another way than it was meant.
   */
  @ParameterizedTest
  @CsvSource({"HS256, r", "HS256, e", "HS256, nobodys"})
  void a_key_is_for_its_own_algorithm_alone(String algorithm, String id) throws Exception {
    String token = Issuer.hmac(Issuer.header(algorithm, id), CLAIMS, Issuer.SECRET);
    assertThat(strict().verify(token)).isInstanceOf(UnknownKey.class);
  }

  @Test
  void without_a_name_the_keys_of_its_type_are_tried() throws Exception {
    assertThat(strict().verify(Issuer.hmac(Issuer.header("HS256", null), CLAIMS, Issuer.SECRET)))
        .isEqualTo(anna());
  }

  /** Whatever is there twice, one reader takes the first of and the next one the last. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"HS256\",\"alg\":\"HS256\"}",
        "{\"alg\":\"HS256\",\"crit\":[\"b64\"],\"b64\":false}",
        "{\"alg\":\"HS256\",\"crit\":[]}",
        "{\"alg\":[\"HS256\"]}",
        "{\"alg\":\"HS256\",\"kid\":7}",
        "{\"alg\":\"HS256\"} ,",
        "[]",
        "HS256"
      })
  void a_strange_header_is_refused(String header) throws Exception {
    assertThat(strict().verify(Issuer.hmac(header, CLAIMS, Issuer.SECRET)))
        .isInstanceOf(Invalid.class);
  }

  static List<String> badClaims() {
    return List.of(
        with("\"sub\":\"eve\""), // twice
        with("\"nbf\":1700000031"),
        with("\"nbf\":\"soon\""),
        CLAIMS.replace("\"aud\":\"rialto\"", "\"aud\":[\"mail\",7]"),
        CLAIMS.replace("\"aud\":\"rialto\",", ""),
        CLAIMS.replace("id.example", "id.example.org"),
        CLAIMS.replace("\"iss\":\"https://id.example\",", ""),
        CLAIMS.replace(",\"exp\":1700000060", ""),
        CLAIMS.replace("1700000060", "\"1700000060\""),
        CLAIMS.replace("1700000060", "-1"),
        CLAIMS.replace("1700000060", "1e300"),
        CLAIMS.replace("\"anna\"", "\"\""),
        CLAIMS.replace("\"anna\"", "7"),
        CLAIMS.replace("anna", "$deployment"),
        CLAIMS.replace("\"anna\"", "\"an\\u0000na\""),
        CLAIMS.replace("\"sub\":\"anna\",", ""),
        "[" + CLAIMS + "]",
        CLAIMS + CLAIMS,
        "");
  }

  @ParameterizedTest
  @MethodSource("badClaims")
  void what_a_token_must_say_it_must(String claims) throws Exception {
    assertThat(strict().verify(Issuer.token("HS256", claims))).isInstanceOf(Invalid.class);
  }

  @Test
  void it_may_be_for_others_too() throws Exception {
    String claims = CLAIMS.replace("\"rialto\"", "[\"mail\",\"rialto\"]");
    assertThat(strict().verify(Issuer.token("HS256", claims))).isEqualTo(anna());
  }

  @Test
  void clocks_may_differ_by_as_much_as_the_operator_says() throws Exception {
    JwtVerifier strict = strict();
    String token = Issuer.token("HS256", with("\"nbf\":1700000030"));
    assertThat(strict.verify(token)).isEqualTo(anna());
    scheduler.pass(Duration.ofSeconds(90).minusMillis(1));
    assertThat(strict.verify(token)).isEqualTo(anna());
    scheduler.pass(Duration.ofMillis(1));
    assertThat(strict.verify(token)).isEqualTo(new Expired());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "roles; \"roles\":[\"admin\",\"ops\",7]; admin ops",
        "roles; \"roles\":\" admin  ops admin\"; admin ops",
        "roles; \"roles\":{\"admin\":1}; ''",
        "roles; \"role\":[\"admin\"]; ''",
        "realm_access.roles; \"realm_access\":{\"roles\":[\"admin\"]}; admin",
        "realm_access.roles; \"realm_access\":[\"roles\"]; ''",
        "https://a.example/r; \"https://a.example/r\":[\"two words\"]; two_words",
      })
  void roles_are_where_the_operator_says(String claim, String claims, String roles)
      throws Exception {
    JwtVerifier verifier = verifier(Issuer.keySet(), Setting.ACCESS_JWT_ROLES_CLAIM, claim);
    Set<String> expected =
        roles.isEmpty()
            ? Set.of()
            : java.util.Arrays.stream(roles.split(" ", -1))
                .map(role -> role.replace('_', ' '))
                .collect(java.util.stream.Collectors.toSet());
    Finding found = verifier.verify(Issuer.token("HS256", with(claims)));
    assertThat(((Valid) found).roles()).isEqualTo(expected);
  }

  @Test
  void the_user_name_is_in_the_claim_that_the_operator_says() throws Exception {
    JwtVerifier verifier = verifier(Issuer.keySet(), Setting.ACCESS_JWT_USER_CLAIM, "email");
    Finding found = verifier.verify(Issuer.token("HS256", with("\"email\":\"a@example.org\"")));
    assertThat(((Valid) found).userName()).isEqualTo("a@example.org");
  }

  // --- keys ---

  @Test
  void new_keys_are_got_at_intervals_and_bad_ones_change_nothing() throws Exception {
    JwtVerifier verifier = verifier(Issuer.keySet(Issuer.rsaKey("r")));
    String token = Issuer.token("HS256", CLAIMS);
    assertThat(verifier.verify(token)).isInstanceOf(UnknownKey.class);
    keys(Issuer.keySet(Issuer.secretKey("s")));
    getAfterAnInterval();
    assertThat(verifier.verify(token)).isInstanceOf(Expired.class); // by now, but the key is known
    keys("{\"keys\":[");
    getAfterAnInterval();
    assertThat(verifier.verify(token)).isInstanceOf(Expired.class);
    assertThat(verifier.problem()).get().asString().contains("keys.json", "JSON");
    keys(Issuer.keySet(Issuer.secretKey("s")));
    getAfterAnInterval();
    assertThat(verifier.problem()).isEmpty();
  }

  private void getAfterAnInterval() {
    scheduler.pass(Duration.ofMinutes(5));
    assertThat(toDo).hasSize(1);
    toDo.remove(0).run();
  }

  @Test
  void an_unknown_key_is_looked_for_at_once_but_not_all_the_time() throws Exception {
    JwtVerifier verifier = verifier(Issuer.keySet(Issuer.rsaKey("r")));
    List<String> told = new ArrayList<>();
    verifier.refresh(() -> told.add("first"));
    verifier.refresh(() -> told.add("second")); // while it is being done
    assertThat(told).isEmpty();
    keys(Issuer.keySet(Issuer.secretKey("s")));
    assertThat(toDo).hasSize(1);
    toDo.remove(0).run();
    assertThat(told).containsExactly("first", "second");
    assertThat(verifier.verify(Issuer.token("HS256", CLAIMS))).isEqualTo(anna());
    verifier.refresh(() -> told.add("third")); // just done
    assertThat(told).contains("third");
    assertThat(toDo).isEmpty();
    scheduler.pass(Keys.PAUSE);
    verifier.refresh(() -> told.add("fourth"));
    assertThat(toDo).hasSize(1);
    assertThat(told).doesNotContain("fourth");
  }

  @Test
  void not_everybody_may_wait_for_keys() throws Exception {
    JwtVerifier verifier = verifier(Issuer.keySet());
    List<String> told = new ArrayList<>();
    for (int i = 0; i <= Keys.MOST_WAITING; i++) {
      String number = "" + i;
      verifier.refresh(() -> told.add(number));
    }
    assertThat(told).containsExactly("" + Keys.MOST_WAITING);
  }

  static List<String> badKeys() {
    String rsa = Issuer.rsaKey("r");
    return List.of(
        "",
        "[]",
        "{}",
        "{\"keys\":{}}",
        "{\"keys\":[]}",
        "{\"keys\":[7]}",
        "{\"keys\":[],\"keys\":[" + rsa + "]}",
        Issuer.keySet("{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AA\"}"),
        Issuer.keySet(rsa.replace("\"kid\"", "\"use\":\"enc\",\"kid\"")),
        Issuer.keySet(rsa.replace("\"kid\"", "\"alg\":\"RS512\",\"kid\"")),
        Issuer.keySet(rsa.replaceFirst("\"n\":\"[^\"]*\"", "\"n\":\"AQAB\"")), // 17 bits
        Issuer.keySet(rsa.replaceFirst("\"n\":\"[^\"]*\",", "")),
        Issuer.keySet("{\"kty\":\"oct\",\"k\":\"c2hvcnQ\"}"),
        Issuer.keySet(Issuer.ecKey("e").replaceFirst("\"x\":\"[^\"]*\"", "\"x\":\"AQAB\"")),
        Issuer.keySet(Issuer.ecKey("e").replace("P-256", "P-384")));
  }

  @ParameterizedTest
  @MethodSource("badKeys")
  void a_bad_file_of_keys_stops_the_start(String text) {
    assertThatThrownBy(() -> verifier(text))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("rialto.access.jwt.keys")
        .hasMessageContaining("keys.json");
  }

  /** Whoever runs it signs tokens for all its customers. */
  @Test
  void keys_of_an_address_need_an_issuer_and_an_audience() {
    assertThatThrownBy(
            () ->
                JwtVerifier.of(
                    TestBroker.settings(Setting.ACCESS_JWT_KEYS, "https://id.example/keys"),
                    scheduler,
                    toDo::add))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("rialto.access.jwt.audience");
  }

  /** Somebody on the way could give others. */
  @ParameterizedTest
  @ValueSource(strings = {"http://id.example/keys", "HTTP://id.example", "http://127.0.0.1.evil/"})
  void keys_do_not_come_over_plain_http_from_elsewhere(String address) {
    assertThatThrownBy(() -> TestBroker.settings(Setting.ACCESS_JWT_KEYS, address))
        .hasMessageContaining("rialto.access.jwt.keys");
  }
}
