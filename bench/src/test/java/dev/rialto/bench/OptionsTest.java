package dev.rialto.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
  private static Scenario parse(String line) {
    return Options.parse(line.isEmpty() ? new String[0] : line.split(" ", -1));
  }

  @Test
  void everyOptionArrives() {
    var scenario =
        parse(
            "--url ws://localhost:1/x --topics fan-in --publishers 2 --subscribers 3 --idle 4"
                + " --qos 1 --payload 99 --window 5 --rate 6 --warmup 7 --seconds 8 --drain 9"
                + " --server-pid 10 --durable all");

    assertThat(scenario.url()).hasToString("ws://localhost:1/x");
    assertThat(scenario.shape()).isEqualTo(new Shape(Topics.FAN_IN, 2, 3, 4));
    assertThat(scenario.flow()).isEqualTo(new Flow(1, 99, 5, 6));
    assertThat(scenario.phases())
        .isEqualTo(new Phases(Duration.ofSeconds(7), Duration.ofSeconds(8), Duration.ofSeconds(9)));
    assertThat(scenario.serverPid()).isEqualTo(OptionalLong.of(10));
    assertThat(scenario.durable()).isEqualTo(Durable.ALL);
  }

  @Test
  void withoutOptionsThereIsOnePairAtFullSpeed() {
    var scenario = parse("");
    assertThat(scenario.shape()).isEqualTo(new Shape(Topics.PAIRS, 1, 1, 0));
    assertThat(scenario.flow()).isEqualTo(Flow.closedLoop(0, 64, 100));
    assertThat(scenario.serverPid()).isEmpty();
    assertThat(scenario.durable()).isEqualTo(Durable.NO);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--bogus 1",
        "qos 1",
        "--qos",
        "--qos 3",
        "--qos x",
        "--topics star",
        "--payload 19",
        "--window 0",
        "--window 65536",
        "--seconds 0",
        "--rate -1",
        "--durable yes",
        "--subscribers 0"
      })
  void whatMakesNoScenarioIsRefused(String line) {
    assertThatIllegalArgumentException().isThrownBy(() -> parse(line));
  }
}
