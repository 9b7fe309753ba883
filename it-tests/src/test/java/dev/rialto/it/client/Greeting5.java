package dev.rialto.it.client;

/**
 * What CONNACK says.
 *
 * @param assigned the client identifier that the server has made, or {@code null}
 * @param responses where responses should go, or {@code null}
 */
public record Greeting5(boolean sessionPresent, String assigned, String responses) {}
