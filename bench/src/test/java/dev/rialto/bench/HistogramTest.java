package dev.rialto.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramTest {
  private final Histogram histogram = new Histogram();

  @Test
  void withoutValuesEverythingIsZero() {
    assertThat(histogram.percentile(0.5)).isZero();
    assertThat(histogram.max()).isZero();
  }

  @Test
  void smallValuesAreExact() {
    for (var i = 1; i <= 200; i++) {
      histogram.record(i);
    }
    assertThat(histogram.percentile(0.5)).isEqualTo(100);
    assertThat(histogram.percentile(0.99)).isEqualTo(198);
    assertThat(histogram.percentile(0)).isEqualTo(1);
    assertThat(histogram.percentile(1)).isEqualTo(200);
    assertThat(histogram.count()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        1,
        127,
        128,
        255,
        256,
        257,
        511,
        512,
        65_535,
        65_536,
        123_456_789_012L,
        1L << 62,
        Long.MAX_VALUE
      })
  void aPercentileIsNeverBelowTheValueAndAtMostOnePartIn128Above(long value) {
    histogram.record(value);
    histogram.record(Long.MAX_VALUE);

    var median = histogram.percentile(0.5);

    assertThat(median).isGreaterThanOrEqualTo(value);
    assertThat(median - value).isLessThanOrEqualTo(value / 128);
  }

  @Test
  void theRareSlowOneShowsInTheMaximumAndNotInTheMedian() {
    for (var i = 0; i < 999; i++) {
      histogram.record(1_000);
    }
    histogram.record(5_000_000_001L);

    assertThat(histogram.percentile(0.99)).isBetween(1_000L, 1_007L);
    assertThat(histogram.max()).isEqualTo(5_000_000_001L);
  }

  @Test
  void aNegativeDurationCountsAsZero() {
    histogram.record(-5);
    assertThat(histogram.percentile(1)).isZero();
    assertThat(histogram.count()).isEqualTo(1);
  }
}
