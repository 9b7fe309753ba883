package dev.rialto.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rialto.time.Scheduler;
import dev.rialto.wire.ReasonCode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * What somebody who has proved who he is can open one connection with, soon, from where nothing but
 * an address can be given. Any thread may call.
 */
public final class Tickets {
  /** How long one is valid. */
  public static final Duration LIFE = Duration.ofSeconds(30);

  static final int MOST = 10_000;
  static final int MOST_PER_USER = 100;

  private static final Answer NOBODY =
      new Answer(
          null,
          new Verdict.Refused(ReasonCode.NOT_AUTHORIZED, "a ticket is for who shows who he is"));
  private static final Answer TOO_MANY =
      new Answer(
          null,
          new Verdict.Refused(ReasonCode.QUOTA_EXCEEDED, "too many tickets are not used yet"));

  /** A ticket, or why there is none; the other is {@code null}. */
  public record Answer(Secret ticket, Verdict.Refused refusal) {}

  /** One that is out; {@code at} is when, in nanoseconds. */
  private record Issued(String digest, Proof proof, long at) {}

  private final Scheduler scheduler;
  private final Supplier<String> random;

  // guarded by this; by digest, so that what a look-up takes tells nothing of a ticket
  private final Map<String, Issued> valid = new HashMap<>();
  private final Map<String, Integer> perUser = new HashMap<>();
  private final Queue<Issued> inOrder = new ArrayDeque<>(); // used ones too, until they are old

  /**
   * None yet.
   *
   * @param random makes a text that nobody can guess, fit for an address
   */
  public Tickets(Scheduler scheduler, Supplier<String> random) {
    this.scheduler = scheduler;
    this.random = random;
  }

  /** Empty when too many are out, his own or everybody's. */
  synchronized Optional<Secret> issue(Proof proof) {
    forgetOld();
    int his = perUser.getOrDefault(proof.userName(), 0);
    if (his == MOST_PER_USER || inOrder.size() == MOST) {
      return Optional.empty();
    }
    Secret ticket = new Secret(random.get());
    Issued issued = new Issued(digest(ticket), proof, scheduler.now());
    valid.put(issued.digest(), issued);
    inOrder.add(issued);
    perUser.put(proof.userName(), his + 1);
    return Optional.of(ticket);
  }

  /** One for whom that verdict is about. */
  public Answer answer(Verdict verdict) {
    if (verdict instanceof Verdict.Refused refused) {
      return new Answer(null, refused);
    }
    Permit permit = ((Verdict.Admitted) verdict).permit();
    if (permit.identity().isAnonymous()) {
      return NOBODY;
    }
    return issue(permit.proof()).map(ticket -> new Answer(ticket, null)).orElse(TOO_MANY);
  }

  /** Takes one, which is used by that; {@code null} if it is none, used, or too old. */
  public synchronized Proof redeem(Secret ticket) {
    forgetOld();
    Issued issued = valid.remove(digest(ticket));
    return issued == null ? null : issued.proof();
  }

  private void forgetOld() {
    long now = scheduler.now();
    Issued oldest;
    while ((oldest = inOrder.peek()) != null && now - oldest.at() >= LIFE.toNanos()) {
      inOrder.remove();
      valid.remove(oldest.digest());
      perUser.computeIfPresent(oldest.proof().userName(), (user, his) -> his == 1 ? null : his - 1);
    }
  }

  private static String digest(Secret ticket) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(ticket.text().getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256.", e);
    }
  }
}
