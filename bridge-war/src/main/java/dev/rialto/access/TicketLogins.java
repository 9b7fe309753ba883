package dev.rialto.access;

import dev.rialto.wire.ReasonCode;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Lets in whose handshake has shown a ticket, as the user who has got it. */
final class TicketLogins implements LoginMethod {
  private static final Verdict INVALID =
      new Verdict.Refused(
          ReasonCode.NOT_AUTHORIZED, "the ticket has been used, or is too old; get a new one");

  private final LoginChecks checks;
  private final BiFunction<Proof, String, Permit> permits;

  TicketLogins(LoginChecks checks, BiFunction<Proof, String, Permit> permits) {
    this.checks = checks;
    this.permits = permits;
  }

  @Override
  public boolean take(Login login, Consumer<Verdict> then) {
    Visitor.Redeemed ticket = login.visitor().ticket();
    boolean about = ticket != null && login.password() == null; // who says more must prove that
    if (about) {
      then.accept(verdict(ticket.proof(), login.clientId()));
    }
    return about;
  }

  private Verdict verdict(Proof proof, String clientId) {
    if (proof == null) {
      checks.failed();
      return INVALID;
    }
    return new Verdict.Admitted(permits.apply(proof, clientId));
  }
}
