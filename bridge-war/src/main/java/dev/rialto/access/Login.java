package dev.rialto.access;

import dev.rialto.wire.Payload;

/**
 * What somebody who wants to get in says, and what is known otherwise.
 *
 * @param clientId the client identifier, never empty
 * @param userName as CONNECT has it, or {@code null}
 * @param password as CONNECT has it, or {@code null}
 * @param visitor what the handshake has shown
 */
public record Login(String clientId, String userName, Payload password, Visitor visitor) {
  /** Without the password, and without the user name: people type the one for the other. */
  @Override
  public String toString() {
    return "login from " + visitor.address();
  }
}
