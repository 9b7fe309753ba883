package dev.rialto.session;

import static dev.rialto.session.TestClient.WELCOME;
import static dev.rialto.session.TestClient.WELCOME_BACK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.access.Access;
import dev.rialto.access.Identity;
import dev.rialto.access.Login;
import dev.rialto.access.Permissions;
import dev.rialto.access.Permit;
import dev.rialto.access.Proof;
import dev.rialto.access.Verdict;
import dev.rialto.store.HeldStore;
import dev.rialto.wire.ReasonCode;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Anybody can say any client identifier; a session is its user's all the same. */
class SessionOwnerTest {
  private String user = "anna";

  private final Access access =
      new Access() {
        @Override
        public void admit(Login login, Consumer<Verdict> then) {
          then.accept(new Verdict.Admitted(permit(Proof.of(user), login.clientId())));
        }

        @Override
        public Permit permit(Proof proof, String clientId) {
          return new Permit(new Identity(proof.userName(), clientId), Permissions.ALL);
        }
      };

  private final TestBroker broker = new TestBroker(new HeldStore(), access, List.of());

  private TestClient anna() {
    TestClient anna = broker.persistent("sensor");
    anna.subscribe("a", 1);
    return anna;
  }

  @Test
  void another_user_gets_nothing_of_it() {
    anna().vanish();
    broker.clean("publisher").publish(1, "a", "for anna", 1);
    user = "bert";
    TestClient bert = broker.persistent("sensor");
    bert.expect(WELCOME);
    broker.clean("publisher").publish(1, "a", "still for anna", 1);
    bert.expectNothing();
    assertThat(broker.sessions()).isEqualTo(2);
  }

  @Test
  void nor_does_an_anonymous_client() {
    anna().vanish();
    user = null;
    broker.persistent("sensor").expect(WELCOME);
    broker.persistent("sensor").expect(WELCOME_BACK); // its own by now
    user = "anna";
    broker.persistent("sensor").expect(WELCOME);
  }

  @Test
  void a_connected_one_is_taken_over_as_ever() {
    TestClient anna = anna();
    user = "bert";
    broker.persistent("sensor").expect(WELCOME);
    anna.expectClosed(ReasonCode.SESSION_TAKEN_OVER);
  }

  @Test
  void its_own_user_continues_it() {
    anna().vanish();
    broker.clean("publisher").publish(1, "a", "x", 1);
    TestClient back = broker.persistent("sensor");
    back.expect(WELCOME_BACK, TestClient.message(1, "a", "x", 1));
  }
}
