package dev.rialto.bench;

import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The messages of one publisher that wait for acknowledgement, by packet identifier [MQTT-2.3.1].
 * Identifiers are taken in turn, the longest unused first, so that a mix-up shows.
 */
final class InFlight {
  private final int acknowledgement;
  private final int[] free;
  private final byte[] awaited;
  private final long[] sequences;
  private int freeAt;
  private int count;

  /** For so many messages at QoS 1 or 2. */
  InFlight(int window, int qos) {
    acknowledgement = qos == 1 ? MqttPackets.PUBACK : MqttPackets.PUBREC;
    free = IntStream.rangeClosed(1, window).toArray();
    awaited = new byte[window + 1];
    sequences = new long[window + 1];
  }

  boolean isFull() {
    return count == free.length;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** Takes a packet identifier for a message; must not be called when full. */
  int begin(long sequence) {
    var id = free[freeAt];
    freeAt = (freeAt + 1) % free.length;
    count++;
    awaited[id] = (byte) acknowledgement;
    sequences[id] = sequence;
    return id;
  }

  /**
   * Takes a PUBACK, PUBREC or PUBCOMP; returns whether the message is done, and not a PUBREL due.
   * Any other than the awaited one is a {@link ProtocolError}.
   */
  boolean acknowledge(int type, int id) {
    if (id == 0 || id >= awaited.length || awaited[id] != type) {
      throw new ProtocolError("acknowledgement " + type + " of " + id + " is not awaited");
    }
    if (type == MqttPackets.PUBREC) {
      awaited[id] = MqttPackets.PUBCOMP;
      return false;
    }
    awaited[id] = 0;
    free[(freeAt + free.length - count) % free.length] = id;
    count--;
    return true;
  }

  /** The sequence numbers of the messages that the broker has not taken over yet. */
  LongStream unacknowledged() {
    return IntStream.range(1, awaited.length)
        .filter(id -> awaited[id] == acknowledgement)
        .mapToLong(id -> sequences[id]);
  }

  int count() {
    return count;
  }
}
