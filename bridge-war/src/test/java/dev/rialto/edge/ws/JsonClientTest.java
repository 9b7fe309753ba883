package dev.rialto.edge.ws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.atIndex;

import dev.rialto.config.Settings;
import dev.rialto.edge.Rialto;
import dev.rialto.edge.client.Client;
import dev.rialto.edge.client.ClientListener;
import dev.rialto.edge.client.Credentials;
import dev.rialto.edge.client.Listening;
import dev.rialto.session.Cause;
import dev.rialto.session.Dialogue;
import dev.rialto.session.Link;
import dev.rialto.session.Peer;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Payload;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.ProtocolVersion;
import dev.rialto.wire.Qos;
import dev.rialto.wire.ReasonCode;
import dev.rialto.wire.RetainHandling;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dialogue with a page, with the real engine behind; each message is checked by the schema. */
class JsonClientTest {
  private final Rialto rialto = new Rialto();
  private Listening heard;
  private Client other;
  private JsonPage page;

  @BeforeEach
  void start() throws Exception {
    start(Map.of());
  }

  private void start(Map<String, String> settings) throws Exception {
    rialto.stop();
    Map<String, String> all = new HashMap<>(settings);
    all.put("rialto.store", "memory");
    all.putIfAbsent("rialto.packet.max", "8 KiB");
    all.putIfAbsent("rialto.outbox.max", "16 KiB");
    rialto.start(new Settings(key -> Optional.ofNullable(all.get(key))), Runnable::run);
    heard = new Listening();
    other =
        Client.connect(
            link -> rialto.broker().open(new Peer("192.0.2.8"), link),
            rialto.scheduler(),
            Credentials.NONE,
            heard);
    other.subscribe(
        Listening.filter("#"), Qos.AT_MOST_ONCE, RetainHandling.DO_NOT_SEND, answer -> {});
    page = page();
  }

  private JsonPage page() {
    return new JsonPage(rialto, Credentials.NONE);
  }

  @AfterEach
  void stop() {
    rialto.stop();
  }

  private void publish(String topic, String value) {
    publish(topic, value, Qos.AT_LEAST_ONCE, false);
  }

  private void publish(String topic, String value, Qos qos, boolean retain) {
    other.publish(Listening.message(topic, value), qos, retain, answer -> {});
  }

  private String epoch() {
    return rialto.broker().now().epoch();
  }

  /** What came, without what another run would have otherwise. */
  private List<String> take() {
    return page.take().stream().map(each -> each.replace(epoch() + "-", "@")).toList();
  }

  private static String message(String topic, String value, int qos, String more) {
    return "{'type':'message','topic':'%s','value':'%s','qos':%d%s}"
        .formatted(topic, value, qos, more);
  }

  @Test
  void a_request_is_answered_by_its_identifier_and_silently_without() {
    page.send("{'type':'subscribe','id':1,'filter':'a/+'}");
    page.send("{'type':'publish','id':'x','topic':'a/b','value':'461'}");
    page.send("{'type':'unsubscribe','id':2,'filter':'a/+'}");
    page.send("{'type':'ping','id':3}");
    assertThat(take())
        .containsExactly(
            "{'type':'ok','id':1,'qos':1,'offset':'@0'}",
            message("a/b", "461", 1, ",'ack':1,'offset':'@1'"),
            "{'type':'ok','id':'x'}",
            "{'type':'ok','id':2}",
            "{'type':'pong','id':3}");
    page.send("{'type':'subscribe','filter':'a/+'}");
    page.send("{'type':'ack','ack':1}");
    page.send("{'type':'publish','topic':'c','value':'461'}");
    page.send("{'type':'unsubscribe','filter':'a/+'}");
    assertThat(take()).isEmpty();
    assertThat(heard.take()).containsExactly("a/b=461", "c=461");
  }

  @Test
  void qos_0_has_nothing_to_be_acknowledged_and_is_answered_at_once() {
    page.send("{'type':'subscribe','id':1,'filter':'a','qos':0}");
    page.send("{'type':'publish','id':2,'topic':'a','value':'1','qos':0}");
    publish("a", "2");
    assertThat(take())
        .containsExactly(
            "{'type':'ok','id':1,'qos':0,'offset':'@0'}",
            message("a", "1", 0, ",'offset':'@1'"),
            "{'type':'ok','id':2}",
            message("a", "2", 0, ",'offset':'@2'"));
  }

