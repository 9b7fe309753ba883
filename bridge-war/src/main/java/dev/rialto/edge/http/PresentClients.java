package dev.rialto.edge.http;

import dev.rialto.config.Setting;
import dev.rialto.config.Switch;
import dev.rialto.edge.Rialto;
import dev.rialto.edge.client.Client;
import dev.rialto.session.Presence;
import dev.rialto.session.Recall;
import dev.rialto.topic.InvalidTopicException;
import dev.rialto.topic.TopicFilter;
import dev.rialto.wire.ReasonCode;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Who is connected, for those who may read that. */
@Path("presence")
@Dependent
public class PresentClients {
  private final Rialto rialto;

  /** Called by the container. */
  @Inject
  public PresentClients(Rialto rialto) {
    this.rialto = rialto;
  }

  /** All clients that there are at the moment, and that the caller may see. */
  @GET
  @Operation(
      summary = "Who is connected",
      description =
          "An array with an object for each client: clientId, userName unless it has none, since"
              + " when, and the kind of its edge. 404 unless rialto.presence is on.")
  public void get(@Context HttpServletRequest http, @Suspended AsyncResponse response) {
    if (rialto.settings().choice(Setting.PRESENCE, Switch.class) == Switch.OFF) {
      response.resume(
          Replies.of(
              Response.Status.NOT_FOUND.getStatusCode(),
              "presence-off",
              "Presence is off (" + Setting.PRESENCE.key() + ")."));
      return;
    }
    try {
      Caller caller = Caller.of(http);
      Client client = caller.client();
      client.recall(
          TopicFilter.of(Presence.PREFIX + TopicFilter.ANY_LEVEL),
          recall -> caller.hands().run(() -> response.resume(answer(caller, client, recall))));
    } catch (InvalidTopicException e) {
      throw new AssertionError(e);
    } catch (IllegalStateException e) { // such as when the server stops
      response.resume(Replies.refusal(ReasonCode.SERVER_UNAVAILABLE, "Rialto is not running"));
    }
  }

  private static Response answer(Caller caller, Client asking, Recall recall) {
    if (recall.refusal() != null) {
      return Replies.refusal(caller, asking, recall.refusal(), "");
    }
    List<String> clients = new ArrayList<>();
    recall.retained(
        client -> clients.add(new String(client.payload().toBytes(), StandardCharsets.UTF_8)));
    if (clients.isEmpty()) { // who may see anybody sees itself
      return Replies.refusal(ReasonCode.NOT_AUTHORIZED, "");
    }
    return Response.ok(
            "[" + String.join(",", clients) + "]",
            MediaType.APPLICATION_JSON_TYPE.withCharset("UTF-8"))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }
}
