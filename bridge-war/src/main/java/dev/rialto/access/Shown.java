package dev.rialto.access;

import java.util.Set;

/**
 * What a request shows of who has sent it. Each may be {@code null} but the roles.
 *
 * @param user as whom the container has authenticated it
 * @param roles those of the roles asked for that the container says the user has
 * @param certificate the user that the client's certificate names
 * @param bearer the token of an Authorization header or a subprotocol
 * @param cookie the token of a cookie, which a browser sends whatever page has made the request
 * @param ticket the ticket of the query string
 */
public record Shown(
    String user,
    Set<String> roles,
    String certificate,
    Secret bearer,
    Secret cookie,
    Secret ticket) {
  /** Nothing at all. */
  public static final Shown NOTHING = new Shown(null, Set.of(), null, null, null, null);

  /** Only that the container knows a user. */
  static Shown user(String user) {
    return new Shown(user, Set.of(), null, null, null, null);
  }

  /** The same without the ticket, where none is accepted. */
  public Shown withoutTicket() {
    return new Shown(user, roles, certificate, bearer, cookie, null);
  }
}
