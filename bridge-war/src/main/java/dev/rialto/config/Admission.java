package dev.rialto.config;

/** Who may connect without having been authenticated. */
public enum Admission {
  /** As {@link #LOOPBACK} while nobody has a password; as {@link #NOBODY} from then on. */
  AUTOMATIC,
  /** No one. */
  NOBODY,
  /** Programs on the same machine, addressed by a loopback name, nothing forwarded. */
  LOOPBACK,
  /** Whoever reaches the port. */
  ANYONE
}
