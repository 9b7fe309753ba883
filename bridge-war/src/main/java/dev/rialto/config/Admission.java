package dev.rialto.config;

/** Who may connect without having been authenticated. */
public enum Admission {
  /** Programs on the same machine, addressed by a loopback name, nothing forwarded. */
  LOOPBACK,
  /** Whoever reaches the port. */
  ANYONE
}
