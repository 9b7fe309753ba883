package dev.rialto.it.differential;

import java.util.HashMap;
import java.util.Map;

/**
 * Names for the packet identifiers that a broker has chosen, in the order in which they come. An
 * identifier gets another name when it is used again.
 */
final class Numbers {
  private final Map<Integer, String> names = new HashMap<>();
  private int last;

  String of(int packetId) {
    return names.computeIfAbsent(packetId, id -> "#" + ++last);
  }

  /** Its flow has ended. */
  void free(int packetId) {
    names.remove(packetId);
  }
}
