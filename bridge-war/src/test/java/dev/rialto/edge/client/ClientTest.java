package dev.rialto.edge.client;

import static dev.rialto.edge.client.Listening.filter;
import static dev.rialto.edge.client.Listening.message;
import static dev.rialto.wire.Qos.AT_LEAST_ONCE;
import static dev.rialto.wire.Qos.AT_MOST_ONCE;
import static dev.rialto.wire.Qos.EXACTLY_ONCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.access.Access;
import dev.rialto.access.Login;
import dev.rialto.access.Permit;
import dev.rialto.access.Proof;
import dev.rialto.access.Verdict;
import dev.rialto.config.Setting;
import dev.rialto.observe.Counter;
import dev.rialto.session.Cause;
import dev.rialto.session.Dialogue;
import dev.rialto.session.Recall;
import dev.rialto.session.TestBroker;
import dev.rialto.store.HeldStore;
import dev.rialto.wire.MalformedPacketException;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Payload;
import dev.rialto.wire.ReasonCode;
import dev.rialto.wire.RetainHandling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An MQTT 5 client without a network, at the real engine. */
class ClientTest {
  private final Listening heard = new Listening();
  private final List<ReasonCode> answers = new ArrayList<>();
  private final List<Answer> whole = new ArrayList<>();

  private Client connect(TestBroker broker) {
    return connect(broker, heard);
  }

  private static Client connect(TestBroker broker, ClientListener listener) {
    return Client.connect(broker::open, broker.scheduler(), Credentials.NONE, listener);
  }

  private void answer(Answer answer) {
    answers.add(answer.reason());
    whole.add(answer);
  }

  private void publish(Client client, String topic, String payload) {
    client.publish(message(topic, payload), AT_LEAST_ONCE, false, this::answer);
  }

  private void subscribe(Client client, String filter) {
    client.subscribe(filter(filter), AT_LEAST_ONCE, RetainHandling.SEND, this::answer);
  }

  @Test
  void publishes_and_subscribes_like_everybody() {
    TestBroker broker = new TestBroker();
    Client client = connect(broker);
    subscribe(client, "a/+");
    publish(client, "a/b", "1");
    publish(client, "nobody/there", "1");
    assertThat(answers)
        .containsExactly(
            ReasonCode.GRANTED_QOS_1, ReasonCode.SUCCESS, ReasonCode.NO_MATCHING_SUBSCRIBERS);
    assertThat(heard.take()).containsExactly("a/b=1");
    assertThat(broker.count(Counter.MESSAGES_RECEIVED)).isEqualTo(2);
  }

  @Test
  void what_it_publishes_too_fast_waits_in_order() {
    TestBroker broker = new TestBroker(Setting.PUBLISH_RATE_MAX, 10);
    Client client = connect(broker);
    subscribe(client, "t");
    for (int i = 1; i <= 15; i++) {
      publish(client, "t", "m" + i);
    }
    assertThat(heard.take()).hasSize(11);
    assertThat(answers).hasSize(12);
    broker.scheduler().pass(Duration.ofMillis(600));
    assertThat(heard.take()).containsExactly("t=m12", "t=m13", "t=m14", "t=m15");
    assertThat(answers).hasSize(16).allMatch(answer -> !answer.isError());
  }

  @Test
  void as_much_waits_as_there_is_room_for() {
    TestBroker broker = new TestBroker(Setting.PUBLISH_RATE_MAX, 1);
    Client client = connect(broker);
    for (int i = 0; i < 2 + Client.MOST_WAITING; i++) {
      client.publish(message("t", "x"), AT_MOST_ONCE, false, this::answer);
    }
    assertThat(answers).hasSize(2);
    client.publish(message("t", "x"), AT_MOST_ONCE, false, this::answer);
    assertThat(answers).last().isEqualTo(ReasonCode.QUOTA_EXCEEDED);
  }

