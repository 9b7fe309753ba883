package dev.rialto.access;

import java.util.function.BooleanSupplier;

/**
 * What a client has been let in with.
 *
 * @param permissions what it may do; follows the rules when they change
 * @param revoked whether what it was let in by no longer holds, so that it must go
 */
public record Permit(Identity identity, Permissions permissions, BooleanSupplier revoked) {
  /** For as long as the client likes. */
  public Permit(Identity identity, Permissions permissions) {
    this(identity, permissions, () -> false);
  }

  /** Whether the client must go. */
  public boolean isRevoked() {
    return revoked.getAsBoolean();
  }
}
