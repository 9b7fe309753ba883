package dev.rialto.it.differential;

import java.util.List;
import java.util.stream.Stream;

/** A story that is played to a broker: who sends what, in which order. */
record Sequence(String name, List<Step> steps) {

  static Sequence sequence(String name) {
    return new Sequence(name, List.of());
  }

  /** The client A sends packets. */
  Sequence a(byte[]... packets) {
    return on("A", packets);
  }

  /** The client B sends packets. */
  Sequence b(byte[]... packets) {
    return on("B", packets);
  }

  /** The client C sends packets. */
  Sequence c(byte[]... packets) {
    return on("C", packets);
  }

  /** Any client sends packets. */
  Sequence on(String connection, byte[]... packets) {
    return then(new Step(connection, Step.Act.SEND, List.of(packets)));
  }

  /** It acknowledges whatever it has received. */
  Sequence acks(String connection) {
    return then(new Step(connection, Step.Act.ACKNOWLEDGE, List.of()));
  }

  /** Its network connection ends without DISCONNECT. */
  Sequence cut(String connection) {
    return then(new Step(connection, Step.Act.CUT, List.of()));
  }

  /** A second passes; for intervals that MQTT counts in seconds. */
  Sequence aSecondLater() {
    return then(new Step("A", Step.Act.WAIT, List.of()));
  }

  private Sequence then(Step step) {
    return new Sequence(name, Stream.concat(steps.stream(), Stream.of(step)).toList());
  }

  @Override
  public String toString() {
    return name;
  }
}
