package dev.rialto.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoalTest {
  private static final Goal COST = Goal.ratioAtMost(0.5, 0.2).endpoint(1.3);
  private static final Goal SPEED = Goal.ratioAtLeast(2.5, 6);
  private static final Goal SIZE = Goal.absoluteAtMost(16, 8);

  @ParameterizedTest(name = "{0} : {1}")
  @CsvSource({
    "1.0, 5.0, 'pass, aim reached', 'pass, aim reached'",
    "2.5, 5.0, pass,                pass",
    "2.6, 5.0, MISS,                pass",
    "6.5, 5.0, MISS,                pass",
    "6.6, 5.0, MISS,                MISS",
    "NaN, 5.0, not measured,        not measured",
    "1.0, NaN, not measured,        not measured"
  })
  void costsAreARatioToHiveMqs(double rialto, double hiveMq, String onUpgrade, String onEndpoint) {
    var judged = COST.judged(rialto, hiveMq);

    assertThat(COST.verdict(judged, false)).isEqualTo(onUpgrade);
    assertThat(COST.verdict(judged, true)).isEqualTo(onEndpoint);
  }

  @ParameterizedTest
  @CsvSource({"1000, 400, pass", "999, 400, MISS", "2400, 400, 'pass, aim reached'"})
  void ofSpeedMoreIsBetter(double rialto, double hiveMq, String verdict) {
    assertThat(SPEED.verdict(SPEED.judged(rialto, hiveMq), false)).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"8, 'pass, aim reached'", "16, pass", "16.1, MISS"})
  void anAbsoluteGoalNeedsNoPeer(double kilobytes, String verdict) {
    assertThat(SIZE.verdict(SIZE.judged(kilobytes, Double.NaN), false)).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"2.5, ≥ 2.5 ×", "6, ≥ 6 ×", "NaN, –"})
  void boundsReadAsInTheTable(double value, String text) {
    assertThat(SPEED.bound(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"1.0, 'nothing asked'", "0.05, 'pass, aim reached'"})
  void ofTheEndpointOnlySomeIsAsked(double ratio, String verdict) {
    assertThat(Goal.ratioAtMost(0.3, 0.09).verdict(ratio, true)).isEqualTo(verdict);
  }
}
