package dev.rialto.edge.http;

import dev.rialto.config.Setting;
import dev.rialto.edge.Rialto;
import dev.rialto.edge.client.Client;
import dev.rialto.edge.client.TopicPath;
import dev.rialto.history.History;
import dev.rialto.history.Offset;
import dev.rialto.session.Recall;
import dev.rialto.topic.InvalidTopicException;
import dev.rialto.topic.TopicFilter;
import dev.rialto.topic.TopicName;
import dev.rialto.wire.Message;
import dev.rialto.wire.Payload;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.Qos;
import dev.rialto.wire.ReasonCode;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Topics for those who only know HTTP: GET the last value or wait for the next one, POST to
 * publish, DELETE to clear the retained message. Nothing that takes long holds a thread.
 */
@Path("topics/{topic: .+}")
@Dependent
public class Topics {
  private static final String FORM = "application/x-www-form-urlencoded"; // curl's, unasked

  private final Rialto rialto;

  /** Called by the container. */
  @Inject
  public Topics(Rialto rialto) {
    this.rialto = rialto;
  }

  /** The last value; with {@code wait} or {@code since}, the first that comes after an offset. */
  @GET
  @Operation(
      summary = "The last value of a topic, or the next one",
      description =
          "With wait (seconds, up to 25) or since (the Rialto-Offset of an earlier answer) the"
              + " first value after that offset, as soon as there is one; 204 if there is none.")
  public void get(
      @Context HttpServletRequest http,
      @Context Request conditional,
      @QueryParam("wait") String wait,
      @QueryParam("since") String since,
      @Suspended AsyncResponse response) {
    Optional<Duration> patience = Patience.of(wait);
    Optional<Offset> offset = Optional.ofNullable(since).flatMap(Offset::parse);
    if (patience.isEmpty() || (since != null && offset.isEmpty())) {
      response.resume(
          Replies.invalid(
              "wait is a number of seconds up to 25, and since what the header Rialto-Offset said."));
      return;
    }
    on(
        http,
        response,
        (client, topic, caller) ->
            client.recall(
                TopicFilter.of(topic.value()),
                recall -> {
                  if (recall.refusal() != null) {
                    response.resume(Replies.refusal(caller, client, recall.refusal(), ""));
                  } else if (wait == null && since == null) {
                    response.resume(last(conditional, recall, topic));
                  } else {
                    await(
                        recall.history(), topic, offset, patience.get(), caller.hands(), response);
                  }
                }));
  }

  private void await(
      History history,
      TopicName topic,
      Optional<Offset> since,
      Duration patience,
      Hands hands,
      AsyncResponse response) {
    LongPoll.begin(
        history,
        topic,
        since.orElseGet(history::now),
        patience,
        rialto.scheduler(),
        slice -> hands.run(() -> response.resume(Body.of(slice, history))));
  }

  private static Response last(Request conditional, Recall recall, TopicName topic) {
    Offset now = recall.history().now(); // before looking: what comes meanwhile is after it
    Optional<LastValue> value = LastValue.of(recall, topic);
    if (value.isEmpty()) {
      return Response.fromResponse(
              Replies.of(
                  Response.Status.NOT_FOUND.getStatusCode(),
                  "no-value",
                  "This topic has no value."))
          .header(Body.OFFSET, now)
          .build();
    }
    Response.ResponseBuilder unchanged =
        conditional.evaluatePreconditions(Body.tag(value.get())); // If-None-Match
    return unchanged == null ? Body.of(value.get()) : unchanged.build();
  }

  /** Publishes with QoS 1; answered when it is acknowledged. */
  @POST
  @Operation(
      summary = "Publish",
      description = "The body is the value; answered as soon as QoS 1 would be acknowledged.")
  public void post(
      @Context HttpServletRequest http,
      @QueryParam("retain") @DefaultValue("false") String retain,
      InputStream body,
      @Suspended AsyncResponse response)
      throws IOException {
    if (!retain.equals("true") && !retain.equals("false")) {
      response.resume(Replies.invalid("retain is true or false."));
      return;
    }
    int most = rialto.settings().count(Setting.PACKET_MAX);
    byte[] bytes = body.readNBytes(most + 1);
    if (bytes.length > most) {
      response.resume(
          Replies.refusal(ReasonCode.PACKET_TOO_LARGE, "A message has at most " + most + " bytes"));
      return;
    }
    on(
        http,
        response,
        (client, topic, caller) ->
            client.publish(
                new Message(
                    topic, new Payload(bytes, 0, bytes.length), type(http.getContentType())),
                Qos.AT_LEAST_ONCE,
                retain.equals("true"),
                answer ->
                    caller
                        .hands()
                        .run(
                            () ->
                                response.resume(
                                    Replies.to(caller, client, answer, rialto.isScarce())))));
  }

  private static Properties type(String given) {
    return given == null || given.startsWith(FORM)
        ? Properties.NONE
        : Properties.of(Property.CONTENT_TYPE, given);
  }

  /** Clears the retained message; answered like a publication. */
  @DELETE
  @Operation(summary = "Clear the retained message")
  public void delete(@Context HttpServletRequest http, @Suspended AsyncResponse response) {
    on(
        http,
        response,
        (client, topic, caller) ->
            client.publish(
                new Message(topic, Payload.EMPTY),
                Qos.AT_LEAST_ONCE,
                true,
                answer ->
                    caller
                        .hands()
                        .run(
                            () ->
                                response.resume(
                                    answer.isError()
                                        ? Replies.to(caller, client, answer, rialto.isScarce())
                                        : Response.noContent().build()))));
  }

  /** What a client does with a topic. */
  private interface Task {
    void run(Client client, TopicName topic, Caller caller) throws InvalidTopicException;
  }

  private void on(HttpServletRequest http, AsyncResponse response, Task task) {
    try {
      TopicName topic =
          TopicPath.topic(http.getRequestURI(), http.getContextPath() + "/api/topics/");
      Caller caller = Caller.of(http);
      task.run(caller.client(), topic, caller);
    } catch (InvalidTopicException e) {
      response.resume(Replies.invalid("The topic is not valid: " + e.getMessage() + "."));
    } catch (IllegalStateException e) { // such as when the server stops
      response.resume(Replies.refusal(ReasonCode.SERVER_UNAVAILABLE, "Rialto is not running"));
    }
  }
}
