package dev.rialto.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.access.Access;
import dev.rialto.access.Permissions;
import dev.rialto.access.Permit;
import dev.rialto.access.Proof;
import dev.rialto.wire.Packet;
import dev.rialto.wire.ReasonCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clients whose token is valid for some time only, and how they get another one in time. */
class PermitExpiryTest {
  private static final long NOW = 1_700_000_000_000L; // the test's clock
  private static final Packet DONE = new Packet.Auth(ReasonCode.SUCCESS, Riddles.says("well done"));

  private final Riddles riddles = new Riddles(0).proving("anna").until(NOW + 100_000);
  private final TestBroker broker = riddles.broker();
  private final TestClient client = connected(broker);

  private static TestClient connected(TestBroker broker) {
    TestClient client = broker.client5("anna");
    client.connect5(true, 0, TestClient.will(0, "w", "bye", false), Riddles.says(null));
    client.take();
    return client;
  }

  private void pass(int seconds) {
    broker.scheduler().pass(Duration.ofSeconds(seconds));
  }

  @Test
  void who_does_not_is_told_and_disconnected() {
    TestClient heir = broker.clean("heir");
    heir.subscribe("w", 0);
    pass(99);
    client.expectOpen();
    pass(1);
    assertThat(((Packet.Disconnect) client.take().get(0)).reason())
        .isEqualTo(ReasonCode.NOT_AUTHORIZED);
    client.expectClosed(ReasonCode.NOT_AUTHORIZED);
    heir.expect(TestClient.message(0, "w", "bye", 0));
    assertThat(broker.scheduler().planned()).isZero();
  }

  @Test
  void who_does_stays_until_the_new_one_expires() {
    pass(99);
    riddles.until(NOW + 1_000_000);
    client.send(Riddles.again());
    client.expect(DONE);
    pass(900);
    client.expectOpen();
    pass(1);
    client.expectClosed(ReasonCode.NOT_AUTHORIZED);
  }

  @Test
  void it_may_also_become_shorter() {
    riddles.until(NOW + 50_000);
    client.send(Riddles.again());
    client.expect(DONE);
    pass(50);
    client.expectClosed(ReasonCode.NOT_AUTHORIZED);
  }

  @Test
  void who_leaves_is_not_watched_any_more() {
    client.disconnect();
    assertThat(broker.scheduler().planned()).isZero();
  }

  @Test
  void one_that_has_expired_meanwhile_lets_nobody_in_for_long() {
    riddles.until(NOW - 1);
    TestClient late = broker.client5("late");
    late.connect5(true, Riddles.says(null));
    pass(0);
    late.expectClosed(ReasonCode.NOT_AUTHORIZED);
  }

  @Test
  void nobody_becomes_another_user_by_authenticating_again() {
    riddles.proving("eve");
    client.send(Riddles.again());
    Farewell.expect(client, ReasonCode.NOT_AUTHORIZED);
  }

  @Test
  void rights_are_those_of_the_last_time() {
    List<Proof> seen = new ArrayList<>();
    Access access =
        new Access() {
          @Override
          public void admit(
              dev.rialto.access.Login login,
              java.util.function.Consumer<dev.rialto.access.Verdict> then) {
            Access.OPEN.admit(login, then);
          }

          @Override
          public Permit permit(Proof proof, String clientId) {
            seen.add(proof);
            Permissions rights = seen.size() == 1 ? Permissions.ALL : Permissions.NOTHING;
            return new Permit(
                new dev.rialto.access.Identity(proof.userName(), clientId), rights, proof);
          }
        };
    TestClient less = connected(new Riddles(0).proving("anna").broker(access));
    less.publish(1, "t", "x", 1);
    less.expect(new Packet.PubAck(1, ReasonCode.NO_MATCHING_SUBSCRIBERS));
    less.subscribe("t", 0);
    less.take();
    less.send(Riddles.again());
    less.expect(DONE);
    less.publish(1, "t", "x", 2);
    assertThat(((Packet.PubAck) less.take().get(0)).reason()).isEqualTo(ReasonCode.NOT_AUTHORIZED);
  }

  // --- steps that are found out in another thread ---

  @Test
  void a_slow_step_lets_the_client_in_when_it_is_done() {
    List<Runnable> steps = new ArrayList<>();
    TestClient slow = new Riddles(0).slowly(steps).broker().client5("slow");
    slow.connect5(true, Riddles.says(null));
    slow.expectNothing();
    steps.remove(0).run();
    assertThat(slow.take().get(0)).isInstanceOf(Packet.ConnAck.class);
    slow.publish(1, "t", "x", 1);
    slow.expect(new Packet.PubAck(1, ReasonCode.NO_MATCHING_SUBSCRIBERS));
    slow.send(Riddles.again());
    slow.publish(1, "t", "x", 2); // goes on meanwhile
    slow.expect(new Packet.PubAck(2, ReasonCode.NO_MATCHING_SUBSCRIBERS));
    steps.remove(0).run();
    slow.expect(DONE);
  }

  @Test
  void who_speaks_out_of_turn_is_refused_and_the_step_comes_to_nothing() {
    List<Runnable> steps = new ArrayList<>();
    TestBroker patient = new Riddles(1).slowly(steps).broker();
    TestClient hasty = patient.client5("hasty");
    hasty.connect5(true, Riddles.says(null));
    hasty.send(Riddles.answer(1));
    Farewell.expectRefusal(hasty, ReasonCode.PROTOCOL_ERROR);
    steps.remove(0).run();
    hasty.expectNothing();
    assertThat(patient.sessions()).isZero();
  }

  @Test
  void who_is_gone_when_it_is_done_leaves_nothing() {
    List<Runnable> steps = new ArrayList<>();
    TestBroker patient = new Riddles(0).slowly(steps).broker();
    TestClient gone = patient.client5("gone");
    gone.connect5(true, Riddles.says(null));
    gone.vanish();
    steps.remove(0).run();
    assertThat(patient.sessions()).isZero();
    assertThat(patient.scheduler().planned()).isZero();
  }
}
