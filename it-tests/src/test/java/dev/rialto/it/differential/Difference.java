package dev.rialto.it.differential;

import java.util.List;

/**
 * Where the brokers are known to answer differently.
 *
 * @param sequence its name
 * @param rialto what only Rialto sends, each with the name of the connection
 * @param hiveMq what only HiveMQ sends
 * @param why with the statement of the specification
 */
record Difference(String sequence, List<String> rialto, List<String> hiveMq, String why) {

  static Difference difference(Sequence sequence, Transcript rialto, Transcript hiveMq) {
    return new Difference(
        sequence.name(), rialto.without(hiveMq), hiveMq.without(rialto), "not explained");
  }

  /** One of the table. */
  static Difference known(String sequence, List<String> rialto, List<String> hiveMq, String why) {
    return new Difference(sequence, rialto, hiveMq, why);
  }

  /** Whether it is one at all. */
  boolean isEmpty() {
    return rialto.isEmpty() && hiveMq.isEmpty();
  }

  /** What the brokers send, without the explanation. */
  String answers() {
    return "only Rialto: " + rialto + "\nonly HiveMQ: " + hiveMq;
  }
}