  @Test
  void gets_retained_messages_if_it_wants_them() {
    TestBroker broker = new TestBroker();
    Client client = connect(broker);
    client.publish(message("a", "1"), AT_LEAST_ONCE, true, this::answer);
    client.subscribe(filter("a"), AT_MOST_ONCE, RetainHandling.DO_NOT_SEND, this::answer);
    assertThat(heard.take()).isEmpty();
    client.subscribe(filter("a"), AT_MOST_ONCE, RetainHandling.SEND, this::answer);
    assertThat(heard.take()).containsExactly("a=1 (retained)");
  }

  @Test
  void hears_nothing_after_unsubscribing() {
    TestBroker broker = new TestBroker();
    Client client = connect(broker);
    subscribe(client, "a");
    client.unsubscribe(filter("a"), this::answer);
    client.unsubscribe(filter("a"), this::answer);
    publish(client, "a", "1");
    assertThat(heard.take()).isEmpty();
    assertThat(answers)
        .startsWith(
            ReasonCode.GRANTED_QOS_1, ReasonCode.SUCCESS, ReasonCode.NO_SUBSCRIPTION_EXISTED);
  }

  @Test
  void tells_what_was_refused_and_why() {
    TestBroker broker = new TestBroker(Setting.TOPIC_LEVELS_MAX, 2);
    Client client = connect(broker);
    publish(client, "$SYS/x", "1");
    publish(client, "a/b/c", "1");
    assertThat(answers).containsExactly(ReasonCode.NOT_AUTHORIZED, ReasonCode.TOPIC_NAME_INVALID);
    assertThat(whole.get(1).sentence()).contains("more levels");
    assertThat(broker.count(Counter.DROPPED_NOT_AUTHORIZED)).isOne();
    assertThat(heard.closed()).isNull();
  }

  @Test
  void does_not_do_what_would_end_its_connection() {
    TestBroker broker =
        new TestBroker(
            Setting.MQTT_QOS_MAX, 0, Setting.MQTT_RETAINED, false, Setting.PACKET_MAX, "1 KiB");
    Client client = connect(broker);
    publish(client, "a", "with QoS 0");
    client.publish(message("a", "1"), AT_LEAST_ONCE, true, this::answer);
    publish(client, "a", "x".repeat(1024));
    publish(client, "a", "x".repeat(1000));
    assertThat(answers)
        .containsExactly(
            ReasonCode.SUCCESS,
            ReasonCode.RETAIN_NOT_SUPPORTED,
            ReasonCode.PACKET_TOO_LARGE,
            ReasonCode.SUCCESS);
    assertThat(heard.closed()).isNull();
    assertThat(broker.count(Counter.MESSAGES_RECEIVED)).isEqualTo(2);
  }

  @Test
  void publishes_with_qos_1_at_most() {
    TestBroker broker = new TestBroker();
    Client client = connect(broker);
    client.publish(message("a", "1"), EXACTLY_ONCE, false, this::answer);
    assertThat(answers).containsExactly(ReasonCode.NO_MATCHING_SUBSCRIBERS); // PUBACK's
  }

  @Test
  void is_answered_when_the_store_has_it_and_not_before() {
    HeldStore store = new HeldStore();
    TestBroker broker = new TestBroker(store);
    Client client = connect(broker);
    broker.persistent("durable").subscribe("a", 1); // whose disk is waited for
    store.hold();
    publish(client, "a", "1");
    assertThat(answers).isEmpty();
    store.release();
    assertThat(answers).hasSize(1);
  }

  /** Who asks waits at the door. */
  private static TestBroker behind(List<Consumer<Verdict>> door) {
    Access slow =
        new Access() {
          @Override
          public void admit(Login login, Consumer<Verdict> then) {
            door.add(then);
          }

          @Override
          public Permit permit(Proof proof, String clientId) {
            return Access.OPEN.permit(proof, clientId);
          }
        };
    return new TestBroker(new HeldStore(), slow, List.of());
  }

