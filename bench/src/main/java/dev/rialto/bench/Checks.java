package dev.rialto.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What was wrong in the whole run, warm-up and drain included. Every copy counts for itself.
 *
 * @param lost messages that the broker took over but a subscriber did not get: at QoS 0 those sent,
 *     above those acknowledged
 * @param duplicates messages that a subscriber got once more
 * @param outOfOrder messages that came after a later one of the same publisher
 * @param damaged messages whose payload, topic name, QoS or RETAIN flag is not as published
 * @param unacknowledged publishes whose PUBACK or PUBCOMP never came
 */
public record Checks(
    long lost, long duplicates, long outOfOrder, long damaged, long unacknowledged) {

  /** What of this MQTT 3.1.1 does not allow at a QoS, in words; empty when all is well. */
  public List<String> faults(int qos) {
    var faults = new ArrayList<String>();
    if (qos > 0) {
      note(faults, lost, "acknowledged messages are lost [MQTT-4.3.2-1]");
    }
    if (qos != 1) { // [MQTT-4.3.1-1] [MQTT-4.3.3-1]
      note(faults, duplicates, "messages came twice at QoS " + qos);
    }
    note(faults, outOfOrder, "messages came out of order [MQTT-4.6.0-6]");
    note(faults, damaged, "messages are not as they were published");
    note(faults, unacknowledged, "publishes were not acknowledged");
    return faults;
  }

  private static void note(List<String> faults, long count, String what) {
    if (count > 0) {
      faults.add(String.format(Locale.ROOT, "%,d %s", count, what));
    }
  }
}
