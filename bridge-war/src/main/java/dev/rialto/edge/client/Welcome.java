package dev.rialto.edge.client;

/**
 * What a client has become (MQTT 5.0 section 3.2).
 *
 * @param clientId the wanted one, or the one that the server has assigned
 * @param resumed whether the session continues an earlier one
 * @param expiry seconds for which it is kept
 */
public record Welcome(String clientId, boolean resumed, long expiry) {}
