package dev.rialto.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource({
    "0.0291, 0.0291",
    "0.291, 0.291",
    "2.913, 2.91",
    "29.13, 29.1",
    "291.3, 291",
    "2913.1, '2,913'",
    "NaN, –",
    "Infinity, –"
  })
  void threeDigitsAreEnough(double value, String text) {
    assertThat(Numbers.significant(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"1060000, 1.06 M/s", "206000, 206 k/s", "12, 12.0 /s"})
  void ratesHaveAPrefix(double perSecond, String text) {
    assertThat(Numbers.rate(perSecond)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"0-1;[0, 1]", "3;[3]", "0,2-4,9;[0, 2, 3, 4, 9]"})
  void coresAreRanges(String list, String numbers) {
    assertThat(Cores.parse(list)).hasToString(numbers);
  }

  @Test
  void theMedianKeepsTheFaultsOfAll() {
    var median =
        Reading.median(
            List.of(reading(3, "a"), reading(1, "b"), reading(2), reading(9, "a"), reading(0)));

    assertThat(median.value()).isEqualTo(2);
    assertThat(median.faults()).containsExactlyInAnyOrder("a", "b");
  }

  private static Reading reading(double value, String... faults) {
    return new Reading(value, "", 0, "", List.of(faults));
  }

  @ParameterizedTest
  @CsvSource({"1, 30", "0.5, 15", "0.001, 1", "0, 0", "NaN, 0"})
  void barsAreAsLongAsTheirShare(double share, int length) {
    assertThat(Scaling.bar(share)).hasSize(length);
  }
}
