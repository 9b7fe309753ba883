package dev.rialto.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SequenceTest {
  private final Sequence sequence = new Sequence();

  private long[] hear(long... numbers) {
    return LongStream.of(numbers).map(sequence::hear).toArray();
  }

  @Test
  void inOrderNothingIsMissing() {
    assertThat(hear(0, 1, 2)).containsExactly(1, 1, 1);
    assertThat(sequence.missing(3)).isZero();
  }

  @Test
  void whatWasNeverHeardIsMissing() {
    assertThat(sequence.missing(5)).isEqualTo(5);
    assertThat(sequence.isMissing(0)).isTrue();
  }

  @Test
  void aSkippedOneIsMissingAndAdvancesByTwo() {
    assertThat(hear(0, 2)).containsExactly(1, 2);
    assertThat(sequence.missing(3)).isEqualTo(1);
    assertThat(sequence.isMissing(1)).isTrue();
    assertThat(sequence.isMissing(2)).isFalse();
  }

  @Test
  void theLastOnesAreMissingToo() {
    hear(0, 1);
    assertThat(sequence.missing(4)).isEqualTo(2);
    assertThat(sequence.isMissing(2)).isTrue();
  }

  @Test
  void aSkippedOneThatComesAfterAllIsLateAndNotMissing() {
    assertThat(hear(0, 4, 2, 1, 3))
        .containsExactly(1, 4, Sequence.LATE, Sequence.LATE, Sequence.LATE);
    assertThat(sequence.missing(5)).isZero();
  }

  @Test
  void whatCameBeforeIsADuplicateAndHidesNoLoss() {
    assertThat(hear(0, 0, 3, 3, 2, 2))
        .containsExactly(
            1, Sequence.DUPLICATE, 3, Sequence.DUPLICATE, Sequence.LATE, Sequence.DUPLICATE);
    assertThat(sequence.missing(4)).isEqualTo(1);
  }

  @Test
  void anyShuffleWithLossAndDuplicatesAddsUp() {
    var random = new Random(1);
    for (var round = 0; round < 200; round++) {
      var subject = new Sequence();
      var numbers = new ArrayList<Long>();
      for (var i = 0L; i < 50; i++) {
        Collections.addAll(numbers, random.nextInt(5) == 0 ? new Long[] {} : new Long[] {i, i});
      }
      Collections.shuffle(numbers, random);
      var heard = new HashSet<Long>();
      for (var number : numbers) {
        var isNew = heard.add(number);
        assertThat(subject.hear(number) != Sequence.DUPLICATE).isEqualTo(isNew);
      }
      assertThat(subject.missing(50)).isEqualTo(50 - heard.size());
      assertThat(LongStream.range(0, 50).filter(subject::isMissing)).noneMatch(heard::contains);
    }
  }
}
