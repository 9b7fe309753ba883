package dev.rialto.edge.client;

/**
 * Which session a client wants (MQTT 5.0 section 3.1.2).
 *
 * @param clientId empty asks the server to assign one
 * @param fresh whether to begin without what an earlier session left
 * @param expiry seconds to keep the session after the connection is lost
 */
public record Wish(String clientId, boolean fresh, long expiry) {
  /** One that ends with the connection, under a name of the server's choice. */
  public static final Wish NONE = new Wish("", true, 0);
}
