package dev.rialto.session;

import dev.rialto.access.Access;
import dev.rialto.access.Identity;
import dev.rialto.access.Login;
import dev.rialto.access.Permissions;
import dev.rialto.access.Permit;
import dev.rialto.access.Proof;
import dev.rialto.access.Verdict;
import dev.rialto.wire.ReasonCode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Decides about a CONNECT when the test says so, as happens while a password is being checked. */
final class SlowDoor implements Access {
  private record Waiting(Login login, Consumer<Verdict> then) {}

  private final List<Waiting> waiting = new ArrayList<>();
  private final List<Identity> vouched = new ArrayList<>();

  @Override
  public void admit(Login login, Consumer<Verdict> then) {
    waiting.add(new Waiting(login, then));
  }

  /** For whom a method has vouched, or who was let in. */
  List<Identity> vouchedFor() {
    return List.copyOf(vouched);
  }

  @Override
  public Permit permit(Proof proof, String clientId) {
    Identity identity = new Identity(proof.userName(), clientId);
    vouched.add(identity);
    return new Permit(identity, Permissions.ALL);
  }

  /** What the first one who waits has said. */
  Login login() {
    return waiting.get(0).login;
  }

  /** Lets the last one in. */
  void openLast() {
    open(waiting.remove(waiting.size() - 1));
  }

  /** Lets the first one in. */
  void open() {
    open(waiting.remove(0));
  }

  private void open(Waiting first) {
    first.then.accept(
        new Verdict.Admitted(permit(Proof.of(first.login.userName()), first.login.clientId())));
  }

  /** Sends the first one away. */
  void refuse(ReasonCode reason) {
    waiting.remove(0).then.accept(new Verdict.Refused(reason, "not you"));
  }
}
