package dev.rialto.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProcessUsageTest {
  private static final String STAT =
      "12 (a ) (b 7) S 1 12 12 0 -1 4194560 9 0 0 0 250 50 7 7 20 0 1 0 99 1000 200 1 2 3";

  @Test
  void timesAreFoundBehindANameWithParentheses() throws IOException {
    var usage = ProcessUsage.parse(STAT, "Name:\tx\nVmRSS:\t    2048 kB\nThreads:\t1\n", 100);

    assertThat(usage).isEqualTo(new ProcessUsage(3.0, 2048 * 1024));
  }

  @Test
  void aProcessThatHasEndedIsAnError() {
    assertThatIOException().isThrownBy(() -> ProcessUsage.parse(STAT, "Name:\tx\n", 100));
  }
}