  @Test
  void what_one_publishes_others_get_with_all_properties() {
    page.send(
        "{'type':'publish','topic':'a','value':{'t':1},'responseTopic':'r','userProperties':[['u','1']]}");
    assertThat(heard.take()).containsExactly("a={\"t\":1}");
    page.send("{'type':'subscribe','filter':'a'}");
    other.publish(
        Listening.message(
            "a",
            "{}",
            Properties.builder()
                .put(Property.CONTENT_TYPE, "application/json")
                .put(Property.CORRELATION_DATA, Payload.of("1"))
                .user("u", "1")
                .build()),
        Qos.AT_LEAST_ONCE,
        false,
        answer -> {});
    assertThat(take())
        .containsExactly(
            "{'type':'message','topic':'a','value':{},'qos':1,'ack':1,'offset':'@2',"
                + "'contentType':'application/json','correlation':'MQ==','userProperties':[['u','1']]}");
  }

  @Test
  void retained_messages_come_as_they_are_wanted() {
    publish("a", "kept", Qos.AT_LEAST_ONCE, true);
    page.send("{'type':'subscribe','filter':'a','retained':'no'}");
    assertThat(take()).isEmpty();
    page.send("{'type':'subscribe','filter':'a','retained':'new'}");
    assertThat(take()).isEmpty();
    page.send("{'type':'subscribe','filter':'a'}");
    assertThat(take()).containsExactly(message("a", "kept", 1, ",'retain':true,'ack':1"));
    page.send("{'type':'publish','topic':'b','value':'x','retain':true}");
    page.send("{'type':'subscribe','filter':'b'}");
    assertThat(take()).containsExactly(message("b", "x", 1, ",'retain':true,'ack':2"));
  }

  @Test
  void who_introduces_itself_is_told_who_it_is() {
    page.send("{'type':'connect','id':1,'clientId':'c','session':60}");
    assertThat(page.take())
        .containsExactly(
            "{'type':'ok','id':1,'clientId':'c','resumed':false,'session':60,'epoch':'"
                + epoch()
                + "'}");
    JsonPage nameless = page();
    nameless.send("{'type':'connect'}");
    assertThat(nameless.take())
        .singleElement()
        .asString()
        .startsWith("{'type':'ok','clientId':'rialto-");
  }

  @Test
  void one_connects_once_and_first() {
    page.sendAnything("{");
    page.send("{'type':'connect','id':1}");
    page.send("{'type':'connect','id':2}");
    assertThat(page.take())
        .element(2)
        .isEqualTo(
            "{'type':'error','id':2,'code':'bad-request','sentence':'It is connected already.'}");
    JsonPage late = page();
    late.send("{'type':'ping'}");
    late.take();
    late.send("{'type':'connect','id':2}");
    assertThat(late.take()).singleElement().asString().contains("'code':'bad-request'");
  }

  @Test
  void a_session_goes_on_with_what_was_not_acknowledged() {
    page.send("{'type':'connect','clientId':'c','session':60}");
    page.send("{'type':'subscribe','filter':'a'}");
    publish("a", "1");
    publish("a", "2");
    page.send("{'type':'ack','ack':1}");
    page.receiver().gone("the network failed");
    publish("a", "3");
    page.take();
    page = page();
    page.send("{'type':'connect','id':1,'clientId':'c','session':60}");
    assertThat(take())
        .containsExactly(
            "{'type':'ok','id':1,'clientId':'c','resumed':true,'session':60,'epoch':'%s'}"
                .formatted(epoch()),
            message("a", "2", 1, ",'dup':true,'ack':2,'offset':'@2'"),
            message("a", "3", 1, ",'ack':3,'offset':'@3'"));
  }

  @Test
  void a_fresh_session_has_nothing_of_the_one_before() {
    page.send("{'type':'connect','clientId':'c','session':60}");
    page.send("{'type':'subscribe','filter':'a'}");
    page.receiver().gone("the network failed");
    publish("a", "1");
    page = page();
    page.send("{'type':'connect','id':1,'clientId':'c','fresh':true}");
    publish("a", "2");
    assertThat(page.take()).singleElement().asString().contains("'resumed':false,'session':0");
  }

  @Test
  void without_a_session_nothing_is_left() {
    page.send("{'type':'connect','clientId':'c'}");
    assertThat(rialto.sessions()).hasValue(2);
    page.receiver().gone("the network failed");
    assertThat(rialto.sessions()).hasValue(1);
  }

