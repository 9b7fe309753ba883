package dev.rialto.edge.http;

import static dev.rialto.edge.client.Listening.filter;
import static dev.rialto.edge.client.Listening.message;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.Setting;
import dev.rialto.edge.client.Client;
import dev.rialto.edge.client.Credentials;
import dev.rialto.edge.client.Listening;
import dev.rialto.history.Offset;
import dev.rialto.session.Recall;
import dev.rialto.session.TestBroker;
import dev.rialto.topic.TopicName;
import dev.rialto.wire.Message;
import dev.rialto.wire.Payload;
import dev.rialto.wire.Qos;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a topic has at the moment. */
class LastValueTest {
  private TestBroker broker = new TestBroker();
  private Client client = connect();

  private Client connect() {
    return Client.connect(broker::open, broker.scheduler(), Credentials.NONE, new Listening());
  }

  private void publish(String payload, boolean retain) {
    client.publish(message("a", payload), Qos.AT_LEAST_ONCE, retain, answer -> {});
  }

  private Optional<LastValue> last() throws Exception {
    List<Recall> recalls = new ArrayList<>();
    client.recall(filter("a"), recalls::add);
    return LastValue.of(recalls.get(0), TopicName.of("a"));
  }

  private String payload() throws Exception {
    return new String(last().orElseThrow().message().payload().toBytes(), UTF_8);
  }

  @Test
  void is_what_was_published_last_retained_or_not() throws Exception {
    assertThat(last()).isEmpty();
    publish("1", true);
    publish("2", false);
    assertThat(payload()).isEqualTo("2");
    assertThat(last().orElseThrow().at()).isEqualTo(new Offset("epoch", 2));
  }

  @Test
  void an_empty_message_is_a_value_unless_it_clears_the_retained_one() throws Exception {
    publish("1", true);
    publish("", false);
    assertThat(payload()).isEmpty();
    publish("", true);
    assertThat(last()).isEmpty();
  }

  @Test
  void is_the_retained_message_when_the_history_has_none() throws Exception {
    broker = new TestBroker(Setting.HISTORY_TOPICS, "");
    client = connect();
    publish("1", true);
    publish("2", false);
    assertThat(payload()).isEqualTo("1");
    client.publish(
        new Message(TopicName.of("a"), Payload.EMPTY), Qos.AT_LEAST_ONCE, true, answer -> {});
    assertThat(last()).isEmpty();
  }

  @Test
  void a_retained_message_that_the_history_has_forgotten_goes_on_from_now() throws Exception {
    broker = new TestBroker(Setting.HISTORY_MAX, "0 B");
    client = connect();
    publish("1", true);
    client.publish(message("b", "2"), Qos.AT_LEAST_ONCE, false, answer -> {});
    assertThat(last().orElseThrow().at()).isEqualTo(new Offset("epoch", 2));
    assertThat(last().orElseThrow().message().number()).isEqualTo(1); // by which it has its tag
  }
}
