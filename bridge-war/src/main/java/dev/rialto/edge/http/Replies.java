package dev.rialto.edge.http;

import dev.rialto.edge.client.Answer;
import dev.rialto.edge.client.Client;
import dev.rialto.edge.ws.Challenges;
import dev.rialto.wire.ReasonCode;
import jakarta.json.Json;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** What the HTTP edge says: a status, and in JSON a code that stays the same and a sentence. */
final class Replies {
  static final int BAD_REQUEST = 400;
  static final int UNAUTHORIZED = 401;
  static final int UNAVAILABLE = 503;
  private static final int UNPROCESSABLE = 422; // RFC 9110 section 15.5.21
  private static final int TOO_MANY = 429; // RFC 6585 section 4
  private static final int ERROR = 500;

  private Replies() {}

  /**
   * How a publication went.
   *
   * @param scarce whether the server has no room for anybody's, which is not the client's fault
   */
  static Response to(Caller caller, Client client, Answer answer, boolean scarce) {
    if (answer.reason() == ReasonCode.QUOTA_EXCEEDED && scarce) {
      return of(UNAVAILABLE, code(answer.reason()), answer.sentence() + ".");
    }
    if (answer.isError()) {
      return refusal(caller, client, answer.reason(), answer.sentence());
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
    return of(status(reason), code(reason), sentence.isEmpty() ? sentence(reason) : sentence + ".");
  }

  /** What the engine refused to a client that it has not let in, or has. */
  static Response refusal(Caller caller, Client client, ReasonCode reason, String sentence) {
    Answer why = client.refusal();
    return why == null ? refusal(reason, sentence) : stranger(caller, why.reason(), why.sentence());
  }

  /** It is not known who asks: he may say so (RFC 9110 section 15.5.2). */
  static Response stranger(Caller caller, ReasonCode reason, String sentence) {
    Response refusal = refusal(reason, sentence);
    if (!isAboutWho(reason)) {
      return refusal;
    }
    Response.ResponseBuilder unknown = Response.fromResponse(refusal).status(UNAUTHORIZED);
    caller.challenges().forEach(each -> unknown.header(Challenges.HEADER, each));
    return unknown.build();
  }

  /** Whether somebody else, or the same with a better proof, would be let in. */
  static boolean isAboutWho(ReasonCode reason) {
    return reason == ReasonCode.NOT_AUTHORIZED || reason == ReasonCode.BAD_USER_NAME_OR_PASSWORD;
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
      case BAD_USER_NAME_OR_PASSWORD -> UNAUTHORIZED;
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