  @Test
  void the_one_who_comes_later_takes_the_place() {
    page.send("{'type':'connect','clientId':'c'}");
    page.take();
    page().send("{'type':'connect','clientId':'c'}");
    assertThat(page.take())
        .containsExactly(
            "{'type':'error','code':'session-taken-over',"
                + "'sentence':'The same client connected again.','reason':142}",
            "close 1008");
  }

  /** As an MQTT client may have left it to a page. */
  @Test
  void a_message_with_qos_2_is_acknowledged_like_any_other() {
    Dialogue device = rialto.broker().open(new Peer("192.0.2.9"), new Deaf());
    device.on(
        new Packet.Connect(
            ProtocolVersion.MQTT_5,
            "c",
            true,
            0,
            null,
            null,
            null,
            Properties.of(Property.SESSION_EXPIRY_INTERVAL, 60)));
    device.on(
        new Packet.Subscribe(
            1,
            List.of(
                new Packet.Subscribe.Request(
                    "a", Qos.EXACTLY_ONCE, false, false, RetainHandling.SEND))));
    device.closed(Cause.lost("on purpose"));
    Dialogue publisher = rialto.broker().open(new Peer("192.0.2.9"), new Deaf());
    publisher.on(
        new Packet.Connect(
            ProtocolVersion.MQTT_5, "p", true, 0, null, null, null, Properties.NONE));
    publisher.on(
        new Packet.Publish(
            Listening.message("a", "1"), new Delivery(Qos.EXACTLY_ONCE, false, false, 1)));
    page.send("{'type':'connect','clientId':'c','session':60}");
    assertThat(take()).element(1).isEqualTo(message("a", "1", 2, ",'ack':1,'offset':'@1'"));
    page.send("{'type':'ack','ack':1}");
    page.receiver().gone("the network failed");
    page.take();
    page = page();
    page.send("{'type':'connect','clientId':'c'}");
    assertThat(page.take()).hasSize(1);
  }

  /** A link that goes nowhere. */
  private static final class Deaf implements Link {
    @Override
    public void send(Packet packet) {}

    @Override
    public void deliver(Message shared, Delivery own) {}

    @Override
    public void flush() {}

    @Override
    public boolean congested() {
      return false;
    }

    @Override
    public void slowDown() {}

    @Override
    public void pauseReading() {}

    @Override
    public void resumeReading() {}

    @Override
    public void close(ReasonCode why, Packet farewell) {}
  }

  @Test
  void what_is_wrong_is_said_and_the_connection_stays() {
    page.sendAnything("{\"type\":");
    page.sendAnything("{\"type\":\"shout\",\"id\":1}");
    page.sendAnything("[{\"type\":\"ack\",\"ack\":\"1\"},{\"type\":\"ping\",\"id\":2}]");
    assertThat(page.take())
        .containsExactly(
            "{'type':'error','code':'malformed-json','sentence':'It is not JSON.'}",
            "{'type':'error','id':1,'code':'unknown-type','sentence':'There is no such type of message.'}",
            "{'type':'error','code':'bad-request','sentence':'The field ack must be a whole number from 1 to 65535.'}",
            "{'type':'pong','id':2}");
  }

  @Test
  void what_the_engine_refuses_is_an_error_with_its_reason(@TempDir Path folder) throws Exception {
    Path acl = Files.writeString(folder.resolve("acl"), "topic readwrite mine/#\n", UTF_8);
    start(Map.of("rialto.access.acl.file", acl.toString()));
    page.send("{'type':'publish','id':1,'topic':'x','value':''}");
    page.send("{'type':'publish','topic':'x','value':''}");
    page.send("{'type':'subscribe','id':2,'filter':'x'}");
    page.send("{'type':'subscribe','id':3,'filter':'x','last':1}");
    page.send("{'type':'publish','id':4,'topic':'mine/x','value':''}");
    List<String> said = page.take();
    assertThat(said).hasSize(5);
    assertThat(said.get(0))
        .startsWith("{'type':'error','id':1,'code':'not-authorized','sentence':");
    assertThat(said.get(0)).endsWith("'reason':135}");
    assertThat(said.get(1)).startsWith("{'type':'error','code':'not-authorized'");
    assertThat(said.get(2)).startsWith("{'type':'error','id':2,'code':'not-authorized'");
    assertThat(said.get(3)).startsWith("{'type':'error','id':3,'code':'not-authorized'");
    assertThat(said.get(4)).isEqualTo("{'type':'ok','id':4}");
  }

