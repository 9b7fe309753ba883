package dev.rialto.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.access.AclRule.Right;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a pattern is for whom. The filters that attackers have tried are in here. */
class AclPatternTest {
  private static final String NOTHING = "nothing";

  private static String read(String pattern, String user, String clientId) {
    return filter(new AclPattern(Right.READ, pattern), user, clientId);
  }

  private static String filter(AclPattern pattern, String user, String clientId) {
    return pattern.about(new Identity(user, clientId)).map(r -> r.filter().value()).orElse(NOTHING);
  }

  @ParameterizedTest
  @CsvSource({
    "dev/%c/#, dev/c-1/#",
    "users/%u, users/anna",
    "%u/%c/%u, anna/c-1/anna",
    "x-%c-y/+, x-c-1-y/+",
    "all/#, all/#",
    "100%/%%c, 100%/%c-1",
    "%C/%U, %C/%U",
  })
  void placeholders_are_filled_in(String pattern, String filter) {
    assertThat(read(pattern, "anna", "c-1")).isEqualTo(filter);
  }

  @Test
  void what_is_filled_in_is_not_filled_in_again() {
    assertThat(read("a/%u/%c", "%c", "%u")).isEqualTo("a/%c/%u");
    assertThat(read("a/%u", "$1\\", "c")).isEqualTo("a/$1\\");
  }

  @ParameterizedTest
  @ValueSource(strings = {"+", "#", "/", "a+b", "a#", "a/b", "/a"})
  void a_name_that_would_be_more_than_a_name_gets_nothing(String name) {
    assertThat(read("dev/%c/x", "anna", name)).isEqualTo(NOTHING);
    assertThat(read("users/%u/x", name, "c")).isEqualTo(NOTHING);
    assertThat(read("users/%u/x", "anna", name)).isEqualTo("users/anna/x"); // not filled in
    assertThat(read("dev/%c/x", name, "c")).isEqualTo("dev/c/x");
  }

  @ParameterizedTest
  @CsvSource({"%c/#, $SYS", "%c/x, $share", "%c/g/#, $share", "%c, $SYS"})
  void nobody_makes_a_topic_of_the_server_of_it(String pattern, String clientId) {
    assertThat(read(pattern, "anna", clientId)).isEqualTo(NOTHING);
  }

  @Test
  void the_operator_may() {
    assertThat(read("$SYS/%c/#", "anna", "c")).isEqualTo("$SYS/c/#");
  }

  @Test
  void an_anonymous_client_has_no_user_name_to_fill_in() {
    assertThat(read("users/%u", null, "c")).isEqualTo(NOTHING);
    assertThat(read("users/%u/%c", null, "c")).isEqualTo(NOTHING);
    assertThat(read("dev/%c", null, "c")).isEqualTo("dev/c");
    assertThat(filter(new AclPattern(Right.DENY, "users/%u"), null, "c")).isEqualTo(NOTHING);
  }

  /** Else a client would escape it by its name. */
  @ParameterizedTest
  @CsvSource({
    "secret/%c, a/b, secret/#",
    "secret/%c/x, +, secret/#",
    "secret/x-%c/y, #, secret/#",
    "%c/x, a/b, #",
    "secret/%c, c, secret/c",
  })
  void a_deny_that_cannot_be_filled_in_denies_all_that_it_might_mean(
      String pattern, String clientId, String filter) {
    assertThat(filter(new AclPattern(Right.DENY, pattern), "anna", clientId)).isEqualTo(filter);
  }

  @Test
  void nor_one_that_is_too_long() {
    String endless = "x".repeat(65_000);
    assertThat(read("%c/%c", "anna", endless)).isEqualTo(NOTHING);
    assertThat(filter(new AclPattern(Right.DENY, "a/%c/%c"), "anna", endless)).isEqualTo("a/#");
  }
}
