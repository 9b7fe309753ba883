package dev.rialto.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.observe.Counter;
import dev.rialto.observe.Counters;
import dev.rialto.time.ManualScheduler;
import dev.rialto.wire.ReasonCode;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Tickets: each opens one door, once, and soon. */
class TicketsTest {
  private static final Proof ANNA =
      new Proof("anna", Set.of("ops"), 1_700_000_100_000L, Proof.Ground.ELSEWHERE);

  private final ManualScheduler scheduler = new ManualScheduler();
  private final AtomicInteger count = new AtomicInteger();
  private final Tickets tickets = new Tickets(scheduler, () -> "t" + count.incrementAndGet());

  private Secret issued(Proof proof) {
    return tickets.issue(proof).orElseThrow();
  }

  @Test
  void one_is_good_for_one_time() {
    Secret ticket = issued(ANNA);
    assertThat(tickets.redeem(new Secret("t2"))).isNull();
    assertThat(tickets.redeem(ticket)).isEqualTo(ANNA);
    assertThat(tickets.redeem(ticket)).isNull();
  }

  @Test
  void one_is_good_for_thirty_seconds() {
    Secret first = issued(ANNA);
    Secret second = issued(ANNA);
    scheduler.pass(Duration.ofSeconds(30).minusNanos(1));
    assertThat(tickets.redeem(first)).isEqualTo(ANNA);
    scheduler.pass(Duration.ofNanos(1));
    assertThat(tickets.redeem(second)).isNull();
  }

  @Test
  void of_many_who_try_at_once_one_gets_in() throws Exception {
    for (int round = 0; round < 200; round++) {
      Secret ticket = issued(Proof.of("user " + round));
      CountDownLatch go = new CountDownLatch(1);
      AtomicInteger in = new AtomicInteger();
      Thread[] threads = new Thread[4];
      for (int i = 0; i < threads.length; i++) {
        threads[i] =
            new Thread(
                () -> {
                  try {
                    go.await();
                  } catch (InterruptedException e) {
                    return;
                  }
                  if (tickets.redeem(ticket) != null) {
                    in.incrementAndGet();
                  }
                });
        threads[i].start();
      }
      go.countDown();
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(in).hasValue(1);
    }
  }

  @Test
  void a_user_gets_so_many_used_or_not_until_they_are_old() {
    for (int i = 0; i < Tickets.MOST_PER_USER; i++) {
      tickets.redeem(issued(ANNA));
    }
    assertThat(tickets.issue(ANNA)).isEmpty();
    assertThat(tickets.issue(Proof.of("bert"))).isPresent();
    scheduler.pass(Tickets.LIFE);
    assertThat(tickets.issue(ANNA)).isPresent();
  }

  @Test
  void all_together_get_so_many() {
    for (int i = 0; i < Tickets.MOST; i++) {
      issued(Proof.of("user " + i));
    }
    assertThat(tickets.issue(ANNA)).isEmpty();
    scheduler.pass(Tickets.LIFE);
    assertThat(tickets.issue(ANNA)).isPresent();
  }

  @Test
  void only_who_is_known_gets_one() {
    Permit known = new Permit(ANNA.identity("c"), Permissions.ALL, ANNA);
    Tickets.Answer answer = tickets.answer(new Verdict.Admitted(known));
    assertThat(tickets.redeem(answer.ticket())).isEqualTo(ANNA);
    Permit nobody = new Permit(Identity.anonymous("c"), Permissions.ALL);
    assertThat(tickets.answer(new Verdict.Admitted(nobody)).refusal().reason())
        .isEqualTo(ReasonCode.NOT_AUTHORIZED);
    Verdict.Refused refused = new Verdict.Refused(ReasonCode.QUOTA_EXCEEDED, "wait");
    assertThat(tickets.answer(refused)).isEqualTo(new Tickets.Answer(null, refused));
  }

  // --- at the door ---

  private static Login with(Proof proof, String userName, String password) {
    Visitor visitor =
        new Visitor("192.0.2.7", false, "joe", Set.of(), null, null, new Visitor.Redeemed(proof));
    return Logins.of(userName, password, visitor);
  }

  @Test
  void it_lets_its_user_in_with_what_he_had_and_nobody_else() throws Exception {
    Counters counters = new Counters();
    Gatekeeper gatekeeper =
        new Gatekeeper(Logins.settings(), scheduler, null, () -> "x", Runnable::run, counters);
    Verdict verdict = Logins.verdict(gatekeeper, with(ANNA, null, null));
    Permit permit = ((Verdict.Admitted) verdict).permit();
    assertThat(permit.identity()).isEqualTo(new Identity("anna", "client", Set.of("ops")));
    assertThat(permit.expires()).isEqualTo(ANNA.expires());
    assertThat(counters.get(Counter.LOGINS_FAILED)).isZero();
    Verdict.Refused used =
        (Verdict.Refused) Logins.verdict(gatekeeper, with(null, null, null)); // not as anonymous
    assertThat(used.reason()).isEqualTo(ReasonCode.NOT_AUTHORIZED);
    assertThat(counters.get(Counter.LOGINS_FAILED)).isEqualTo(1);
  }
}