  @Test
  void shows_who_it_is() {
    List<Login> logins = new ArrayList<>();
    Access asking =
        new Access() {
          @Override
          public void admit(Login login, Consumer<Verdict> then) {
            logins.add(login);
            then.accept(new Verdict.Refused(ReasonCode.BAD_USER_NAME_OR_PASSWORD, "no"));
          }

          @Override
          public Permit permit(Proof proof, String clientId) {
            throw new AssertionError(proof);
          }
        };
    TestBroker broker = new TestBroker(new HeldStore(), asking, List.of());
    Credentials anna = new Credentials("anna", Payload.of("secret"));
    Client client = Client.connect(broker::open, broker.scheduler(), anna, heard);
    assertThat(logins.get(0).userName()).isEqualTo("anna");
    assertThat(logins.get(0).password()).isEqualTo(Payload.of("secret"));
    List<Recall> recalls = new ArrayList<>();
    client.recall(Listening.filter("a"), recalls::add);
    assertThat(recalls.get(0).refusal()).isEqualTo(ReasonCode.BAD_USER_NAME_OR_PASSWORD);
  }

  @Test
  void waits_for_connack_with_whatever_is_asked() {
    List<Consumer<Verdict>> door = new ArrayList<>();
    TestBroker broker = behind(door);
    Client client = connect(broker);
    subscribe(client, "a");
    publish(client, "a", "1");
    assertThat(broker.count(Counter.MESSAGES_RECEIVED)).isZero();
    door.get(0).accept(new Verdict.Admitted(Access.OPEN.permit(Proof.NONE, "x")));
    assertThat(answers).hasSize(2);
    assertThat(heard.take()).containsExactly("a=1");
  }

  @Test
  void takes_only_so_much_before_connack() {
    TestBroker broker = behind(new ArrayList<>());
    Client client = connect(broker);
    IntStream.rangeClosed(0, Client.MOST_WAITING).forEach(i -> publish(client, "a", "1"));
    assertThat(answers).containsExactly(ReasonCode.QUOTA_EXCEEDED);
  }

  @Test
  void keeps_to_the_receive_maximum() {
    HeldStore store = new HeldStore();
    TestBroker broker = new TestBroker(store, Setting.RECEIVE_MAX, 2);
    Client client = connect(broker);
    broker.persistent("durable").subscribe("a", 1); // whose disk is waited for
    store.hold();
    IntStream.range(0, 3).forEach(i -> publish(client, "a", "1"));
    assertThat(answers).containsExactly(ReasonCode.QUOTA_EXCEEDED);
    store.release();
    publish(client, "a", "1");
    assertThat(answers).hasSize(4);
    assertThat(heard.closed()).isNull();
  }

  @Test
  void gets_no_more_than_the_window_until_it_acknowledges() {
    TestBroker broker = new TestBroker(Setting.INFLIGHT_MAX, 2);
    Client client = connect(broker);
    subscribe(client, "a");
    IntStream.rangeClosed(1, 3).forEach(i -> publish(client, "a", "" + i));
    assertThat(heard.take()).containsExactly("a=1", "a=2");
    client.acknowledge(heard.takePacketIds().get(0));
    assertThat(heard.take()).containsExactly("a=3");
  }

  @Test
  void messages_wait_in_the_session_while_the_edge_is_congested() {
    TestBroker broker = new TestBroker();
    Client client = connect(broker);
    subscribe(client, "a");
    heard.congested(true);
    publish(client, "a", "1");
    assertThat(heard.take()).isEmpty();
    heard.congested(false);
    client.drained();
    assertThat(heard.take()).containsExactly("a=1");
  }

