package dev.rialto.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.access.Access;
import dev.rialto.access.Permissions;
import dev.rialto.config.Setting;
import dev.rialto.store.HeldStore;
import dev.rialto.topic.TopicFilter;
import dev.rialto.topic.TopicName;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.Qos;
import dev.rialto.wire.ReasonCode;
import dev.rialto.wire.RetainHandling;
import dev.rialto.wire.UserProperty;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A SUBSCRIBE of MQTT 5 can ask for what was published before. */
class SubscribeWithHistoryTest {
  private static final Properties LAST_2 = user("rialto-last", "2");

  private final TestBroker broker = new TestBroker(Setting.HISTORY_TOPICS, "once=1,kept/#=10");
  private final TestClient publisher = broker.clean5("publisher");
  private final TestClient client = broker.clean5("client");

  private static Properties user(String name, String value) {
    return Properties.builder().user(name, value).build();
  }

  private static Packet subscribe(String filter, int qos, Properties properties) {
    return new Packet.Subscribe(1, List.of(TestClient.request(filter, qos)), properties);
  }

  private static Packet granted(int qos, Properties properties) {
    return new Packet.SubAck(1, List.of(ReasonCode.granted(Qos.of(qos))), properties);
  }

  private static String offset(Packet.Publish message) {
    return message.message().properties().userProperties().stream()
        .filter(property -> property.name().equals("rialto-offset"))
        .map(UserProperty::value)
        .findFirst()
        .orElse("none");
  }

  /** Each as topic, payload, and offset. */
  private static List<String> messages(List<Packet> packets) {
    return packets.stream()
        .filter(Packet.Publish.class::isInstance)
        .map(Packet.Publish.class::cast)
        .map(each -> each.message().topic() + " " + TestClient.payload(each) + " " + offset(each))
        .toList();
  }

  @Test
  void the_last_of_each_topic_come_before_what_follows() {
    publisher.publish("kept/a", "1");
    publisher.publish("kept/a", "2");
    publisher.publish("kept/b", "3");
    publisher.publish("kept/a", "4");
    client.send(subscribe("kept/+", 0, LAST_2));
    publisher.publish("kept/a", "5");
    List<Packet> got = client.take();
    assertThat(got.get(0)).isEqualTo(granted(0, Properties.NONE));
    assertThat(messages(got))
        .containsExactly(
            "kept/a 2 epoch-2", "kept/b 3 epoch-3", "kept/a 4 epoch-4", "kept/a 5 epoch-5");
  }

  @Test
  void who_comes_back_gets_what_it_has_missed() {
    publisher.publish("kept/a", "1");
    publisher.publish("kept/a", "2");
    publisher.publish("kept/a", "3");
    client.send(subscribe("kept/a", 1, user("rialto-since", "epoch-1")));
    List<Packet> got = client.take();
    assertThat(got.get(0)).isEqualTo(granted(1, Properties.NONE));
    assertThat(messages(got)).containsExactly("kept/a 2 epoch-2", "kept/a 3 epoch-3");
    assertThat(((Packet.Publish) got.get(1)).delivery().qos()).isEqualTo(Qos.AT_LEAST_ONCE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"another-2", "epoch-9"})
  void an_offset_of_another_life_is_a_gap(String since) {
    publisher.publish("kept/a", "1");
    client.send(subscribe("kept/a", 0, user("rialto-since", since)));
    List<Packet> got = client.take();
    assertThat(got.get(0)).isEqualTo(granted(0, user("rialto-gap", "true")));
    assertThat(messages(got)).containsExactly("kept/a 1 epoch-1");
  }

  @Test
  void more_than_is_kept_or_wanted_is_a_gap() {
    publisher.publish("once", "1");
    publisher.publish("once", "2");
    client.send(subscribe("once", 0, user("rialto-since", "epoch-0")));
    assertThat(client.take()).first().isEqualTo(granted(0, user("rialto-gap", "true")));
    publisher.publish("kept/a", "3");
    publisher.publish("kept/a", "4");
    Properties both =
        Properties.builder().user("rialto-since", "epoch-2").user("rialto-last", "1").build();
    client.send(subscribe("kept/a", 0, both));
    List<Packet> got = client.take();
    assertThat(got.get(0)).isEqualTo(granted(0, user("rialto-gap", "true")));
    assertThat(messages(got)).containsExactly("kept/a 4 epoch-4");
  }