  @Test
  void what_does_not_fit_into_a_packet_is_refused() {
    String numbers = String.join(",", Collections.nCopies(2_000, "1e5")); // each of them 1E+5
    page.send("{'type':'publish','id':1,'topic':'a','value':[" + numbers + "]}");
    assertThat(page.take()).singleElement().asString().contains("'code':'packet-too-large'");
  }

  @Test
  void a_message_above_the_limit_ends_the_connection() {
    page.sendAnything(" ".repeat(8 << 10));
    assertThat(page.take()).singleElement().asString().contains("malformed-json");
    page.sendAnything(" ".repeat((8 << 10) + 1));
    assertThat(page.take())
        .containsExactly(
            "{'type':'error','code':'packet-too-large',"
                + "'sentence':'A message is larger than the server allows.'}",
            "close 1009");
  }

  @Test
  void binary_messages_are_not_understood() {
    page.receiver().binary(ByteBuffer.allocate(1), true);
    page.send("{'type':'ping'}");
    assertThat(page.take())
        .containsExactly(
            "{'type':'error','code':'payload-format-invalid',"
                + "'sentence':'JSON comes in text messages.'}",
            "close 1003");
  }

  @Test
  void text_is_utf_8_and_may_come_in_pieces() {
    byte[] ping = "{\"type\":\"ping\",\"id\":\"é\"}".getBytes(UTF_8);
    for (int i = 0; i < ping.length; i++) {
      page.receive(ByteBuffer.wrap(ping, i, 1), i == ping.length - 1);
    }
    assertThat(page.take()).containsExactly("{'type':'pong','id':'é'}");
    page.receive(ByteBuffer.wrap(new byte[] {(byte) 0xFF}), true);
    assertThat(page.take()).element(1).isEqualTo("close 1007");
  }

  @Test
  void what_waits_goes_in_an_array() {
    page.send("{'type':'subscribe','filter':'a','qos':0}");
    page.reads(false);
    for (int i = 0; i < 4; i++) {
      publish("a", "" + i);
    }
    page.reads(true);
    assertThat(page.takeSizes()).containsExactly(1, 3);
    page.send("[{'type':'ping'},{'type':'ping'}]");
    assertThat(page.takeSizes()).containsExactly(2);
  }

  @Test
  void an_array_ends_where_a_message_of_mqtt_would() throws Exception {
    start(Map.of("rialto.websocket.message.max", "128"));
    page.reads(false);
    page.send("[" + String.join(",", Collections.nCopies(21, "{'type':'ping'}")) + "]");
    int first = page.takeSizes().get(0);
    page.reads(true);
    assertThat(page.takeSizes()).startsWith(7, 7).hasSize((21 - first + 6) / 7);
  }

  @Test
  void who_reads_slowly_loses_nothing_of_qos_1() {
    page.send("{'type':'subscribe','filter':'a'}");
    page.reads(false);
    String value = "x".repeat(1000);
    for (int i = 0; i < 100; i++) {
      publish("a", value + i);
    }
    page.reads(true);
    List<String> said = new ArrayList<>(take());
    assertThat(said).hasSize(100);
    for (int i = 0; i < 100; i++) {
      assertThat(said.get(i))
          .isEqualTo(
              message("a", value + i, 1, ",'ack':%d,'offset':'@%d'".formatted(i + 1, i + 1)));
    }
  }

  @Test
  void who_does_not_read_its_answers_is_cut() {
    page.reads(false);
    String id = "x".repeat(60);
    String pings = "{'type':'ping','id':'" + id + "'}";
    for (int i = 0; i < 10; i++) {
      page.send("[" + String.join(",", Collections.nCopies(80, pings)) + "]");
    }
    assertThat(page.take()).last().isEqualTo("cut 1013");
  }

  // --- history ---

  @Test
  void begins_with_the_last_of_each_topic_and_goes_on() {
    for (int i = 1; i <= 3; i++) {
      publish("a/1", "1." + i);
      publish("a/2", "2." + i);
    }
    publish("b", "x");
    page.send("{'type':'subscribe','id':1,'filter':'a/+','last':2}");
    publish("a/1", "new");
    assertThat(take())
        .containsExactly(
            "{'type':'ok','id':1,'qos':1,'offset':'@7'}",
            message("a/1", "1.2", 0, ",'offset':'@3'"),
            message("a/2", "2.2", 0, ",'offset':'@4'"),
            message("a/1", "1.3", 0, ",'offset':'@5'"),
            message("a/2", "2.3", 0, ",'offset':'@6'"),
            message("a/1", "new", 1, ",'ack':1,'offset':'@8'"));
  }

