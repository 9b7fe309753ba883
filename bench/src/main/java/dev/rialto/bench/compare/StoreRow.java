package dev.rialto.bench.compare;

import static dev.rialto.bench.broker.Broker.RIALTO;
import static dev.rialto.bench.broker.Broker.RIALTO_INTERVAL;
import static dev.rialto.bench.broker.Broker.RIALTO_MEMORY;
import static dev.rialto.bench.broker.Broker.RIALTO_NEVER;

import dev.rialto.bench.Durable;
import dev.rialto.bench.Flow;
import dev.rialto.bench.Shape;
import dev.rialto.bench.Topics;
import dev.rialto.bench.broker.Broker;
import java.util.List;

/**
 * The loads under which stores are compared. Those of which nothing is stored come first: the
 * servers have compiled nothing for the others yet.
 */
enum StoreRow {
  FAN_IN_QOS0("fan-in, 50 → 1, QoS 0", Topics.FAN_IN, 50, 1, 0, Durable.NO),
  FAN_IN_QOS1("fan-in, 50 → 1, QoS 1", Topics.FAN_IN, 50, 1, 1, Durable.NO),
  FAN_OUT_QOS0("fan-out, 1 → 100, QoS 0", Topics.FAN_OUT, 1, 100, 0, Durable.NO),
  PAIRS_QOS0("100 pairs, QoS 0", Topics.PAIRS, 100, 100, 0, Durable.NO),
  PAIRS_QOS1("100 pairs, QoS 1", Topics.PAIRS, 100, 100, 1, Durable.NO),
  DURABLE_FAN_IN_50("fan-in, 50 → 1 durable, QoS 1", Topics.FAN_IN, 50, 1, 1, Durable.SUBSCRIBERS),
  DURABLE_FAN_IN_100(
      "fan-in, 100 → 1 durable, QoS 1", Topics.FAN_IN, 100, 1, 1, Durable.SUBSCRIBERS),
  /** The fewest that can share an fsync: each publisher waits for its own. */
  DURABLE_FAN_IN_WINDOW_1(
      "fan-in, 100 → 1 durable, QoS 1, window 1", Topics.FAN_IN, 100, 1, 1, Durable.SUBSCRIBERS),
  DURABLE_PAIRS("100 durable pairs, QoS 1", Topics.PAIRS, 100, 100, 1, Durable.ALL),
  /**
   * On a schedule: at full speed the subscriber, who waits for two fsyncs a message, falls behind.
   */
  DURABLE_FAN_IN_QOS2(
      "fan-in, 50 → 1, all durable, QoS 2, 100/s", Topics.FAN_IN, 50, 1, 2, Durable.ALL);

  /** In the order of the tables. */
  static final List<Broker> ALL = List.of(RIALTO_MEMORY, RIALTO, RIALTO_INTERVAL, RIALTO_NEVER);

  private static final int PAYLOAD = 64;
  private static final int WINDOW = 100;
  private static final int SLOWLY = 100; // publishes a second

  private final String title;
  private final Shape shape;
  private final int qos;
  private final Durable durable;

  StoreRow(String title, Topics topics, int from, int to, int qos, Durable durable) {
    this.title = title;
    this.shape = new Shape(topics, from, to, 0);
    this.qos = qos;
    this.durable = durable;
  }

  String title() {
    return title;
  }

  Shape shape() {
    return shape;
  }

  Flow flow() {
    return switch (this) {
      case DURABLE_FAN_IN_WINDOW_1 -> Flow.closedLoop(qos, PAYLOAD, 1);
      case DURABLE_FAN_IN_QOS2 -> Flow.openLoop(qos, PAYLOAD, SLOWLY);
      default -> Flow.closedLoop(qos, PAYLOAD, WINDOW);
    };
  }

  Durable durable() {
    return durable;
  }

  boolean isDurable() {
    return durable != Durable.NO;
  }

  /** Those that are compared; of what nobody stores, only the two extremes. */
  List<Broker> stores() {
    return isDurable() ? ALL : List.of(RIALTO_MEMORY, RIALTO);
  }

  /** Whether something is asked of what an fsync costs. */
  boolean isJudged() {
    return isDurable() && shape.topics() == Topics.FAN_IN && qos == 1;
  }
}
