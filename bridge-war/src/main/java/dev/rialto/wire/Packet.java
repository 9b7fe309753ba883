package dev.rialto.wire;

import java.util.List;

/**
 * A control packet (section 3 of MQTT 3.1.1 and 5.0), one record for all versions: what a version
 * does not have is left at its default. What a record holds has passed every check that the
 * packet's own bytes allow; rules that need a session's state are the session's.
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
   * @param cleanStart whether to begin without what an earlier session left; in MQTT 3, which calls
   *     it "clean session", also whether to leave nothing
   * @param keepAlive seconds; 0 turns it off
   * @param will what to publish when the client vanishes, or {@code null}
   * @param userName or {@code null}
   * @param password or {@code null}
   * @param properties MQTT 5.0 section 3.1.2.11
   */
  record Connect(
      ProtocolVersion version,
      String clientId,
      boolean cleanStart,
      int keepAlive,
      WillMessage will,
      String userName,
      Payload password,
      Properties properties)
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
   * @param delay seconds to wait before (MQTT 5.0 section 3.1.3.2.2), up to 2^32 - 1
   */
  record WillMessage(Message message, Qos qos, boolean retain, long delay) {}

  /**
   * Section 3.2.
   *
   * @param sessionPresent whether the session continues an earlier one
   * @param reason how it went; MQTT 3 gets the nearest return code
   */
  record ConnAck(boolean sessionPresent, ReasonCode reason, Properties properties)
      implements Packet {
    /** Without properties. */
    public ConnAck(boolean sessionPresent, ReasonCode reason) {
      this(sessionPresent, reason, Properties.NONE);
    }

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
  record PubAck(int packetId, ReasonCode reason, Properties properties) implements Packet {
    /** Nothing to remark. */
    public PubAck(int packetId) {
      this(packetId, ReasonCode.SUCCESS);
    }

    /** Without properties. */
    public PubAck(int packetId, ReasonCode reason) {
      this(packetId, reason, Properties.NONE);
    }

    @Override
    public PacketType type() {
      return PacketType.PUBACK;
    }
  }

  /** Section 3.5. */
  record PubRec(int packetId, ReasonCode reason, Properties properties) implements Packet {
    /** Nothing to remark. */
    public PubRec(int packetId) {
      this(packetId, ReasonCode.SUCCESS);
    }

    /** Without properties. */
    public PubRec(int packetId, ReasonCode reason) {
      this(packetId, reason, Properties.NONE);
    }

    @Override
    public PacketType type() {
      return PacketType.PUBREC;
    }
  }

  /** Section 3.6. */
  record PubRel(int packetId, ReasonCode reason, Properties properties) implements Packet {
    /** Nothing to remark. */
    public PubRel(int packetId) {
      this(packetId, ReasonCode.SUCCESS);
    }

    /** Without properties. */
    public PubRel(int packetId, ReasonCode reason) {
      this(packetId, reason, Properties.NONE);
    }

    @Override
    public PacketType type() {
      return PacketType.PUBREL;
    }
  }

  /** Section 3.7. */
  record PubComp(int packetId, ReasonCode reason, Properties properties) implements Packet {
    /** Nothing to remark. */
    public PubComp(int packetId) {
      this(packetId, ReasonCode.SUCCESS);
    }

    /** Without properties. */
    public PubComp(int packetId, ReasonCode reason) {
      this(packetId, reason, Properties.NONE);
    }

    @Override
    public PacketType type() {
      return PacketType.PUBCOMP;
    }
  }

  /** Section 3.8. */
  record Subscribe(int packetId, List<Request> requests, Properties properties) implements Packet {
    /** Without properties. */
    public Subscribe(int packetId, List<Request> requests) {
      this(packetId, requests, Properties.NONE);
    }

    /**
     * One line of a SUBSCRIBE (MQTT 5.0 section 3.8.3.1).
     *
     * @param filter unchecked
     * @param qos the highest that the client wants
     * @param noLocal whether it does not want what it publishes itself
     * @param retainAsPublished whether it wants to see the retain flag as it was published
     * @param retainHandling which retained messages it wants now
     */
    public record Request(
        String filter,
        Qos qos,
        boolean noLocal,
        boolean retainAsPublished,
        RetainHandling retainHandling) {
      /** As in MQTT 3, which has no further options. */
      public Request(String filter, Qos qos) {
        this(filter, qos, false, false, RetainHandling.SEND);
      }
    }

    @Override
    public PacketType type() {
      return PacketType.SUBSCRIBE;
    }
  }

  /**
   * Section 3.9.
   *
   * @param reasons one per line of the SUBSCRIBE
   */
  record SubAck(int packetId, List<ReasonCode> reasons, Properties properties) implements Packet {
    /** Without properties. */
    public SubAck(int packetId, List<ReasonCode> reasons) {
      this(packetId, reasons, Properties.NONE);
    }

    @Override
    public PacketType type() {
      return PacketType.SUBACK;
    }
  }

  /** Section 3.10; filters unchecked. */
  record Unsubscribe(int packetId, List<String> filters, Properties properties) implements Packet {
    /** Without properties. */
    public Unsubscribe(int packetId, List<String> filters) {
      this(packetId, filters, Properties.NONE);
    }

    @Override
    public PacketType type() {
      return PacketType.UNSUBSCRIBE;
    }
  }

  /**
   * Section 3.11.
   *
   * @param reasons one per line of the UNSUBSCRIBE; MQTT 3 has none
   */
  record UnsubAck(int packetId, List<ReasonCode> reasons, Properties properties) implements Packet {
    /** Without properties. */
    public UnsubAck(int packetId, List<ReasonCode> reasons) {
      this(packetId, reasons, Properties.NONE);
    }

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

  /** Section 3.14. In MQTT 3 only clients send it, and without a reason. */
  record Disconnect(ReasonCode reason, Properties properties) implements Packet {
    /** Nothing to remark. */
    public Disconnect() {
      this(ReasonCode.NORMAL_DISCONNECTION, Properties.NONE);
    }

    @Override
    public PacketType type() {
      return PacketType.DISCONNECT;
    }
  }

  /** MQTT 5.0 section 3.15. */
  record Auth(ReasonCode reason, Properties properties) implements Packet {
    @Override
    public PacketType type() {
      return PacketType.AUTH;
    }
  }
}
