package dev.rialto.wire;

/** Bytes that are no packet, or a packet that breaks a rule visible in its bytes alone. */
public final class MalformedPacketException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Malformation malformation;

  MalformedPacketException(Malformation malformation) {
    super(malformation.sentence(), null, false, false); // clients cause these at will
    this.malformation = malformation;
  }

  /** What exactly is wrong. */
  public Malformation malformation() {
    return malformation;
  }
}
