package dev.rialto.session;

import static dev.rialto.session.TestClient.WELCOME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.access.Access;
import dev.rialto.access.Identity;
import dev.rialto.access.Login;
import dev.rialto.access.Permissions;
import dev.rialto.access.Permit;
import dev.rialto.access.Proof;
import dev.rialto.access.Verdict;
import dev.rialto.observe.Counter;
import dev.rialto.store.HeldStore;
import dev.rialto.wire.ReasonCode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Clients whose user is taken away while they are here. */
class RevokedTest {
  private final Set<String> gone = new HashSet<>();
  private final Access access =
      new Access() {
        @Override
        public void admit(Login login, Consumer<Verdict> then) {
          then.accept(new Verdict.Admitted(permit(Proof.of("user"), login.clientId())));
        }

        @Override
        public Permit permit(Proof proof, String clientId) {
          Proof.Ground ground =
              new Proof.Ground() {
                @Override
                public boolean isKnown() {
                  return true;
                }

                @Override
                public boolean holds() {
                  return !gone.contains(clientId);
                }
              };
          return new Permit(
              new Identity("user", clientId),
              Permissions.ALL,
              new Proof("user", Set.of(), Proof.NEVER, ground));
        }
      };

  private final TestBroker broker = new TestBroker(new HeldStore(), access, List.of());

  @Test
  void they_are_told_so_and_the_others_stay() {
    TestClient anna = broker.clean5("anna");
    TestClient old = broker.clean("old");
    TestClient bert = broker.clean5("bert");
    gone.addAll(Set.of("anna", "old"));
    broker.closeRevoked();
    Farewell.expect(anna, ReasonCode.NOT_AUTHORIZED); // 0x87
    old.expectNothing();
    old.expectClosed(ReasonCode.NOT_AUTHORIZED);
    bert.expectOpen();
    assertThat(broker.count(Counter.CONNECTIONS_IN_ERROR)).isEqualTo(2);
  }

  @Test
  void one_that_cannot_be_closed_saves_no_other() {
    List<TestClient> clients =
        List.of(broker.clean("a"), broker.clean("b"), broker.clean("c"), broker.clean("d"));
    clients.get(1).link().failOnClose();
    gone.addAll(Set.of("a", "b", "c", "d"));
    broker.closeRevoked();
    for (int i : List.of(0, 2, 3)) {
      clients.get(i).expectClosed(ReasonCode.NOT_AUTHORIZED);
    }
  }

  @Test
  void a_persistent_session_waits_for_its_client() {
    TestClient anna = broker.persistent("anna");
    gone.add("anna");
    broker.closeRevoked();
    anna.expectClosed(ReasonCode.NOT_AUTHORIZED);
    assertThat(broker.sessions()).isEqualTo(1);
  }

  @Test
  void one_who_was_just_let_in_is_found_too() {
    gone.add("anna"); // after it was decided, before there was a connection to be found
    TestClient anna = broker.client("anna");
    anna.connect(true);
    anna.expect(WELCOME);
    anna.expectClosed(ReasonCode.NOT_AUTHORIZED);
    assertThat(broker.sessions()).isZero();
  }
}