  @Test
  void who_wants_the_last_ones_has_missed_nothing() {
    publisher.publish("once", "1");
    publisher.publish("once", "2");
    client.send(subscribe("once", 0, LAST_2));
    assertThat(client.take()).first().isEqualTo(granted(0, Properties.NONE));
  }

  @Test
  void only_who_asks_is_told_offsets() {
    client.subscribe("kept/a", 0);
    publisher.publish("kept/a", "1");
    assertThat(messages(client.take())).containsExactly("kept/a 1 none");
    client.send(subscribe("kept/a", 0, user("rialto-last", "0")));
    publisher.publish("kept/a", "2");
    publisher.publish(1, "kept/a", "3", 1);
    assertThat(messages(client.take())).containsExactly("kept/a 2 epoch-2", "kept/a 3 epoch-3");
  }

  @Test
  void the_publishers_own_user_properties_stay() {
    publisher.send(TestClient.message(0, "kept/a", "1", 0, user("unit", "K")));
    client.send(subscribe("kept/a", 0, LAST_2));
    Packet.Publish got = (Packet.Publish) client.take().get(1);
    assertThat(got.message().properties().userProperties())
        .containsExactly(
            new UserProperty("unit", "K"), new UserProperty("rialto-offset", "epoch-1"));
  }

  @Test
  void a_retained_message_does_not_come_a_second_time() {
    publisher.retain(0, "kept/a", "1", 0);
    publisher.retain(0, "other", "2", 0);
    client.send(subscribe("#", 0, LAST_2));
    assertThat(messages(client.take()))
        .containsExactlyInAnyOrder("kept/a 1 epoch-1", "other 2 none");
  }

  @Test
  void what_is_not_kept_comes_as_it_is_published() {
    client.send(subscribe("other", 0, LAST_2));
    publisher.publish("other", "1");
    assertThat(messages(client.take())).containsExactly("other 1 none");
  }

  @Test
  void the_subscription_identifier_is_with_them() {
    publisher.publish("kept/a", "1");
    client.send(
        subscribe(
            "kept/a",
            0,
            LAST_2.and(Properties.builder().put(Property.SUBSCRIPTION_IDENTIFIER, 7).build())));
    Packet.Publish got = (Packet.Publish) client.take().get(1);
    assertThat(got.delivery().properties().subscriptionIdentifiers()).isEqualTo(List.of(7L));
  }

  @ParameterizedTest
  @CsvSource({
    "rialto-last,many",
    "rialto-last,-1",
    "rialto-last,''",
    "rialto-last,1234567890",
    "rialto-since,yesterday",
    "rialto-since,''"
  })
  void what_cannot_be_read_is_refused_with_a_sentence(String name, String value) {
    client.send(subscribe("kept/a", 0, user(name, value)));
    Packet.SubAck refusal = (Packet.SubAck) client.take().get(0);
    assertThat(refusal.reasons()).containsExactly(ReasonCode.IMPLEMENTATION_SPECIFIC_ERROR);
    assertThat(refusal.properties().text(Property.REASON_STRING)).startsWith(name + " is ");
    publisher.publish("kept/a", "1");
    client.expectNothing();
  }

  /** The history doesn't know who has published what. [MQTT-3.8.3-3] */
  @Test
  void it_cannot_be_had_without_ones_own() {
    var request =
        new Packet.Subscribe.Request("kept/a", Qos.AT_MOST_ONCE, true, false, RetainHandling.SEND);
    client.send(new Packet.Subscribe(1, List.of(request), LAST_2));
    client.expect(new Packet.SubAck(1, List.of(ReasonCode.IMPLEMENTATION_SPECIFIC_ERROR)));
  }

  @Test
  void a_shared_subscription_begins_with_nothing() {
    publisher.publish("kept/a", "1");
    client.send(subscribe("$share/g/kept/a", 0, LAST_2));
    client.expect(granted(0, Properties.NONE));
  }

  /** MQTT 5.0 section 3.1.2.11.7. */
  @Test
  void who_wants_no_problem_information_is_not_told_of_a_gap() {
    TestClient quiet = broker.client5("quiet");
    quiet.connect5(true, Properties.of(Property.REQUEST_PROBLEM_INFORMATION, 0));
    quiet.take();
    quiet.send(subscribe("kept/a", 0, user("rialto-since", "another-1")));
    quiet.expect(granted(0, Properties.NONE));
  }

