package dev.rialto.edge.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.wire.Payload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What HTTP's Basic authentication says (RFC 7617). */
class CredentialsTest {
  @Test
  void the_password_is_what_comes_after_the_first_colon() {
    assertThat(Credentials.basic("Basic QWxhZGRpbjpvcGVuOnNlc2FtZQ=="))
        .isEqualTo(new Credentials("Aladdin", Payload.of("open:sesame")));
  }

  @Test
  void the_scheme_is_in_any_case_and_the_text_in_utf_8() {
    assertThat(Credentials.basic("bASIC  dGVzdDoxMjPCow=="))
        .isEqualTo(new Credentials("test", Payload.of("123\u00a3")));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "Basic", "Basic !", "Basic bm9jb2xvbg==", "Bearer a.b.c", "Digest x"})
  void anything_else_is_none(String header) {
    assertThat(Credentials.basic(header)).isEqualTo(Credentials.NONE);
  }

  @Test
  void the_password_is_never_shown() {
    assertThat(Credentials.basic("Basic QWxhZGRpbjpvcGVuOnNlc2FtZQ==").toString())
        .doesNotContain("sesame");
  }
}
