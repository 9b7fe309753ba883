package dev.rialto.config;

/** By what a client can be known. */
public enum Authenticator {
  /** A JSON Web Token as the password in CONNECT, or in the handshake. */
  TOKENS,
  /** User name and password in CONNECT. */
  PASSWORDS,
  /** The user as whom the server that we are deployed in has authenticated the handshake. */
  SERVER,
  /** The client's certificate, which the server has verified with the TLS connection. */
  CERTIFICATE
}
