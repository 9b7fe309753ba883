package dev.rialto.wire;

/** Bytes that are no packet, or a packet that breaks a rule visible in its bytes alone. */
public final class MalformedPacketException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Malformation malformation;
  private final ProtocolVersion refusedConnect;

  MalformedPacketException(Malformation malformation) {
    this(malformation, null);
  }

  private MalformedPacketException(Malformation malformation, ProtocolVersion refusedConnect) {
    super(malformation.sentence(), null, false, false); // clients cause these at will
    this.malformation = malformation;
    this.refusedConnect = refusedConnect;
  }

  /** The same, in a CONNECT whose client understands a CONNACK of that version. */
  MalformedPacketException inConnect(ProtocolVersion version) {
    return new MalformedPacketException(malformation, version);
  }

  /** What exactly is wrong. */
  public Malformation malformation() {
    return malformation;
  }

  /** In which version to refuse a CONNECT; {@code null} when it was another packet, or nothing. */
  public ProtocolVersion refusedConnect() {
    return refusedConnect;
  }
}
