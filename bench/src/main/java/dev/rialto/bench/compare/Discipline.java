package dev.rialto.bench.compare;

import static dev.rialto.bench.compare.TrafficProbe.Figure.CPU;
import static dev.rialto.bench.compare.TrafficProbe.Figure.MEDIAN_LATENCY;

import dev.rialto.bench.Flow;
import dev.rialto.bench.Shape;
import dev.rialto.bench.Topics;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is compared: the table of scenarios, with what Rialto has to reach. */
enum Discipline {
  FAN_IN_QOS0(
      "fan-in, 50 → 1, QoS 0",
      fullSpeed(Topics.FAN_IN, 50, 1, 0, 64),
      Goal.ratioAtMost(0.5, 0.2).endpoint(1.3)),
  FAN_IN_QOS1(
      "fan-in, 50 → 1, QoS 1", fullSpeed(Topics.FAN_IN, 50, 1, 1, 64), Goal.ratioAtMost(0.3, 0.09)),
  FAN_OUT_100(
      "fan-out, 1 → 100, QoS 0",
      fullSpeed(Topics.FAN_OUT, 1, 100, 0, 64),
      Goal.ratioAtMost(0.17, 0.08).endpoint(0.17)),
  FAN_OUT_1000(
      "fan-out, 1 → 1,000, QoS 0",
      fullSpeed(Topics.FAN_OUT, 1, 1_000, 0, 64),
      Goal.ratioAtMost(0.22, 0.1).endpoint(0.22)),
  FAN_OUT_1KIB(
      "fan-out, 1 → 100, 1 KiB",
      fullSpeed(Topics.FAN_OUT, 1, 100, 0, 1024),
      Goal.ratioAtMost(0.4, 0.22).endpoint(0.4)),
  PAIRS_QOS0(
      "100 pairs, QoS 0",
      fullSpeed(Topics.PAIRS, 100, 100, 0, 64),
      Goal.ratioAtMost(0.6, 0.35).endpoint(2)),
  PAIRS_QOS1(
      "100 pairs, QoS 1", fullSpeed(Topics.PAIRS, 100, 100, 1, 64), Goal.ratioAtMost(0.35, 0.15)),
  ACCEPT(
      "5,000 connections",
      "accepted per second",
      new AcceptProbe(5_000),
      Goal.ratioAtLeast(2.5, 6)),
  MEMORY("10,000 idle connections", "kB each", new MemoryProbe(10_000), Goal.absoluteAtMost(16, 8)),
  RETAINED(
      "10,000 retained to a new `#`", "ms", new RetainedProbe(10_000), Goal.ratioAtMost(0.2, 0.05)),
  LATENCY(
      "1,000 publishes/s → 10",
      "µs, median",
      new TrafficProbe(
          new Shape(Topics.FAN_OUT, 1, 10, 0), Flow.openLoop(0, 64, 1_000), MEDIAN_LATENCY),
      Goal.ratioAtMost(0.75, 0.5));

  private static final int WINDOW = 100;

  private final String title;
  private final String unit;
  private final Probe probe;
  private final Goal goal;

  Discipline(String title, Probe probe, Goal goal) {
    this(title, "CPU s per million", probe, goal);
  }

  Discipline(String title, String unit, Probe probe, Goal goal) {
    this.title = title;
    this.unit = unit;
    this.probe = probe;
    this.goal = goal;
  }

  private static Probe fullSpeed(Topics topics, int from, int to, int qos, int payload) {
    return new TrafficProbe(
        new Shape(topics, from, to, 0), Flow.closedLoop(qos, payload, WINDOW), CPU);
  }

  /** The name used on the command line, such as {@code fan-in-qos0}. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Discipline of(String label) {
    return Arrays.stream(values())
        .filter(each -> each.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(label + " is none of " + labels()));
  }

  static String labels() {
    return Arrays.stream(values()).map(Discipline::label).collect(Collectors.joining(","));
  }

  String title() {
    return title;
  }

  String unit() {
    return unit;
  }

  Probe probe() {
    return probe;
  }

  Goal goal() {
    return goal;
  }
}
