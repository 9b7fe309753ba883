package dev.rialto.access;

/**
 * What a client has been let in with.
 *
 * @param permissions what it may do; follows the rules when they change
 * @param proof as whom it was recognised
 */
public record Permit(Identity identity, Permissions permissions, Proof proof) {
  /** For as long as the client likes. */
  public Permit(Identity identity, Permissions permissions) {
    this(identity, permissions, Proof.of(identity.userName()));
  }

  /** Whether what it was let in by no longer holds, so that the client must go. */
  public boolean isRevoked() {
    return !proof.ground().holds();
  }

  /** When the client must go, unless it has authenticated again: see {@link Proof#expires}. */
  public long expires() {
    return proof.expires();
  }

  /** The same, with rights that can be exchanged for others. */
  public Permit renewable() {
    return new Permit(identity, new RenewablePermissions(permissions), proof);
  }

  /**
   * The client has authenticated again, as the same user: everything that holds this permit's
   * permissions goes by the other's from now on. Only for one that is {@link #renewable}.
   */
  public Permit renewedBy(Permit next) {
    ((RenewablePermissions) permissions).become(next.permissions());
    return new Permit(next.identity(), permissions, next.proof());
  }
}
