package dev.rialto.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole runs against a broker that keeps its word, and against those that break it once. */
class LoadTest {
  private static final Phases SHORT =
      new Phases(Duration.ZERO, Duration.ofMillis(300), Duration.ofMillis(300));

  private static Result run(FakeBroker.Wrong wrong, Shape shape, Flow flow) throws IOException {
    try (var broker = new FakeBroker(wrong)) {
      return Load.run(new Scenario(broker.url(), shape, flow, SHORT));
    }
  }

  @ParameterizedTest(name = "{0} at QoS {1}: {2}")
  @CsvSource({
    "NOTHING,           0, ''",
    "NOTHING,           1, ''",
    "LOST,              0, ''",
    "LOST,              1, 1 acknowledged messages are lost",
    "SENT_TWICE,        0, 1 messages came twice",
    "SENT_TWICE,        1, ''",
    "OVERTAKEN,         0, 1 messages came out of order",
    "OVERTAKEN,         1, 1 messages came out of order",
    "SPOILT,            0, 1 messages are not as they were published",
    "SPOILT,            1, 1 messages are not as they were published",
    "NOT_ACKNOWLEDGED,  1, 1 publishes were not acknowledged",
    "CONNECTION_CLOSED, 0, '1 connections were lost, the first: closed by the broker'",
    "CONNECTION_CLOSED, 1, '1 connections were lost, the first: closed by the broker'"
  })
  void oneBrokenPromiseAmongThousandsIsFound(FakeBroker.Wrong wrong, int qos, String fault)
      throws IOException {
    var shape = new Shape(Topics.FAN_IN, 1, 1, 0);

    var result = run(wrong, shape, Flow.closedLoop(qos, 64, 100));

    assertThat(String.join("; ", result.faults())).contains(fault);
    assertThat(result.passed()).isEqualTo(fault.isEmpty());
    assertThat(result.checks().lost())
        .isGreaterThanOrEqualTo(wrong == FakeBroker.Wrong.LOST ? 1 : 0);
  }

  @Test
  void everyCopyCounts() throws IOException {
    var shape = new Shape(Topics.FAN_OUT, 2, 5, 0);

    var result = run(FakeBroker.Wrong.NOTHING, shape, Flow.openLoop(1, 200, 1_000));

    assertThat(result.faults()).isEmpty();
    assertThat(result.connecting().connections()).isEqualTo(7);
    assertThat(result.latency().count()).isBetween(5L * 250, 5L * 301).matches(n -> n % 5 == 0);
    assertThat(result.traffic().published()).isBetween(200L, 350L);
    assertThat(ResultTable.of(result)).contains("lost / twice / disordered  0 / 0 / 0");
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 125, 126, 65_535, 65_536, 1_500_000})
  void payloadsOfAnySizeArriveWhole(int payload) throws IOException {
    var shape = new Shape(Topics.PAIRS, 1, 1, 0);

    var result = run(FakeBroker.Wrong.NOTHING, shape, Flow.closedLoop(1, payload, 3));

    assertThat(result.faults()).isEmpty();
    assertThat(result.traffic().delivered()).isGreaterThan(10);
  }

  @Test
  void aMessageToAClientThatDidNotAskForItIsFound() throws IOException {
    var shape = new Shape(Topics.FAN_OUT, 1, 1, 1); // the fake broker knows no topics

    var result = run(FakeBroker.Wrong.NOTHING, shape, Flow.closedLoop(0, 64, 10));

    assertThat(result.faults()).singleElement().asString().contains("not subscribed to");
  }

  @ParameterizedTest
  @CsvSource({"NO, 0", "SUBSCRIBERS, 3", "ALL, 5"})
  void everySessionThatLastsIsEndedByACleanOne(Durable durable, int lasting) throws IOException {
    try (var broker = new FakeBroker(FakeBroker.Wrong.NOTHING)) {
      var shape = new Shape(Topics.FAN_IN, 2, 3, 1);
      var flow = Flow.closedLoop(1, 64, 10);
      var scenario = new Scenario(broker.url(), shape, flow, SHORT, OptionalLong.empty(), durable);

      Load.run(scenario);

      var connects = broker.connects();
      assertThat(connects).hasSize(6 + lasting);
      var begun = connects.subList(0, 6).stream().filter(each -> each.startsWith("lasting "));
      assertThat(connects.subList(6, connects.size()))
          .containsExactlyInAnyOrderElementsOf(
              begun.map(each -> each.replace("lasting", "clean")).toList());
    }
  }

  @Test
  void withoutABrokerThereIsNoResult() throws IOException {
    URI url;
    try (var broker = new FakeBroker(FakeBroker.Wrong.NOTHING)) {
      url = broker.url();
    }
    var scenario =
        new Scenario(url, new Shape(Topics.PAIRS, 1, 1, 0), Flow.closedLoop(0, 64, 1), SHORT);
    assertThatIOException().isThrownBy(() -> Load.run(scenario)).withMessageContaining("refused");
  }
}
