package dev.rialto.wire;

import java.util.List;

/**
 * A control packet (MQTT 3.1.1 section 3), one record each. What a record holds has passed every
 * check that the packet's own bytes allow; rules that need a session's state are the session's.
 *
 * <p>Topic filters stay text here: an invalid one concerns its line of a SUBSCRIBE, not the packet.
 */
public sealed interface Packet {

  /** Which packet it is; for a {@code switch} that the compiler knows to be complete. */
  PacketType type();

  /**
   * Section 3.1.
   *
   * @param version what the client speaks
   * @param clientId the client identifier; empty asks the server to assign one
   * @param cleanSession whether to begin without what an earlier session left, and to leave nothing
   * @param keepAlive seconds; 0 turns it off
   * @param will what to publish when the client vanishes, or {@code null}
   * @param userName or {@code null}
   * @param password or {@code null}
   */
  record Connect(
      ProtocolVersion version,
      String clientId,
      boolean cleanSession,
      int keepAlive,
      WillMessage will,
      String userName,
      Payload password)
      implements Packet {

    @Override
    public PacketType type() {
      return PacketType.CONNECT;
    }

    /** Without the password. */
    @Override
    public String toString() {
      return "CONNECT " + version + " '" + clientId + "'";
    }
  }

  /**
   * The will inside a CONNECT (section 3.1.2.5).
   *
   * @param message what to publish
   * @param qos with which quality of service
   * @param retain whether to keep it as the topic's retained message
   */
  record WillMessage(Message message, Qos qos, boolean retain) {}

  /**
   * Section 3.2.
   *
   * @param sessionPresent whether the session continues an earlier one
   * @param code 0 for accepted
   */
  record ConnAck(boolean sessionPresent, ConnectReturnCode code) implements Packet {
    @Override
    public PacketType type() {
      return PacketType.CONNACK;
    }
  }

  /**
   * Section 3.3.
   *
   * @param message topic and payload
   * @param delivery flags and identifier
   */
  record Publish(Message message, Delivery delivery) implements Packet {
    @Override
    public PacketType type() {
      return PacketType.PUBLISH;
    }
  }

  /** Section 3.4. */
  record PubAck(int packetId) implements Packet {
    @Override
    public PacketType type() {
      return PacketType.PUBACK;
    }
  }

  /** Section 3.5. */
  record PubRec(int packetId) implements Packet {
    @Override
    public PacketType type() {
      return PacketType.PUBREC;
    }
  }

  /** Section 3.6. */
  record PubRel(int packetId) implements Packet {
    @Override
    public PacketType type() {
      return PacketType.PUBREL;
    }
  }

  /** Section 3.7. */
  record PubComp(int packetId) implements Packet {
    @Override
    public PacketType type() {
      return PacketType.PUBCOMP;
    }
  }

  /** Section 3.8. */
  record Subscribe(int packetId, List<Request> requests) implements Packet {
    /**
     * One line of a SUBSCRIBE.
     *
     * @param filter unchecked
     * @param qos the highest that the client wants
     */
    public record Request(String filter, Qos qos) {}

    @Override
    public PacketType type() {
      return PacketType.SUBSCRIBE;
    }
  }

  /**
   * Section 3.9.
   *
   * @param granted one per line of the SUBSCRIBE; {@code null} for a refused one
   */
  record SubAck(int packetId, List<Qos> granted) implements Packet {
    @Override
    public PacketType type() {
      return PacketType.SUBACK;
    }
  }

  /** Section 3.10; filters unchecked. */
  record Unsubscribe(int packetId, List<String> filters) implements Packet {
    @Override
    public PacketType type() {
      return PacketType.UNSUBSCRIBE;
    }
  }

  /** Section 3.11. */
  record UnsubAck(int packetId) implements Packet {
    @Override
    public PacketType type() {
      return PacketType.UNSUBACK;
    }
  }

  /** Section 3.12. */
  record PingReq() implements Packet {
    @Override
    public PacketType type() {
      return PacketType.PINGREQ;
    }
  }

  /** Section 3.13. */
  record PingResp() implements Packet {
    @Override
    public PacketType type() {
      return PacketType.PINGRESP;
    }
  }

  /** Section 3.14. */
  record Disconnect() implements Packet {
    @Override
    public PacketType type() {
      return PacketType.DISCONNECT;
    }
  }
}
