package dev.rialto.config;

/** What of a client certificate's subject is the user name. */
public enum CertificateUser {
  /** The most specific common name. */
  CN,
  /** The whole distinguished name, as RFC 2253 writes it. */
  SUBJECT
}
