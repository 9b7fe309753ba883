package dev.rialto.edge.ws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NumbersTest {
  @Test
  void has_what_was_added_and_nothing_else() {
    List<Long> added = List.of(1L, 2L, 3L, 5L, 8L, 9L, 1L << 40, (1L << 40) + 1, Long.MAX_VALUE);
    Numbers numbers = new Numbers();
    assertThat(numbers.has(0)).isFalse();
    added.forEach(numbers::add);
    List<Long> asked = new ArrayList<>(added);
    for (long each : added) {
      asked.add(each - 1);
      asked.add(each + 1);
    }
    for (long each : asked) {
      assertThat(numbers.has(each)).as("%d", each).isEqualTo(added.contains(each));
    }
  }
}
