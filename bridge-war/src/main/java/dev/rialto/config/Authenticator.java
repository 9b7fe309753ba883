package dev.rialto.config;

/** By what a client can be known. */
public enum Authenticator {
  /** User name and password in CONNECT. */
  PASSWORDS,
  /** The user as whom the server that we are deployed in has authenticated the handshake. */
  SERVER
}
