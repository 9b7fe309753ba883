package dev.rialto.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CrowdTest {
  @Test
  void itComesStaysAndLeaves() throws IOException {
    try (var broker = new FakeBroker(FakeBroker.Wrong.NOTHING);
        var crowd = Crowd.connect(broker.url(), 20)) {
      crowd.subscribe();
      crowd.stay(Duration.ofMillis(100));

      assertThat(crowd.perSecond()).isPositive();
    }
  }
}