  @Test
  void what_may_not_be_read_does_not_come() {
    Permissions permissions =
        new Permissions() {
          @Override
          public boolean mayPublish(TopicName topic) {
            return true;
          }

          @Override
          public boolean mayRead(TopicName topic) {
            return !topic.value().equals("secret");
          }

          @Override
          public boolean maySubscribe(TopicFilter filter) {
            return true;
          }
        };
    TestBroker strict = new TestBroker(new HeldStore(), Access.allowing(permissions), List.of());
    TestClient other = strict.clean5("other");
    other.publish("secret", "1");
    other.publish("open", "2");
    other.send(subscribe("#", 0, LAST_2));
    assertThat(messages(other.take())).containsExactly("open 2 epoch-2");
  }

  @Test
  void what_has_expired_does_not_come_and_what_waits_says_how_long_it_has_left() {
    Properties expiry = Properties.of(Property.MESSAGE_EXPIRY_INTERVAL, 5);
    publisher.send(TestClient.message(0, "kept/a", "1", 0, expiry));
    broker.scheduler().pass(Duration.ofSeconds(2));
    publisher.send(TestClient.message(0, "kept/a", "2", 0, expiry));
    broker.scheduler().pass(Duration.ofSeconds(4));
    client.send(subscribe("kept/a", 0, LAST_2));
    List<Packet> got = client.take();
    assertThat(messages(got)).containsExactly("kept/a 2 epoch-2");
    assertThat(
            ((Packet.Publish) got.get(1))
                .message()
                .properties()
                .number(Property.MESSAGE_EXPIRY_INTERVAL, 0))
        .isEqualTo(1);
  }

  /** A message that is being stored when the subscription is, was routed without it. */
  @Test
  void what_the_store_is_at_comes_once() {
    broker.persistent5("owed").subscribe("kept/a", 1);
    broker.store().hold();
    publisher.publish(1, "kept/a", "before", 1);
    client.send(subscribe("kept/a", 1, LAST_2));
    publisher.publish(1, "kept/a", "after", 2);
    client.expectNothing();
    broker.store().release();
    assertThat(messages(client.take()))
        .containsExactly("kept/a before epoch-1", "kept/a after epoch-2");
  }

  @Test
  void what_is_published_while_the_subscription_is_stored_comes_once() {
    TestClient keeper = broker.persistent5("keeper");
    keeper.take();
    broker.store().hold();
    keeper.send(subscribe("kept/a", 1, LAST_2));
    publisher.publish("kept/a", "1"); // numbered and routed already
    publisher.publish(1, "kept/a", "2", 1);
    keeper.expectNothing();
    broker.store().release();
    assertThat(messages(keeper.take())).containsExactly("kept/a 1 epoch-1", "kept/a 2 epoch-2");
  }

  /** Two publish without end; whoever begins in between gets everything from there, once. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void from_the_history_to_what_follows_nothing_is_lost_or_twice(int qos) throws Exception {
    int count = 1500;
    TestBroker busy =
        new TestBroker(
            Setting.HISTORY_TOPICS,
            "#=100000",
            Setting.HISTORY_MAX,
            "64 MiB",
            Setting.INFLIGHT_MAX,
            65_535);
    CyclicBarrier start = new CyclicBarrier(3);
    List<Thread> threads = new ArrayList<>();
    for (String topic : List.of("a", "b")) {
      TestClient one = busy.clean5("publisher-" + topic);
      Thread thread =
          new Thread(
              () -> {
                try {
                  start.await();
                } catch (Exception e) {
                  throw new AssertionError(e);
                }
                for (int i = 0; i < count; i++) {
                  one.publish(qos, topic, "" + i, qos);
                }
              });
      threads.add(thread);
      thread.start();
    }
    start.await();
    List<TestClient> readers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      TestClient reader = busy.clean5("reader-" + i);
      reader.send(subscribe("+", qos, user("rialto-last", "1000000")));
      readers.add(reader);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    List<String> all = IntStream.range(0, count).mapToObj(i -> "" + i).toList();
    for (TestClient reader : readers) {
      List<Packet> got = reader.take();
      for (String topic : List.of("a", "b")) {
        assertThat(
                got.stream()
                    .filter(Packet.Publish.class::isInstance)
                    .map(Packet.Publish.class::cast)
                    .filter(each -> each.message().topic().value().equals(topic))
                    .map(TestClient::payload))
            .isEqualTo(all);
      }
    }
  }
}
