package dev.rialto.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.it.client.Client;
import dev.rialto.it.client.Client.Library;
import dev.rialto.it.client.Received;
import dev.rialto.it.client.Terms;
import dev.rialto.it.server.Health;
import dev.rialto.it.server.Server;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The MQTT libraries that people use, with the WAR on a Payara Micro that Arquillian manages. */
@ExtendWith(ArquillianExtension.class)
class ClientsTest {
  @ArquillianResource private URL deployed;

  @Deployment(testable = false)
  static WebArchive war() {
    return ShrinkWrap.create(ZipImporter.class, "rialto.war")
        .importFrom(Server.checkout().resolve("bridge-war/target/rialto.war").toFile())
        .as(WebArchive.class);
  }

  /** The host in {@link #deployed} is the machine's outward name, where nobody listens. */
  private int port() {
    return deployed.getPort();
  }

  static Stream<Arguments> pairs() {
    return Stream.of(Library.values())
        .flatMap(from -> Stream.of(Library.values()).map(to -> Arguments.of(from, to)));
  }

  static Stream<Arguments> matrix() {
    return pairs()
        .flatMap(
            pair ->
                IntStream.range(0, 9)
                    .mapToObj(i -> Arguments.of(pair.get()[0], i / 3, pair.get()[1], i % 3)));
  }

  @ParameterizedTest(name = "{0} publishes with QoS {1}, {2} subscribes with QoS {3}")
  @MethodSource("matrix")
  void a_message_arrives_once_with_the_lower_qos(
      Library from, int published, Library to, int subscribed) throws Exception {
    String topic = "matrix/%s/%d/%s/%d".formatted(from, published, to, subscribed);
    try (Client subscriber = to.connect(port(), "subscriber");
        Client publisher = from.connect(port(), "publisher")) {
      assertThat(subscriber.subscribe(topic, subscribed)).isEqualTo(subscribed);
      publisher.publish(topic, published, "Grüße 461");
      Received message = subscriber.next();
      assertThat(message.topic()).isEqualTo(topic);
      assertThat(message.text()).isEqualTo("Grüße 461");
      assertThat(message.qos()).isEqualTo(Math.min(published, subscribed));
      assertThat(message.retained()).isFalse();
      assertNothingElseCame(publisher, topic, subscriber);
    }
  }

