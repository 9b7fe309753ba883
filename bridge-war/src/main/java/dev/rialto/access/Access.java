package dev.rialto.access;

import java.util.function.Consumer;

/** Who gets in, and with which rights. Any thread may call. */
public interface Access {
  /** Whoever has come through the handshake, anonymously. */
  Access OPEN = allowing(Permissions.ALL);

  /**
   * Decides about somebody who has sent CONNECT. Does not block: where deciding takes long, another
   * thread does it.
   *
   * @param then gets the verdict, once; perhaps before this returns, perhaps in another thread
   */
  void admit(Login login, Consumer<Verdict> then);

  /** What a client gets who has been recognised already. */
  Permit permit(Proof proof, String clientId);

  /** What a client has whom only the store remembers. */
  default Permit remembered(String userName, String clientId) {
    return permit(Proof.of(userName), clientId);
  }

  /** What the code gets that is deployed with the server: it could do all that the server does. */
  default Permit deployment(String clientId) {
    return new Permit(new Identity(Identity.DEPLOYMENT, clientId), Permissions.LOCAL);
  }

  /** Everybody, anonymously, with these rights. */
  static Access allowing(Permissions permissions) {
    return new Access() {
      @Override
      public void admit(Login login, Consumer<Verdict> then) {
        Identity nobody = Identity.anonymous(login.clientId());
        then.accept(new Verdict.Admitted(new Permit(nobody, permissions)));
      }

      @Override
      public Permit permit(Proof proof, String clientId) {
        return new Permit(proof.identity(clientId), permissions, proof);
      }
    };
  }
}
