package dev.rialto.edge.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.Settings;
import dev.rialto.edge.Rialto;
import dev.rialto.edge.client.Client;
import dev.rialto.edge.client.Credentials;
import dev.rialto.edge.client.Listening;
import dev.rialto.history.Offset;
import dev.rialto.session.Peer;
import dev.rialto.session.Recall;
import dev.rialto.topic.TopicFilter;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Payload;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.Qos;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes by a subscription while its history is sent, at each moment of that. */
class ReplaysTest {
  private static final TopicFilter ALL = Listening.filter("#");

  private final Rialto rialto = new Rialto();
  private final List<String> delivered = new ArrayList<>();
  private final List<Properties> properties = new ArrayList<>();
  private int room = Integer.MAX_VALUE;
  private Duration later = Duration.ZERO;
  private Client client;
  private Recall recall;

  private final Replays replays =
      new Replays(
          new Replays.Reader() {
            @Override
            public boolean congested() {
              return room == 0;
            }

            @Override
            public void deliver(Message message, Delivery own) {
              room--;
              properties.add(own.properties());
              Payload payload = message.payload();
              delivered.add(
                  new String(payload.toBytes(), StandardCharsets.UTF_8) + " " + own.packetId());
            }

            @Override
            public void gap(TopicFilter filter) {
              delivered.add("gap");
            }
          },
          () -> rialto.scheduler().now() + later.toNanos());

  @BeforeEach
  void start() throws Exception {
    Map<String, String> set = Map.of("rialto.store", "memory", "rialto.history.topics", "#=3");
    rialto.start(new Settings(key -> Optional.ofNullable(set.get(key))), Runnable::run);
    client =
        Client.connect(
            link -> rialto.broker().open(new Peer("192.0.2.8"), link),
            rialto.scheduler(),
            Credentials.NONE,
            new Listening());
    client.recall(ALL, allowed -> recall = allowed);
  }

  @AfterEach
  void stop() {
    rialto.stop();
  }

  /** Published, hence in the history; as it will come by a subscription. */
  private Message publish(String topic, String value) {
    Message message = Listening.message(topic, value);
    client.publish(message, Qos.AT_LEAST_ONCE, false, answer -> {});
    return message;
  }

  private static Delivery own(int packetId) {
    return packetId == 0
        ? new Delivery(Qos.AT_MOST_ONCE, false, false, 0)
        : new Delivery(Qos.AT_LEAST_ONCE, false, false, packetId);
  }

  private Replays.Replay add(Offset since) {
    return replays.add(ALL, new CatchUp(recall, List.of(ALL), since));
  }

  private boolean begin(int last) {
    Offset since = last == 0 ? new Offset(rialto.broker().now().epoch(), 0) : rialto.broker().now();
    return replays.begin(add(since), last);
  }

  private List<String> take() {
    List<String> taken = List.copyOf(delivered);
    delivered.clear();
    return taken;
  }

  @Test
  void what_comes_meanwhile_takes_its_place_in_the_history() {
    publish("a", "1");
    room = 0;
    assertThat(begin(0)).isFalse();
    replays.advance();
    Message two = publish("b", "2");
    assertThat(replays.takes(two, own(7))).isFalse();
    publish("c", "3");
    assertThat(take()).isEmpty();
    room = Integer.MAX_VALUE;
    replays.advance();
    assertThat(take()).containsExactly("1 0", "2 7", "3 0");
  }

  @Test
  void with_qos_0_it_comes_from_the_history_alone() {
    publish("a", "1");
    room = 0;
    begin(0);
    assertThat(replays.takes(publish("b", "2"), own(0))).isFalse();
    room = Integer.MAX_VALUE;
    replays.advance();
    assertThat(take()).containsExactly("1 0", "2 0");
  }

  @Test
  void what_was_replayed_is_not_sent_again() {
    Message one = publish("a", "1");
    begin(0);
    replays.advance();
    assertThat(replays.takes(one, own(7))).isTrue();
    assertThat(replays.takes(publish("a", "2"), own(8))).isFalse();
    assertThat(take()).containsExactly("1 0", "2 8");
  }

  @Test
  void what_the_replay_left_out_is_sent() {
    Message one = publish("a", "1");
    publish("a", "2");
    begin(1);
    replays.advance();
    assertThat(replays.takes(one, own(7))).isFalse(); // it has waited in the session
    assertThat(take()).containsExactly("2 0", "1 7");
  }

