package dev.rialto.edge.http;

import static dev.rialto.edge.client.Listening.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.access.Visitor;
import dev.rialto.edge.client.Answer;
import dev.rialto.edge.client.Client;
import dev.rialto.edge.client.Credentials;
import dev.rialto.session.TestBroker;
import dev.rialto.wire.Payload;
import dev.rialto.wire.Qos;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is one client to the engine, and for how long. */
class HttpClientsTest {
  private final TestBroker broker = new TestBroker();
  private final HttpClients clients =
      new HttpClients((peer, link) -> broker.open(link), broker::scheduler);

  private static HttpClients.Who who(String address) {
    return new HttpClients.Who(new Visitor(address, false), Credentials.NONE);
  }

  @Test
  void two_users_of_one_address_are_two() {
    Visitor visitor = new Visitor("192.0.2.7", false);
    Client anna =
        clients.of(new HttpClients.Who(visitor, new Credentials("anna", Payload.of("a"))));
    Client berta =
        clients.of(new HttpClients.Who(visitor, new Credentials("berta", Payload.of("b"))));
    assertThat(anna).isNotSameAs(berta);
    assertThat(clients.of(new HttpClients.Who(visitor, new Credentials("anna", Payload.of("a")))))
        .isSameAs(anna);
    assertThat(clients.of(new HttpClients.Who(visitor, new Credentials("anna", Payload.of("x")))))
        .isNotSameAs(anna);
    assertThat(
            clients.of(
                new HttpClients.Who(new Visitor("192.0.2.7", false, "anna"), Credentials.NONE)))
        .isNotSameAs(anna);
  }

  @Test
  void an_address_is_one_client() {
    Client first = clients.of(who("192.0.2.7"));
    assertThat(clients.of(who("192.0.2.7"))).isSameAs(first);
    assertThat(clients.of(who("192.0.2.8"))).isNotSameAs(first);
    assertThat(broker.sessions()).isEqualTo(2);
  }

  @Test
  void it_leaves_a_minute_after_its_last_request() {
    Client first = clients.of(who("192.0.2.7"));
    broker.scheduler().pass(Duration.ofSeconds(50));
    assertThat(clients.of(who("192.0.2.7"))).isSameAs(first);
    broker.scheduler().pass(Duration.ofSeconds(59));
    assertThat(broker.sessions()).isOne();
    broker.scheduler().pass(Duration.ofSeconds(1));
    assertThat(broker.sessions()).isZero();
    assertThat(broker.scheduler().planned()).isZero();
    assertThat(clients.of(who("192.0.2.7"))).isNotSameAs(first);
  }

  @Test
  void one_that_was_disconnected_is_replaced() {
    clients.of(who("192.0.2.7"));
    assertThat(broker.disconnect("nameless-1")).isTrue();
    List<Answer> answers = new ArrayList<>();
    clients.of(who("192.0.2.7")).publish(message("a", "1"), Qos.AT_LEAST_ONCE, false, answers::add);
    assertThat(answers).noneMatch(Answer::isError).hasSize(1);
    broker.scheduler().pass(Duration.ofMinutes(1));
    assertThat(broker.sessions()).isZero();
  }
}