  @Test
  void goes_on_where_it_has_been() {
    publish("a", "1");
    publish("a", "2");
    publish("a", "3", Qos.AT_MOST_ONCE, false);
    page.send("{'type':'subscribe','id':1,'filter':'#','since':'%s-1'}".formatted(epoch()));
    assertThat(take())
        .containsExactly(
            "{'type':'ok','id':1,'qos':1,'offset':'@1'}",
            message("a", "2", 0, ",'offset':'@2'"),
            message("a", "3", 0, ",'offset':'@3'"));
  }

  @Test
  void is_told_if_it_has_missed_more_than_there_is() {
    for (int i = 1; i <= 18; i++) {
      publish("a", "" + i);
    }
    page.send("{'type':'subscribe','filter':'a','since':'%s-1'}".formatted(epoch()));
    List<String> said = take();
    assertThat(said).hasSize(17);
    assertThat(said.get(0)).isEqualTo("{'type':'ok','qos':1,'offset':'@1','gap':true}");
    assertThat(said.get(1)).isEqualTo(message("a", "3", 0, ",'offset':'@3'"));
    page.send("{'type':'subscribe','id':1,'filter':'b','since':'another-1'}");
    assertThat(page.take())
        .containsExactly("{'type':'ok','id':1,'qos':1,'offset':'another-1','gap':true}");
  }

  @Test
  void what_comes_while_it_catches_up_comes_once_and_in_order() {
    String large = "x".repeat(5_000);
    for (int i = 1; i <= 16; i++) {
      publish("a", large + i);
    }
    page.reads(false);
    page.send("{'type':'subscribe','id':1,'filter':'a','since':'%s-0'}".formatted(epoch()));
    publish("a", "17"); // with which the history forgets its first
    publish("a", "18", Qos.AT_MOST_ONCE, false);
    publish("b", "19");
    publish("a", "20");
    page.reads(true);
    publish("a", "21");
    List<String> said = take();
    assertThat(said).hasSize(1 + 20);
    assertThat(said.get(17)).isEqualTo(message("a", "17", 0, ",'offset':'@17'"));
    assertThat(said.get(18)).isEqualTo(message("a", "18", 0, ",'offset':'@18'"));
    assertThat(said.get(19)).isEqualTo(message("a", "20", 0, ",'offset':'@20'"));
    assertThat(said.get(20)).startsWith("{'type':'message','topic':'a','value':'21','qos':1,");
  }

  @Test
  void is_told_if_the_history_loses_something_while_it_catches_up() {
    String large = "x".repeat(5_000);
    publish("a", large);
    for (int i = 2; i <= 16; i++) {
      publish("a", large + i);
    }
    page.reads(false);
    page.send("{'type':'subscribe','filter':'a','qos':0,'since':'%s-0'}".formatted(epoch()));
    for (int i = 17; i <= 40; i++) {
      publish("a", "" + i);
    }
    int sent = 0;
    while (page.readsOne()) {
      sent++;
    }
    assertThat(sent).isGreaterThan(8);
    assertThat(take())
        .hasSize(16 + 1 + 16)
        .contains(
            "{'type':'error','code':'history-gap','sentence':'The history has lost messages of a meanwhile.'}",
            atIndex(16))
        .contains(message("a", "25", 0, ",'offset':'@25'"), atIndex(17));
  }

  @Test
  void what_waits_in_the_session_and_is_in_the_history_comes_once() {
    page.send("{'type':'connect','clientId':'c','session':60}");
    page.send("{'type':'subscribe','filter':'a'}");
    page.receiver().gone("the network failed");
    String large = "x".repeat(5_000);
    for (int i = 1; i <= 8; i++) {
      publish("a", large + i);
    }
    page.take();
    page = page();
    page.reads(false); // so that most of the session's messages wait in it
    page.send("{'type':'connect','clientId':'c','session':60}");
    page.send("{'type':'subscribe','filter':'a','since':'%s-4'}".formatted(epoch()));
    page.reads(true);
    List<String> values =
        page.take().stream()
            .filter(each -> each.contains("'message'"))
            .map(each -> each.replaceAll(".*x(\\d+)'.*", "$1"))
            .toList();
    assertThat(values).containsExactly("1", "2", "3", "4", "5", "6", "7", "8");
  }

