package dev.rialto.edge.http;

import dev.rialto.edge.Rialto;
import dev.rialto.edge.client.Answer;
import dev.rialto.edge.client.Client;
import dev.rialto.edge.ws.Challenges;
import dev.rialto.edge.ws.EventStream;
import dev.rialto.history.Offset;
import dev.rialto.session.Peer;
import dev.rialto.topic.InvalidTopicException;
import dev.rialto.topic.TopicFilter;
import dev.rialto.wire.ReasonCode;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is published, for browsers that can't open a WebSocket: as Server-Sent Events, or as JSON by
 * one long poll after the other. An asynchronous servlet, because JAX-RS's own events queue without
 * bound.
 */
public final class Events extends HttpServlet {
  /** Where it is. */
  public static final String PATH = "/api/events";

  private static final long serialVersionUID = 1L;
  private static final int MOST_FILTERS = 64;
  private static final Logger LOG = System.getLogger(Events.class.getName());

  /** Payara's HTTP/2 cuts after some 45 s; so the stream ends, and the browser comes back. */
  private static final Duration MOST_BY_HTTP_2 = Duration.ofSeconds(35);

  /** Of no life of any server: everything that is there, and a gap. */
  private static final Offset UNKNOWN = new Offset("unknown", 0);

  private final transient Rialto rialto;

  /** A servlet of that deployment. */
  public Events(Rialto rialto) {
    this.rialto = rialto;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean polls = polls(request.getHeader("Accept"));
    String[] given = request.getParameterValues("filter");
    Optional<Duration> patience = Patience.of(request.getParameter("wait"));
    try {
      List<TopicFilter> filters = filters(given);
      if (patience.isEmpty() || (filters.isEmpty() && !polls)) {
        refuse(response, "filter names the topics, and wait is a number of seconds up to 25.");
      } else if (filters.isEmpty()) { // there is nothing to wait for, but somebody is here
        EventList.none().writeTo(response);
      } else if (polls) {
        Client client = Caller.of(request).client(); // or there would be a response to be ended
        AsyncContext context = request.startAsync(request, response);
        new PolledEvents(rialto, client, context, filters, since(request), patience.get()).begin();
      } else {
        stream(request, response, filters);
      }
    } catch (InvalidTopicException e) {
      refuse(response, "The filter is not valid: " + e.getMessage() + ".");
    } catch (IllegalStateException e) { // such as when the server stops
      refuse(response, Replies.UNAVAILABLE, "server-unavailable", "Rialto is not running.");
    }
  }

  /** Whether it is one answer that is wanted; a browser's EventSource says that it is a stream. */
  private static boolean polls(String accept) {
    return accept != null
        && accept.contains(MediaType.APPLICATION_JSON)
        && !accept.contains(MediaType.SERVER_SENT_EVENTS);
  }

  private static List<TopicFilter> filters(String[] given) throws InvalidTopicException {
    if (given == null) {
      return List.of();
    }
    if (given.length > MOST_FILTERS) {
      throw new InvalidTopicException("one request has up to " + MOST_FILTERS);
    }
    List<TopicFilter> filters = new ArrayList<>();
    for (String each : given) {
      TopicFilter filter = TopicFilter.of(each);
      if (filter.isShared()) {
        throw new InvalidTopicException("a subscription is shared by those who acknowledge");
      }
      filters.add(filter);
    }
    return filters;
  }

  private void stream(
      HttpServletRequest request, HttpServletResponse response, List<TopicFilter> filters) {
    Caller caller = Caller.of(request);
    Peer peer =
        new Peer(caller.visitor().address() + " by events", caller.visitor(), Peer.Kind.EVENTS);
    EventStream stream =
        new EventStream(rialto, peer, caller.credentials(), filters, since(request));
    Duration most = request.getProtocol().startsWith("HTTP/2") ? MOST_BY_HTTP_2 : Duration.ZERO;
    AsyncContext context = request.startAsync(request, response);
    stream.belongTo(context);
    stream.ask(refusal -> begin(caller, stream, refusal, context, most));
  }

  /** Perhaps in another thread than the container's: checking a password takes a while. */
  private static void begin(
      Caller caller, EventStream stream, ReasonCode refusal, AsyncContext context, Duration most) {
    HttpServletResponse response = (HttpServletResponse) context.getResponse();
    try {
      if (refusal == null) {
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no"); // nginx would wait for more
        stream.begin(context, most);
        return;
      }
      refuse(response, caller, stream.refusal(), refusal);
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "A browser has gone before its events began.", e);
    }
    context.complete();
  }

  /** A browser that comes back says so in a header; a program may in the address. */
  private static Offset since(HttpServletRequest request) {
    String header = request.getHeader("Last-Event-ID");
    String given = header == null ? request.getParameter("since") : header;
    return given == null ? null : Offset.parse(given).orElse(UNKNOWN);
  }

  /**
   * What the engine refused.
   *
   * @param stranger why it has not let the client in; {@code null} if it has
   */
  static void refuse(
      HttpServletResponse response, Caller caller, Answer stranger, ReasonCode refusal)
      throws IOException {
    if (stranger != null && Replies.isAboutWho(stranger.reason())) {
      caller.challenges().forEach(each -> response.addHeader(Challenges.HEADER, each));
      refuse(
          response,
          Replies.UNAUTHORIZED,
          Replies.code(stranger.reason()),
          stranger.sentence() + ".");
    } else {
      refuse(response, Replies.status(refusal), Replies.code(refusal), Replies.sentence(refusal));
    }
  }

  private static void refuse(HttpServletResponse response, String sentence) throws IOException {
    refuse(response, Replies.BAD_REQUEST, "bad-request", sentence);
  }

  private static void refuse(HttpServletResponse response, int status, String code, String sentence)
      throws IOException {
    response.setStatus(status);
    response.setContentType("application/json;charset=UTF-8");
    response.setHeader("Cache-Control", "no-store");
    response.getWriter().println(Replies.body(code, sentence));
  }
}
