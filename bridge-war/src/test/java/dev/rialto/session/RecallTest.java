package dev.rialto.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.access.Access;
import dev.rialto.access.Permissions;
import dev.rialto.config.Setting;
import dev.rialto.history.Offset;
import dev.rialto.store.HeldStore;
import dev.rialto.topic.InvalidTopicException;
import dev.rialto.topic.TopicFilter;
import dev.rialto.topic.TopicName;
import dev.rialto.wire.Message;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.ReasonCode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a client may read without subscribing. */
class RecallTest {
  private static final Offset START = new Offset("epoch", 0);

  private final TestBroker broker = new TestBroker();

  private static TopicFilter filter(String filter) {
    try {
      return TopicFilter.of(filter);
    } catch (InvalidTopicException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> seen(Recall recall, String filter) {
    return recall.history().after(filter(filter), START).entries().stream()
        .map(entry -> entry.message().topic().value())
        .toList();
  }

  @Test
  void everything_that_is_routed_is_in_the_history_whatever_its_qos() {
    TestClient client = broker.clean5("c");
    client.publish("a/0", "x");
    client.publish(1, "a/1", "x", 1);
    client.publishTwice("a/2", "x", 2);
    Recall recall = client.dialogue().recall(filter("a/+"));
    assertThat(recall.refusal()).isNull();
    assertThat(seen(recall, "a/+")).containsExactly("a/0", "a/1", "a/2");
  }

  @Test
  void what_the_store_does_not_have_yet_is_not_in_the_history() {
    TestClient client = broker.clean5("c");
    broker.persistent("durable").subscribe("a", 1);
    broker.store().hold();
    client.publish(1, "a", "x", 1);
    Recall recall = client.dialogue().recall(filter("a"));
    assertThat(seen(recall, "a")).isEmpty();
    broker.store().release();
    assertThat(seen(recall, "a")).containsExactly("a");
  }

  @Test
  void what_is_refused_is_not_in_the_history() {
    TestClient client = broker.clean5("c");
    client.publish("$SYS/x", "x");
    assertThat(seen(client.dialogue().recall(filter("a")), "$SYS/#")).isEmpty();
  }

  @Test
  void subscribers_see_the_number_that_the_history_has() throws Exception {
    RecordingLink link = new RecordingLink(); // reads the bytes again; so look at the message
    List<Long> numbers = new ArrayList<>();
    link.watch(
        packet -> {
          if (packet instanceof Packet.Publish publish) {
            numbers.add(publish.message().number());
          }
        });
    TestClient client = new TestClient("c", link, broker.open(link));
    client.connect(true);
    client.ask("#", 1, 1);
    client.publish("a", "x");
    client.publish(1, "a", "x", 2);
    assertThat(numbers).containsExactly(1L, 2L);
    Recall recall = client.dialogue().recall(filter("a"));
    assertThat(recall.history().last(TopicName.of("a")).orElseThrow().number()).isEqualTo(2);
  }

  @Test
  void retained_messages_can_be_read() {
    TestClient client = broker.clean5("c");
    client.retain(1, "a/b", "x", 1);
    client.publish("a/c", "x");
    List<Message> retained = new ArrayList<>();
    client.dialogue().recall(filter("a/#")).retained(retained::add);
    assertThat(retained).extracting(message -> message.topic().value()).containsExactly("a/b");
  }

  @Test
  void who_may_not_subscribe_may_not_read() {
    Access nobody = Access.allowing(Permissions.NOTHING);
    TestBroker closed = new TestBroker(new HeldStore(), nobody, List.of());
    assertThat(closed.clean5("c").dialogue().recall(filter("a")).refusal())
        .isEqualTo(ReasonCode.NOT_AUTHORIZED);
    TestClient client = new TestBroker(Setting.MQTT_WILDCARDS, false).clean5("c");
    assertThat(client.dialogue().recall(filter("+")).refusal())
        .isEqualTo(ReasonCode.WILDCARD_SUBSCRIPTIONS_NOT_SUPPORTED);
  }

  @Test
  void what_may_not_be_read_is_left_out_of_what_a_wildcard_matches() {
    Permissions guarded =
        new Permissions() {
          @Override
          public boolean mayPublish(TopicName topic) {
            return true;
          }

          @Override
          public boolean mayRead(TopicName topic) {
            return !topic.value().equals("a/secret");
          }

          @Override
          public boolean maySubscribe(TopicFilter filter) {
            return true;
          }
        };
    TestBroker partly = new TestBroker(new HeldStore(), Access.allowing(guarded), List.of());
    TestClient client = partly.clean5("c");
    client.retain(1, "a/secret", "x", 1);
    client.retain(1, "a/open", "x", 2);
    Recall recall = client.dialogue().recall(filter("a/#"));
    List<String> retained = new ArrayList<>();
    recall.retained(message -> retained.add(message.topic().value()));
    assertThat(retained).containsExactly("a/open");
    assertThat(client.dialogue().recall(filter("a/secret")).refusal())
        .isEqualTo(ReasonCode.NOT_AUTHORIZED);
  }

  @Test
  void who_is_not_connected_may_not_read() {
    TestClient client = broker.client5("c");
    assertThat(client.dialogue().recall(filter("a")).refusal())
        .isEqualTo(ReasonCode.NOT_AUTHORIZED);
    client.connect5(true, Properties.NONE);
    assertThat(client.dialogue().recall(filter("a")).refusal()).isNull();
    client.disconnect();
    assertThat(client.dialogue().recall(filter("a")).refusal())
        .isEqualTo(ReasonCode.NOT_AUTHORIZED);
  }
}
