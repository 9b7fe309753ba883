package dev.rialto.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rialto.bench.broker.Broker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompareOptionsTest {
  @Test
  void byDefaultEveryScenarioIsRun() {
    var options = CompareOptions.parse();

    assertThat(options.disciplines()).containsExactly(Discipline.values());
    assertThat(options.brokers())
        .containsExactly(Broker.RIALTO, Broker.RIALTO_ENDPOINT, Broker.HIVEMQ, Broker.MOSQUITTO);
    assertThat(options.scaling()).isFalse();
    assertThat(options.stores()).isFalse();
  }

  @Test
  void listsChoose() {
    var options =
        CompareOptions.parse(
            "--peers", "aedes,rialto", "--scenarios", "accept,fan-in-qos1", "--seconds", "1");

    assertThat(options.brokers()).containsExactly(Broker.AEDES, Broker.RIALTO);
    assertThat(options.disciplines()).containsExactly(Discipline.ACCEPT, Discipline.FAN_IN_QOS1);
    assertThat(options.effort()).isEqualTo(new Effort(15, 1, 1));
  }

  @Test
  void allAreAll() {
    assertThat(CompareOptions.parse("--peers", "all").brokers()).containsExactly(Broker.values());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--peer aedes", "--peers nats", "--seconds 0", "--seconds x", "--repeat"})
  void mistakesAreNamed(String line) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CompareOptions.parse(line.split(" ", -1)))
        .withMessageMatching(".*(--peer|nats|--seconds|--repeat).*");
  }
}
