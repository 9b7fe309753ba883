package dev.rialto.edge.http;

import dev.rialto.edge.client.Answer;
import dev.rialto.wire.ReasonCode;
import jakarta.json.Json;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** What the HTTP edge says: a status, and in JSON a code that stays the same and a sentence. */
final class Replies {
  static final int BAD_REQUEST = 400;
  static final int UNAVAILABLE = 503;
  private static final int UNPROCESSABLE = 422; // RFC 9110 section 15.5.21
  private static final int TOO_MANY = 429; // RFC 6585 section 4
  private static final int ERROR = 500;

  /** RFC 7617. */
  static final String CHALLENGE = "Basic realm=\"Rialto\", charset=\"UTF-8\"";

  private Replies() {}

  /**
   * How a publication went.
   *
   * @param scarce whether the server has no room for anybody's, which is not the client's fault
   */
  static Response to(Answer answer, boolean scarce) {
    if (answer.reason() == ReasonCode.QUOTA_EXCEEDED && scarce) {
      return of(UNAVAILABLE, code(answer.reason()), answer.sentence() + ".");
    }
    if (answer.isError()) {
      return refusal(answer.reason(), answer.sentence());
    }
    return of(
        Response.Status.OK.getStatusCode(),
        code(answer.reason()),
        answer.reason() == ReasonCode.NO_MATCHING_SUBSCRIBERS
            ? "It is published; nobody has subscribed."
            : "It is published.");
  }

  /** What the engine refused. */
  static Response refusal(ReasonCode reason, String sentence) {
    Response refusal =
        of(status(reason), code(reason), sentence.isEmpty() ? sentence(reason) : sentence + ".");
    return reason == ReasonCode.BAD_USER_NAME_OR_PASSWORD
        ? Response.fromResponse(refusal).header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE).build()
        : refusal;
  }

  static Response invalid(String sentence) {
    return of(BAD_REQUEST, "bad-request", sentence);
  }

  static Response of(int status, String code, String sentence) {
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON_TYPE.withCharset("UTF-8"))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .entity(body(code, sentence))
        .build();
  }

  static String body(String code, String sentence) {
    return Json.createObjectBuilder()
        .add("code", code)
        .add("sentence", sentence)
        .build()
        .toString();
  }

  static String sentence(ReasonCode reason) {
    return "The server says: " + reason + ".";
  }

  static String code(ReasonCode reason) {
    return Answer.code(reason);
  }

  static int status(ReasonCode reason) {
    return switch (reason) {
      case NOT_AUTHORIZED, BANNED -> Response.Status.FORBIDDEN.getStatusCode();
      case BAD_USER_NAME_OR_PASSWORD -> Response.Status.UNAUTHORIZED.getStatusCode();
      case TOPIC_NAME_INVALID, TOPIC_FILTER_INVALID -> BAD_REQUEST;
      case PAYLOAD_FORMAT_INVALID -> UNPROCESSABLE;
      case PACKET_TOO_LARGE -> Response.Status.REQUEST_ENTITY_TOO_LARGE.getStatusCode();
      case QUOTA_EXCEEDED, MESSAGE_RATE_TOO_HIGH, CONNECTION_RATE_EXCEEDED -> TOO_MANY;
      case RETAIN_NOT_SUPPORTED, WILDCARD_SUBSCRIPTIONS_NOT_SUPPORTED ->
          Response.Status.NOT_IMPLEMENTED.getStatusCode();
      case SERVER_BUSY,
          SERVER_UNAVAILABLE,
          SERVER_SHUTTING_DOWN,
          NORMAL_DISCONNECTION,
          ADMINISTRATIVE_ACTION ->
          UNAVAILABLE;
      default -> ERROR;
    };
  }
}
