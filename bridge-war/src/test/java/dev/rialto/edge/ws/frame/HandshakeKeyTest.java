package dev.rialto.edge.ws.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The challenge of RFC 6455 section 4. */
class HandshakeKeyTest {
  @Test
  void the_answer_is_that_of_the_specification() {
    assertThat(HandshakeKey.accept("dGhlIHNhbXBsZSBub25jZQ=="))
        .isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    assertThat(HandshakeKey.accept(" dGhlIHNhbXBsZSBub25jZQ== "))
        .isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dGhlIHNhbXBsZSBub25jZQ==", "AAAAAAAAAAAAAAAAAAAAAA=="})
  void sixteen_bytes_are_a_key(String key) {
    assertThat(HandshakeKey.isValid(key)).isTrue();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"", "AAAA", "dGhlIHNhbXBsZSBub25jZQ=", "AAAAAAAAAAAAAAAAAAAAAAAA", "!!!!", "ü"})
  void anything_else_is_none(String key) {
    assertThat(HandshakeKey.isValid(key)).isFalse();
  }
}