  @Test
  void every_question_is_answered_once_also_when_it_ends() {
    HeldStore store = new HeldStore();
    TestBroker broker = new TestBroker(store);
    Client client = connect(broker);
    broker.persistent("durable").subscribe("a", 1); // whose disk is waited for
    store.hold();
    publish(client, "a", "1");
    broker.shutDown();
    publish(client, "a", "2");
    store.release();
    assertThat(answers)
        .containsExactly(ReasonCode.SERVER_SHUTTING_DOWN, ReasonCode.SERVER_SHUTTING_DOWN);
    assertThat(heard.closed().sentence()).isEqualTo("the server is shutting down");
  }

  @Test
  void what_waited_for_a_connack_that_does_not_come_is_answered_too() {
    TestBroker broker = new TestBroker(Setting.CONNECT_TIMEOUT, "1 s");
    List<Dialogue> dialogues = new ArrayList<>();
    Client client =
        Client.connect(
            link -> {
              dialogues.add(broker.open(link));
              return new Deaf(dialogues.get(0));
            },
            broker.scheduler(),
            Credentials.NONE,
            heard);
    publish(client, "a", "1");
    broker.scheduler().pass(Duration.ofSeconds(2));
    assertThat(answers).hasSize(1).doesNotContain(ReasonCode.SUCCESS);
    assertThat(heard.closed()).isNotNull();
  }

  /** A dialogue that CONNECT never gets to. */
  private record Deaf(Dialogue to) implements Dialogue {
    @Override
    public void on(Packet packet) {}

    @Override
    public void malformed(MalformedPacketException e) {}

    @Override
    public void drained() {}

    @Override
    public void closed(Cause why) {
      to.closed(why);
    }
  }

  @Test
  void leaves_nothing_behind() {
    TestBroker broker = new TestBroker();
    Client client = connect(broker);
    subscribe(client, "a");
    int planned = broker.scheduler().planned();
    client.disconnect();
    assertThat(broker.sessions()).isZero();
    assertThat(broker.scheduler().planned()).isLessThanOrEqualTo(planned);
    broker.expectNoSubscriptions();
    assertThat(heard.closed().reason()).isEqualTo(ReasonCode.NORMAL_DISCONNECTION);
  }

  @Test
  void is_another_client_each_time() {
    TestBroker broker = new TestBroker();
    connect(broker);
    connect(broker, new Listening());
    assertThat(broker.sessions()).isEqualTo(2);
  }

  @Test
  void an_edge_that_is_gone_takes_its_session_along() {
    TestBroker broker = new TestBroker();
    Client client = connect(broker);
    client.lost(Cause.lost("the cable was cut"));
    assertThat(broker.sessions()).isZero();
    assertThat(heard.closed()).isNotNull();
  }

  @Test
  void sends_the_pings_that_a_server_insists_on() {
    TestBroker broker = new TestBroker(Setting.KEEP_ALIVE_MAX, "10 s");
    Client client = connect(broker);
    broker.scheduler().pass(Duration.ofMinutes(5));
    assertThat(heard.closed()).isNull();
    client.disconnect();
    broker.scheduler().pass(Duration.ofSeconds(10));
    assertThat(broker.scheduler().planned()).isZero();
  }

  @Test
  void an_answer_may_ask_again() {
    TestBroker broker = new TestBroker();
    Client client = connect(broker);
    client.publish(
        message("a", "1"),
        AT_LEAST_ONCE,
        false,
        first -> client.publish(message("a", "2"), AT_LEAST_ONCE, false, this::answer));
    assertThat(answers).hasSize(1);
  }

  @Test
  void an_answer_that_throws_hurts_no_other() {
    Logger logger = Logger.getLogger(Serial.class.getName());
    logger.setLevel(Level.OFF);
    TestBroker broker = new TestBroker();
    Client client = connect(broker);
    client.publish(
        message("a", "1"),
        AT_LEAST_ONCE,
        false,
        first -> {
          throw new IllegalStateException("as it may");
        });
    publish(client, "a", "2");
    assertThat(answers).hasSize(1);
  }
}
