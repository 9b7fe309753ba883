package dev.rialto.edge.ws.frame;

/** Bytes that no client may send; the connection must be failed (RFC 6455 section 7.1.7). */
public final class FrameException extends Exception {
  private static final long serialVersionUID = 1L;

  private final CloseCode code;

  FrameException(CloseCode code, String sentence) {
    super(sentence, null, false, false); // clients cause these at will
    this.code = code;
  }

  /** To close with. */
  public CloseCode code() {
    return code;
  }
}
