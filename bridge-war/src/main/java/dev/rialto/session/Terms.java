package dev.rialto.session;

import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Packet;
import dev.rialto.wire.PacketWriter;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.ProtocolVersion;
import java.time.Duration;

/**
 * What a client and the server have agreed on for one connection: what CONNECT asks for, within the
 * limits of the server (MQTT 5.0 section 3.1.2.11).
 *
 * @param sessionExpiry how long the session outlives the connection; zero for not at all
 * @param keepAlive seconds; 0 turns it off
 * @param receiveMaximum how many QoS 1 and 2 messages the client takes unacknowledged
 * @param maximumPacketSize the largest packet that the client takes, in bytes
 * @param explanations whether the client takes reason strings with acknowledgements
 */
record Terms(
    ProtocolVersion version,
    Duration sessionExpiry,
    int keepAlive,
    int receiveMaximum,
    long maximumPacketSize,
    boolean explanations) {
  static Terms of(Packet.Connect connect, Limits limits) {
    Properties wishes = connect.properties();
    long packetSize = wishes.number(Property.MAXIMUM_PACKET_SIZE, Long.MAX_VALUE);
    return new Terms(
        connect.version(),
        sessionExpiry(connect, limits),
        keepAlive(connect, limits),
        (int) Math.min(limits.inflight(), wishes.number(Property.RECEIVE_MAXIMUM, 65_535)),
        packetSize,
        connect.version().hasProperties()
            && wishes.number(Property.REQUEST_PROBLEM_INFORMATION, 1) == 1);
  }

  private static Duration sessionExpiry(Packet.Connect connect, Limits limits) {
    if (!connect.version().hasProperties()) {
      return connect.cleanStart() ? Duration.ZERO : limits.sessionExpiry();
    }
    return limited(connect.properties().number(Property.SESSION_EXPIRY_INTERVAL, 0), limits);
  }

  /** A session expiry that a client asks for, in seconds, within the server's limit. */
  static Duration limited(long seconds, Limits limits) {
    Duration asked = Duration.ofSeconds(seconds); // 2^32 - 1, "never", is above any limit
    return asked.compareTo(limits.sessionExpiry()) <= 0 ? asked : limits.sessionExpiry();
  }

  private static int keepAlive(Packet.Connect connect, Limits limits) {
    int asked = connect.keepAlive();
    int most = (int) limits.keepAlive().toSeconds();
    boolean tooLong = most > 0 && (asked == 0 || asked > most);
    return connect.version().hasProperties() && tooLong ? most : asked;
  }

  /** Whether the session outlives its connection. */
  boolean isPersistent() {
    return !sessionExpiry.isZero();
  }

  /** Whether the client takes the message. [MQTT-3.1.2-24] */
  boolean fits(Message message, Delivery delivery) {
    return maximumPacketSize == Long.MAX_VALUE
        || PacketWriter.size(message, delivery, version) <= maximumPacketSize;
  }

  /** The reason string of an acknowledgement, if there is any and the client takes it. */
  Properties explain(String sentence) { // [MQTT-3.1.2-29]
    return explanations && !sentence.isEmpty()
        ? Properties.of(Property.REASON_STRING, sentence)
        : Properties.NONE;
  }
}
