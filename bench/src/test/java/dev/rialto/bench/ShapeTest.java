package dev.rialto.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeTest {
  @ParameterizedTest
  @CsvSource({"50, 1", "1, 100", "3, 3", "5, 12", "12, 5", "1, 1", "0, 4"})
  void bothSidesCountTheSameCopies(int publishers, int subscribers) {
    for (var topics : Topics.values()) {
      var shape = new Shape(topics, publishers, subscribers, 0);
      var copies = new int[publishers];
      for (var s = 0; s < subscribers; s++) {
        var places = new HashSet<Integer>();
        for (var p = 0; p < publishers; p++) {
          if (shape.hears(s, p)) {
            copies[p]++;
            assertThat(places.add(shape.place(p))).isTrue();
            assertThat(shape.place(p)).isLessThan(shape.heard(s));
          }
        }
        assertThat(places).hasSize(shape.heard(s));
      }
      for (var p = 0; p < publishers; p++) {
        assertThat(shape.copies(p)).isEqualTo(copies[p]).isPositive();
      }
    }
  }

  @Test
  void pairsAreOneToOneWhenEquallyMany() {
    var shape = new Shape(Topics.PAIRS, 3, 3, 0);
    assertThat(shape.copies(2)).isEqualTo(1);
    assertThat(shape.hears(2, 2)).isTrue();
    assertThat(shape.hears(1, 2)).isFalse();
    assertThat(shape.filterOf(2)).isEqualTo("2");
  }

  @Test
  void publishersWithoutSubscribersAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Shape(Topics.FAN_OUT, 1, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Shape(Topics.FAN_OUT, 0, 0, 0));
  }
}
