package dev.rialto.edge.http;

import dev.rialto.access.Login;
import dev.rialto.access.Tickets;
import dev.rialto.edge.Rialto;
import dev.rialto.wire.ReasonCode;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Gives tickets to who shows who he is, for what a browser opens without being able to. */
@Path("tickets")
@Dependent
public class TicketOffice {
  /** No client's: what a ticket is for has one of its own. */
  private static final String CLIENT_ID = "tickets";

  private final Rialto rialto;

  /** Called by the container. */
  @Inject
  public TicketOffice(Rialto rialto) {
    this.rialto = rialto;
  }

  /** One ticket. */
  @POST
  @Operation(
      summary = "Get a ticket",
      description =
          "For who is authenticated: good for one connection of the same user, within expiresIn"
              + " seconds, as ?ticket=… of /mqtt, /json, /text and /api/events.")
  public void post(@Context HttpServletRequest http, @Suspended AsyncResponse response) {
    Caller caller = Caller.of(http);
    Login login =
        new Login(
            CLIENT_ID,
            caller.credentials().userName(),
            caller.credentials().password(),
            caller.visitor());
    try {
      rialto.ticket(
          login, answer -> caller.hands().run(() -> response.resume(response(caller, answer))));
    } catch (IllegalStateException e) { // such as when the server stops
      response.resume(Replies.refusal(ReasonCode.SERVER_UNAVAILABLE, "Rialto is not running"));
    }
  }

  private static Response response(Caller caller, Tickets.Answer answer) {
    if (answer.refusal() != null) {
      return Replies.stranger(caller, answer.refusal().reason(), answer.refusal().sentence());
    }
    String body =
        Json.createObjectBuilder()
            .add("ticket", answer.ticket().text())
            .add("expiresIn", Tickets.LIFE.toSeconds())
            .build()
            .toString();
    return Response.ok(body, MediaType.APPLICATION_JSON_TYPE.withCharset("UTF-8"))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }
}
