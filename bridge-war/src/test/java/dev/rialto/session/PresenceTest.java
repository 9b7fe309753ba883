package dev.rialto.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.access.Access;
import dev.rialto.access.Identity;
import dev.rialto.access.Login;
import dev.rialto.access.Permissions;
import dev.rialto.access.Permit;
import dev.rialto.access.Proof;
import dev.rialto.access.Verdict;
import dev.rialto.access.Visitor;
import dev.rialto.config.Setting;
import dev.rialto.history.Offset;
import dev.rialto.store.Change;
import dev.rialto.store.HeldStore;
import dev.rialto.topic.InvalidTopicException;
import dev.rialto.topic.TopicFilter;
import dev.rialto.wire.Packet;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is connected can be seen, by those who may. */
class PresenceTest {
  private static final String SINCE = "\"since\":\"2023-11-14T22:13:20Z\"";

  private final TestBroker broker = on(Access.allowing(Permissions.LOCAL));

  private static TestBroker on(Access access) {
    return new TestBroker(new HeldStore(), access, List.of(), Setting.PRESENCE, "on");
  }

  /** Whoever gives a client identifier is the user of that name. */
  private static final Access USERS =
      new Access() {
        @Override
        public void admit(Login login, Consumer<Verdict> then) {
          then.accept(new Verdict.Admitted(permit(Proof.of(login.clientId()), login.clientId())));
        }

        @Override
        public Permit permit(Proof proof, String clientId) {
          return new Permit(new Identity(proof.userName(), clientId), Permissions.LOCAL);
        }
      };

  private static String here(String clientId, String kind) {
    return "{\"clientId\":\"%s\",%s,\"kind\":\"%s\"}".formatted(clientId, SINCE, kind);
  }

  /** Somebody who sees who comes and goes, with QoS 1 that is acknowledged. */
  private TestClient watcher() {
    TestClient watcher = broker.clean("watcher");
    watcher.ask("$presence/+", 1, 1);
    seen(watcher);
    return watcher;
  }

  private static List<String> seen(TestClient watcher) {
    return watcher.take().stream()
        .filter(Packet.Publish.class::isInstance)
        .map(Packet.Publish.class::cast)
        .peek(each -> watcher.puback(each.delivery().packetId()))
        .map(each -> each.message().topic() + " " + TestClient.payload(each))
        .toList();
  }

  @Test
  void a_client_joins_and_leaves() {
    TestClient watcher = watcher();
    TestClient device = broker.clean("device");
    assertThat(seen(watcher)).containsExactly("$presence/device " + here("device", "mqtt"));
    device.disconnect();
    assertThat(seen(watcher)).containsExactly("$presence/device ");
  }

  @Test
  void a_client_that_vanishes_leaves_and_its_session_is_not_it() {
    TestClient device = broker.persistent("device");
    TestClient watcher = watcher();
    device.vanish();
    assertThat(seen(watcher)).containsExactly("$presence/device ");
    assertThat(broker.sessions()).isEqualTo(2);
  }

  @Test
  void who_is_there_is_retained_for_as_long_as_it_is() {
    TestClient gone = broker.clean("gone");
    broker.clean("device");
    gone.disconnect();
    TestClient watcher = broker.clean("watcher");
    watcher.ask("$presence/#", 0, 1);
    assertThat(watcher.takePayloads())
        .containsExactlyInAnyOrder(here("device", "mqtt"), here("watcher", "mqtt"));
  }

  @ParameterizedTest
  @CsvSource({"true,true", "true,false", "false,true", "false,false"})
  void one_who_takes_over_leaves_first_and_joins_then(boolean cleanBefore, boolean cleanAfter) {
    TestClient watcher = watcher();
    broker.client("device").connect(cleanBefore);
    seen(watcher);
    broker.client("device").connect(cleanAfter);
    String here = "$presence/device " + here("device", "mqtt");
    assertThat(seen(watcher)).containsExactly("$presence/device ", here);
  }

  @Test
  void the_user_and_the_kind_are_told() {
    TestBroker users = on(USERS);
    TestClient watcher = users.clean("watcher");
    watcher.ask("$presence/+", 0, 1);
    watcher.take();
    RecordingLink link = new RecordingLink();
    Peer peer = new Peer("192.0.2.7", new Visitor("192.0.2.7", false), Peer.Kind.TEXT);
    new TestClient("anna", link, users.open(peer, link)).connect(true);
    assertThat(watcher.takePayloads())
        .containsExactly(
            "{\"clientId\":\"anna\",\"userName\":\"anna\",%s,\"kind\":\"text\"}".formatted(SINCE));
  }

  @Test
  void an_identifier_is_one_level_and_its_json_is_json() {
    TestClient watcher = watcher();
    broker.clean("a/b+#%\"\\\tü$");
    assertThat(seen(watcher))
        .containsExactly(
            "$presence/a%2Fb%2B%23%25%22%5C%09%C3%BC%24 "
                + here("a/b+#%\\\"\\\\\\u0009ü$", "mqtt"));
  }

  @Test
  void an_identifier_that_fits_no_topic_is_not_shown() {
    TestClient watcher = watcher();
    TestClient device = broker.clean("/".repeat(30_000));
    device.expectOpen();
    device.disconnect();
    watcher.expectNothing();
  }

  @Test
  void a_wildcard_at_the_beginning_does_not_see_it() {
    TestClient watcher = broker.clean("watcher");
    watcher.subscribe("#", 0);
    watcher.subscribe("+/device", 0);
    broker.clean("device").disconnect();
    watcher.expectNothing();
  }

  @Test
  void clients_can_not_write_it() {
    TestClient watcher = watcher();
    TestClient liar = broker.clean("liar");
    seen(watcher);
    liar.retain(1, "$presence/nobody", "here", 1);
    watcher.expectNothing();
  }

  @Test
  void without_the_right_to_read_it_nothing_comes() {
    TestBroker strict = on(Access.allowing(Permissions.ALL));
    TestClient watcher = strict.clean("watcher");
    watcher.ask("$presence/+", 0, 1);
    watcher.expect(TestClient.granted(1, 0));
    strict.clean("device");
    watcher.expectNothing();
  }

  @Test
  void it_is_neither_stored_nor_in_the_history() throws InvalidTopicException {
    TestClient keeper = broker.persistent("keeper");
    keeper.ask("$presence/+", 1, 1);
    keeper.take();
    broker.clean("device");
    assertThat(keeper.takePayloads()).containsExactly(here("device", "mqtt"));
    assertThat(broker.store().changes(Change.Retained.class)).isEmpty();
    assertThat(broker.store().changes(Change.Queued.class)).isEmpty();
    TopicFilter filter = TopicFilter.of("$presence/+");
    Offset start = new Offset("epoch", 0);
    assertThat(keeper.dialogue().recall(filter).history().after(filter, start).entries()).isEmpty();
  }

  @Test
  void it_is_off_unless_asked_for() {
    TestBroker off = new TestBroker(new HeldStore(), Access.allowing(Permissions.LOCAL), List.of());
    TestClient watcher = off.clean("watcher");
    watcher.subscribe("$presence/+", 0);
    off.clean("device");
    watcher.expectNothing();
  }
}