  /** What came before a fence has come; what comes after it is not asked. */
  private static void assertNothingElseCame(Client publisher, String topic, Client subscriber)
      throws Exception {
    publisher.publish(topic, 2, "fence");
    assertThat(subscriber.next().text()).isEqualTo("fence");
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void a_retained_message_greets_a_late_subscriber_until_it_is_cleared(Library from, Library to)
      throws Exception {
    String topic = "retained/%s/%s".formatted(from, to);
    try (Client publisher = from.connect(port(), "retainer")) {
      publisher.retain(topic, 1, "old");
      publisher.retain(topic, 2, "new");
      try (Client late = to.connect(port(), "late")) {
        late.subscribe(topic, 1);
        Received message = late.next();
        assertThat(message.text()).isEqualTo("new");
        assertThat(message.retained()).isTrue();
        assertThat(message.qos()).isEqualTo(1);
        publisher.retain(topic, 1, "live");
        assertThat(late.next().retained()).isFalse();
      }
      publisher.retain(topic, 1, "");
      try (Client later = to.connect(port(), "later")) {
        later.subscribe(topic, 1);
        assertNothingElseCame(publisher, topic, later);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Library.class)
  void retained_messages_of_a_wildcard_come_with_every_subscription(Library library)
      throws Exception {
    String root = "rooms/" + library;
    List<String> rooms = List.of(root + "/kitchen", root + "/hall", root + "/attic");
    try (Client publisher = library.connect(port(), "rooms-publisher");
        Client subscriber = library.connect(port(), "rooms-subscriber")) {
      for (String room : rooms) {
        publisher.retain(room, 1, "20");
      }
      for (int time = 0; time < 2; time++) {
        subscriber.subscribe(root + "/+", 0);
        assertThat(subscriber.next(3)).extracting(Received::topic).hasSameElementsAs(rooms);
      }
      for (String room : rooms) {
        publisher.retain(room, 1, "");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Library.class)
  void a_will_is_published_when_the_cable_is_cut(Library library) throws Exception {
    String topic = "wills/cut/" + library;
    try (Client watcher = library.connect(port(), "will-watcher");
        Client mortal = library.connect(port(), Terms.of("mortal").will(topic))) {
      watcher.subscribe(topic, 2);
      mortal.cut();
      Received will = watcher.next();
      assertThat(will.text()).isEqualTo("gone");
      assertThat(will.qos()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Library.class)
  void no_will_is_published_when_the_client_disconnects(Library library) throws Exception {
    String topic = "wills/orderly/" + library;
    try (Client watcher = library.connect(port(), "will-watcher")) {
      watcher.subscribe(topic, 2);
      try (Client polite = library.connect(port(), Terms.of("polite").will(topic))) {
        polite.disconnect();
      }
      awaitSessions(1);
      assertNothingElseCame(watcher, topic, watcher);
    }
  }

  private void awaitSessions(int count) throws Exception {
    Await.until(count + " sessions", () -> Health.counter(port(), "sessions") == count);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void a_persistent_session_gets_in_order_what_came_while_its_client_was_away(
      Library from, Library to) throws Exception {
    String topic = "away/%s/%s".formatted(from, to);
    Terms terms = Terms.of("away").persistent();
    to.connect(port(), "away").close(); // with a clean session: forgets an earlier one
    try (Client before = to.connect(port(), terms)) {
      assertThat(before.isSessionPresent()).isFalse();
      before.subscribe(topic, 2);
      before.disconnect();
    }
    List<String> once = new ArrayList<>();
    List<String> twice = new ArrayList<>();
    try (Client publisher = from.connect(port(), "away-publisher")) {
      for (int i = 0; i < 30; i++) {
        publisher.publish(topic, 0, "nobody keeps this");
        publisher.publish(topic, 1, "once " + i);
        publisher.publish(topic, 2, "twice " + i);
        once.add("once " + i);
        twice.add("twice " + i);
      }
    }
    try (Client after = to.connect(port(), terms)) {
      assertThat(after.isSessionPresent()).isTrue();
      List<Received> messages = after.next(once.size() + twice.size());
      assertThat(texts(messages, 1)).isEqualTo(once); // the order is per QoS [MQTT-4.6.0-6]
      assertThat(texts(messages, 2)).isEqualTo(twice);
    }
    try (Client clean = to.connect(port(), "away")) {
      assertThat(clean.isSessionPresent()).isFalse();
    }
  }

  private static List<String> texts(List<Received> messages, int qos) {
    return messages.stream().filter(each -> each.qos() == qos).map(Received::text).toList();
  }

  @ParameterizedTest
  @EnumSource(Library.class)
  void a_persistent_session_survives_a_cut_cable(Library library) throws Exception {
    Terms terms = Terms.of("survivor").persistent();
    try (Client publisher = library.connect(port(), "survivor-publisher")) {
      try (Client before = library.connect(port(), terms)) {
        before.subscribe("survivor", 1);
        before.cut();
        before.awaitLost();
      }
      publisher.publish("survivor", 1, "still there?");
      try (Client after = library.connect(port(), terms)) {
        assertThat(after.isSessionPresent()).isTrue();
        assertThat(after.next().text()).isEqualTo("still there?");
      }
      library.connect(port(), "survivor").close();
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void a_second_connection_with_the_same_identifier_takes_over(Library first, Library second)
      throws Exception {
    try (Client earlier = first.connect(port(), "one-and-only");
        Client later = second.connect(port(), "one-and-only")) {
      earlier.awaitLost();
      later.subscribe("takeover", 1);
      later.publish("takeover", 1, "mine");
      assertThat(later.next().text()).isEqualTo("mine");
      assertThat(later.isLost()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(Library.class)
  void wildcards_match_as_the_specification_says(Library library) throws Exception {
    String root = "sport/" + library;
    try (Client everything = library.connect(port(), "everything");
        Client level = library.connect(port(), "level");
        Client middle = library.connect(port(), "middle");
        Client publisher = library.connect(port(), "sports")) {
      everything.subscribe(root + "/#", 1);
      level.subscribe(root + "/+", 1);
      middle.subscribe(root + "/+/score", 1);
      for (String topic : List.of("", "/tennis", "/tennis/score", "/", "//score")) {
        publisher.publish(root + topic, 1, "x");
      }
      publisher.publish("$" + root, 1, "x");
      assertThat(everything.next(5))
          .extracting(Received::topic)
          .containsExactly(
              root, root + "/tennis", root + "/tennis/score", root + "/", root + "//score");
      assertThat(level.next(2))
          .extracting(Received::topic)
          .containsExactly(root + "/tennis", root + "/");
      assertThat(middle.next(2))
          .extracting(Received::topic)
          .containsExactly(root + "/tennis/score", root + "//score");
    }
  }

  @ParameterizedTest
  @EnumSource(Library.class)
  void nothing_comes_after_unsubscribing(Library library) throws Exception {
    try (Client client = library.connect(port(), "unsubscriber")) {
      client.subscribe("unwanted", 1);
      client.subscribe("wanted", 1);
      client.publish("unwanted", 1, "first");
      assertThat(client.next().text()).isEqualTo("first");
      client.unsubscribe("unwanted");
      client.publish("unwanted", 1, "second");
      client.publish("wanted", 1, "third");
      assertThat(client.next().text()).isEqualTo("third");
    }
  }

  @ParameterizedTest
  @EnumSource(Library.class)
  void a_client_without_an_identifier_is_given_one(Library library) throws Exception {
    try (Client first = library.connect(port(), "");
        Client second = library.connect(port(), "")) {
      first.subscribe("nameless", 1);
      second.publish("nameless", 1, "hello");
      assertThat(first.next().text()).isEqualTo("hello");
      assertThat(first.isLost()).isFalse();
    }
  }

  @Test
  void mqtt_3_1_is_spoken_too() throws Exception {
    Terms terms = Terms.of("old-timer").persistent().asMqtt31();
    try (Client old = Library.PAHO.connect(port(), terms);
        Client young = Library.HIVEMQ.connect(port(), "young")) {
      old.subscribe("generations", 2);
      young.subscribe("generations", 2);
      old.publish("generations", 2, "in my day");
      assertThat(old.next().text()).isEqualTo("in my day");
      assertThat(young.next().text()).isEqualTo("in my day");
      old.disconnect();
      young.publish("generations", 2, "kept");
    }
    try (Client old = Library.PAHO.connect(port(), terms)) {
      assertThat(old.next().text()).isEqualTo("kept");
    }
    Library.PAHO.connect(port(), Terms.of("old-timer").asMqtt31()).close();
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void large_messages_arrive_undamaged(Library from, Library to) throws Exception {
    try (Client subscriber = to.connect(port(), "large-subscriber");
        Client publisher = from.connect(port(), "large-publisher")) {
      subscriber.subscribe("large", 2);
      int qos = 0;
      for (int size : new int[] {16 << 10, 256 << 10, (1 << 20) - 100}) {
        byte[] payload = new byte[size];
        new Random(size).nextBytes(payload);
        String text = new String(payload, UTF_8);
        publisher.publish("large", qos++, false, payload);
        Received message = subscriber.next();
        assertThat(message.length()).isEqualTo(size);
        assertThat(message.text()).isEqualTo(text);
      }
    }
  }

  @ParameterizedTest(name = "{0} publishes with QoS {1}, {2} subscribes with QoS {3}")
  @MethodSource("manyInFlight")
  void many_messages_in_flight_arrive_once_and_in_order(
      Library from, int published, Library to, int subscribed) throws Exception {
    int count = 2_000;
    List<byte[]> payloads =
        IntStream.range(0, count).mapToObj(i -> ("message " + i).getBytes(UTF_8)).toList();
    try (Client subscriber = to.connect(port(), "many-subscriber");
        Client publisher = from.connect(port(), "many-publisher")) {
      subscriber.subscribe("many", subscribed);
      publisher.publishAll("many", published, payloads);
      assertThat(subscriber.next(count))
          .extracting(Received::text)
          .isEqualTo(IntStream.range(0, count).mapToObj(i -> "message " + i).toList());
      assertNothingElseCame(publisher, "many", subscriber);
    }
  }

  static Stream<Arguments> manyInFlight() {
    return matrix().filter(each -> each.get()[1].equals(each.get()[3]) && !each.get()[1].equals(0));
  }

  @ParameterizedTest
  @EnumSource(Library.class)
  void user_name_and_password_are_ignored_while_anyone_local_may_connect(Library library)
      throws Exception {
    try (Client client = library.connect(port(), Terms.of("somebody").user("nobody"))) {
      client.subscribe("somebody", 0);
      client.publish("somebody", 0, "in");
      assertThat(client.next().text()).isEqualTo("in");
    }
  }

  @ParameterizedTest
  @EnumSource(Library.class)
  void a_client_that_keeps_alive_stays_connected(Library library) throws Exception {
    long dead = Health.counter(port(), "connections-timed-out");
    try (Client alive = library.connect(port(), Terms.of("alive").keepAlive(1));
        Client other = library.connect(port(), "other")) {
      alive.subscribe("alive", 0);
      long start = System.nanoTime();
      Await.until("three seconds pass", () -> System.nanoTime() - start > 3_000_000_000L);
      assertThat(alive.isLost()).isFalse();
      other.publish("alive", 0, "still?");
      assertThat(alive.next().text()).isEqualTo("still?");
    }
    assertThat(Health.counter(port(), "connections-timed-out")).isEqualTo(dead);
  }

  @Test
  void one_client_may_subscribe_to_a_topic_twice_and_gets_a_message_once_with_the_higher_qos()
      throws Exception {
    try (Client client = Library.PAHO.connect(port(), "overlap")) {
      client.subscribe("overlap/#", 0);
      client.subscribe("overlap/+", 2);
      client.publish("overlap/a", 2, "once");
      Received message = client.next();
      assertThat(message.text()).isEqualTo("once");
      assertThat(message.qos()).isEqualTo(2);
      assertNothingElseCame(client, "overlap/a", client);
    }
  }
}
