package dev.rialto.bench;

/** The broker sent what MQTT 3.1.1 or RFC 6455 forbids; the message says what. */
final class ProtocolError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ProtocolError(String what) {
    super(what);
  }
}
