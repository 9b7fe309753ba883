package dev.rialto.it.differential;

import java.util.List;

/**
 * What one client does.
 *
 * @param connection its name, such as A, or A2 for another connection of the same client
 * @param packets to send; it connects first if it hasn't
 */
record Step(String connection, Act act, List<byte[]> packets) {
  enum Act {
    /** Sends its packets. */
    SEND,
    /** Sends PUBACK, PUBREC or PUBCOMP for whatever it has received. */
    ACKNOWLEDGE,
    /** Lets the network connection end without DISCONNECT. */
    CUT,
    /** Lets a second pass, which is the finest time that MQTT knows. */
    WAIT
  }
}
