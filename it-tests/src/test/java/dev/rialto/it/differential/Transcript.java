package dev.rialto.it.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a broker has sent on each connection. Not in which order among connections, which MQTT
 * leaves to the broker.
 */
record Transcript(Map<String, List<String>> received) {

  /** What came here and not there, each with the name of the connection. */
  List<String> without(Transcript other) {
    List<String> more = new ArrayList<>();
    SortedSet<String> names = new TreeSet<>(received.keySet());
    for (String name : names) {
      List<String> theirs = other.received.getOrDefault(name, List.of());
      Common.remove(received.get(name), theirs).forEach(text -> more.add(name + ": " + text));
    }
    return more;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    received.forEach(
        (name, packets) -> packets.forEach(each -> text.append(name + ": " + each + "\n")));
    return text.toString();
  }
}