  @Test
  void what_the_history_has_lost_meanwhile_comes_at_the_end_and_is_told() {
    room = 1;
    publish("a", "0");
    begin(0);
    replays.advance();
    assertThat(take()).containsExactly("0 0");
    Message one = publish("a", "1");
    replays.takes(one, own(7));
    publish("a", "2");
    publish("a", "3");
    publish("a", "4");
    room = Integer.MAX_VALUE;
    replays.advance();
    assertThat(take()).containsExactly("gap", "2 0", "3 0", "4 0", "1 7");
  }

  @Test
  void what_is_published_between_subscribing_and_the_answer_belongs_to_the_last() {
    publish("a", "1");
    Replays.Replay replay = add(rialto.broker().now());
    publish("a", "2");
    publish("a", "3");
    replays.begin(replay, 1);
    replays.advance();
    assertThat(take()).containsExactly("1 0", "2 0", "3 0");
  }

  @Test
  void nothing_is_held_back_for_ever() {
    Replays.Replay replay = add(rialto.broker().now());
    replays.takes(publish("a", "1"), own(7));
    replays.advance();
    assertThat(take()).isEmpty();
    replays.refused(replay);
    assertThat(take()).containsExactly("1 7");
    assertThat(replays.begin(replay, 0)).isFalse();
  }

  @Test
  void other_topics_and_what_no_history_has_pass() {
    room = 0;
    TopicFilter only = Listening.filter("a");
    replays.add(only, new CatchUp(recall, List.of(only), rialto.broker().now()));
    replays.takes(publish("b", "1"), own(1));
    replays.takes(Listening.message("a", "2"), own(2));
    replays.takes(publish("a", "3"), new Delivery(Qos.AT_LEAST_ONCE, false, true, 3));
    assertThat(take()).containsExactly("1 1", "2 2", "3 3");
  }

  @Test
  void what_was_replayed_long_ago_is_still_known() {
    Message one = publish("a", "1");
    begin(0);
    replays.advance();
    Message late = Listening.message("a", "late");
    late.number(one.number() + (1L << 40)); // more than an int counts
    assertThat(replays.takes(late, own(7))).isFalse();
    assertThat(replays.takes(one, own(8))).isTrue();
    assertThat(take()).containsExactly("1 0", "late 7");
  }

  @Test
  void one_that_is_asked_for_twice_begins_once_as_the_last_wish_has_it() {
    publish("a", "1");
    publish("a", "2");
    publish("a", "3");
    Replays.Replay first = add(rialto.broker().now());
    Replays.Replay second = add(rialto.broker().now());
    room = 1;
    assertThat(replays.begin(first, 3)).isFalse();
    replays.advance();
    assertThat(take()).isEmpty();
    replays.begin(second, 2);
    replays.refused(first); // whatever becomes of that one
    replays.advance();
    room = Integer.MAX_VALUE;
    replays.advance();
    assertThat(take()).containsExactly("2 0", "3 0");
  }

  @Test
  void the_end_of_one_is_not_that_of_the_next() {
    publish("a", "1");
    begin(1);
    replays.advance();
    Replays.Replay next = add(rialto.broker().now());
    replays.ended(ALL); // said before the next was asked for
    replays.begin(next, 1);
    replays.advance();
    assertThat(take()).containsExactly("1 0", "1 0");
    room = 0;
    Message two = publish("a", "2");
    begin(1);
    replays.takes(two, own(7));
    replays.ended(ALL);
    assertThat(take()).containsExactly("2 7");
    room = Integer.MAX_VALUE;
    replays.advance();
    assertThat(take()).isEmpty();
  }

  /** [MQTT-3.3.2-6] */
  @Test
  void a_message_comes_with_the_life_that_it_has_left() {
    Properties minute = Properties.of(Property.MESSAGE_EXPIRY_INTERVAL, 60);
    client.publish(Listening.message("a", "1", minute), Qos.AT_LEAST_ONCE, false, answer -> {});
    later = Duration.ofSeconds(20);
    begin(0);
    replays.advance();
    assertThat(properties)
        .extracting(each -> each.number(Property.MESSAGE_EXPIRY_INTERVAL, 0))
        .containsExactly(40L);
  }
}