  @Test
  void presence_is_off() {
    page.send("{'type':'presence','id':1}");
    assertThat(page.take()).singleElement().asString().contains("'id':1,'code':'presence-off'");
  }

  @Test
  void who_is_there_and_who_comes_and_goes() throws Exception {
    start(Map.of("rialto.presence", "on"));
    page.send("{'type':'connect','clientId':'c'}");
    page.take();
    page.send("{'type':'presence','id':1}");
    List<String> here = page.take();
    assertThat(here).hasSize(3).contains("{'type':'ok','id':1}"); // in any order, as with SUBACK
    assertThat(here)
        .filteredOn(each -> each.startsWith("{'type':'presence','clientId':'c','state':'here',"))
        .singleElement()
        .asString()
        .contains("'since':'2")
        .endsWith("'kind':'json'}");
    JsonPage other = page();
    other.send("{'type':'connect','clientId':'o/ü+'}");
    assertThat(page.take())
        .singleElement()
        .asString()
        .startsWith("{'type':'presence','clientId':'o/ü+','state':'join',");
    other.receiver().gone("the network failed");
    assertThat(page.take())
        .containsExactly("{'type':'presence','clientId':'o/ü+','state':'leave'}");
    page.send("{'type':'presence','id':2,'on':false}");
    page().send("{'type':'connect','clientId':'o'}");
    assertThat(page.take()).containsExactly("{'type':'ok','id':2}");
  }

  @Test
  void one_client_can_be_watched_alone() throws Exception {
    start(Map.of("rialto.presence", "on"));
    page.send("{'type':'presence','filter':'o/1'}");
    page().send("{'type':'connect','clientId':'o'}");
    page().send("{'type':'connect','clientId':'o/1'}");
    assertThat(page.take())
        .singleElement()
        .asString()
        .startsWith("{'type':'presence','clientId':'o/1','state':'join',");
  }

  @Test
  void more_news_of_presence_than_a_window_get_through() throws Exception {
    start(Map.of("rialto.presence", "on", "rialto.inflight.max", "2"));
    page.send("{'type':'presence'}");
    page.take();
    for (int i = 0; i < 5; i++) {
      page().send("{'type':'connect'}");
    }
    assertThat(page.take()).hasSize(5);
  }

  @Test
  void the_first_message_is_not_larger_than_a_connect_may_be() throws Exception {
    start(Map.of("rialto.connect.bytes.max", "256"));
    JsonPage later = page();
    later.send("{'type':'ping','x':'" + "x".repeat(200) + "'}");
    later.send("{'type':'ping','x':'" + "x".repeat(300) + "'}");
    assertThat(later.take()).containsExactly("{'type':'pong'}", "{'type':'pong'}");
    page.send("{'type':'ping','x':'" + "x".repeat(300) + "'}");
    assertThat(page.take()).element(1).isEqualTo("close 1009");
  }

  @Test
  void who_is_not_let_in_yet_can_not_fill_the_memory() throws Exception {
    start(Map.of("rialto.connect.bytes.max", "1024"));
    JsonPage early = page();
    for (int i = 0; i < 10; i++) {
      early.sendAnything("{\"x\":\"" + "x".repeat(1_000) + "\"}"); // begins nothing
    }
    assertThat(early.take())
        .hasSize(9 + 2)
        .element(9)
        .asString()
        .contains("before it lets somebody in");
  }

  @Test
  void who_publishes_too_fast_is_read_more_slowly() throws Exception {
    page.send("{'type':'ping'}");
    ClientListener listener = (ClientListener) page.receiver();
    listener.pauseReading();
    assertThat(page.isPaused()).isTrue();
    listener.resumeReading();
    assertThat(page.isPaused()).isFalse();
    page.take();
    page.receiver().unstoppable();
    assertThat(page.take()).last().isEqualTo("close 1013");
  }

  @Test
  void the_server_says_goodbye() {
    page.send("{'type':'ping'}");
    page.take();
    rialto.stop();
    assertThat(page.take())
        .containsExactly(
            "{'type':'error','code':'server-shutting-down',"
                + "'sentence':'The server is shutting down.','reason':139}",
            "close 1001");
  }
}
