package dev.rialto.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OffsetTest {
  @Test
  void reads_what_it_writes() {
    Offset offset = new Offset("3f9a12bc", 4711);
    assertThat(offset).hasToString("3f9a12bc-4711");
    assertThat(Offset.parse("3f9a12bc-4711")).contains(offset);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-", "x", "x-", "-1", "x--1", "x-1 ", "X-1", "x-1-1", "x-1234567890123456789"})
  void takes_nothing_else(String text) {
    assertThat(Offset.parse(text)).isEmpty();
  }
}
