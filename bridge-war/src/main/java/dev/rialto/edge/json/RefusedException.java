package dev.rialto.edge.json;

/** A request is not as it must be. */
final class RefusedException extends Exception {
  static final String BAD_REQUEST = "bad-request";

  private static final long serialVersionUID = 1L;

  private final String code;

  RefusedException(String code, String sentence) {
    super(sentence);
    this.code = code;
  }

  RefusedException(String sentence) {
    this(BAD_REQUEST, sentence);
  }

  String code() {
    return code;
  }
}
