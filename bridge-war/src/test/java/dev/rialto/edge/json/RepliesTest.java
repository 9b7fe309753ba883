package dev.rialto.edge.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.edge.client.Answer;
import dev.rialto.edge.client.Listening;
import dev.rialto.history.Offset;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Payload;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.Qos;
import dev.rialto.wire.ReasonCode;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients are sent, to the letter. */
class RepliesTest {
  private static final JsonValue ID = Json.createValue("x");
  private static final Delivery PLAIN = Delivery.of(Qos.AT_MOST_ONCE, false, Properties.NONE);

  private static void assertIs(String reply, String expected) {
    Schema.FROM_SERVER.check(reply);
    assertThat(reply).isEqualTo(expected.replace('\'', '"'));
  }

  @Test
  void answers() {
    assertIs(Replies.ok(ID), "{'type':'ok','id':'x'}");
    assertIs(Replies.ok(Json.createValue(7)), "{'type':'ok','id':7}");
    assertIs(Replies.pong(null), "{'type':'pong'}");
    assertIs(
        Replies.connected(ID, "c", true, 60, "3f9a"),
        "{'type':'ok','id':'x','clientId':'c','resumed':true,'session':60,'epoch':'3f9a'}");
    assertIs(
        Replies.subscribed(ID, 1, new Offset("3f9a", 4), false),
        "{'type':'ok','id':'x','qos':1,'offset':'3f9a-4'}");
    assertIs(
        Replies.subscribed(null, 0, new Offset("3f9a", 4), true),
        "{'type':'ok','qos':0,'offset':'3f9a-4','gap':true}");
  }

  @Test
  void errors() {
    assertIs(
        Replies.error(new Refusal(null, "bad-request", "It is.")),
        "{'type':'error','code':'bad-request','sentence':'It is.'}");
    assertIs(
        Replies.error(ID, new Answer(ReasonCode.NOT_AUTHORIZED, "")),
        "{'type':'error','id':'x','code':'not-authorized','sentence':'Not authorized.','reason':135}");
    assertIs(
        Replies.error(ID, new Answer(ReasonCode.QUOTA_EXCEEDED, "the store is full")),
        "{'type':'error','id':'x','code':'quota-exceeded','sentence':'The store is full.','reason':151}");
  }

  @Test
  void who_is_there() {
    Payload anna =
        Payload.of(
            "{\"clientId\":\"a/b\",\"userName\":\"anna\",\"since\":\"2026-11-23T20:00:00Z\",\"kind\":\"mqtt\"}");
    String rest = "'userName':'anna','since':'2026-11-23T20:00:00Z','kind':'mqtt'}";
    assertIs(
        Replies.presence("a%2Fb", anna, true),
        "{'type':'presence','clientId':'a/b','state':'here'," + rest);
    assertIs(
        Replies.presence("a%2Fb", anna, false),
        "{'type':'presence','clientId':'a/b','state':'join'," + rest);
    assertIs(
        Replies.presence("%C3%BC%2B", Payload.EMPTY, false),
        "{'type':'presence','clientId':'ü+','state':'leave'}");
  }

  @Test
  void a_message_has_no_more_than_it_needs() {
    assertIs(
        Replies.message(Listening.message("a", "é\"\n"), PLAIN, null),
        "{'type':'message','topic':'a','value':'é\\'\\n','qos':0}".replace("\\'", "\\\""));
  }

  @Test
  void a_message_has_all_that_there_is() {
    Properties properties =
        Properties.builder()
            .put(Property.CONTENT_TYPE, "x/y")
            .put(Property.RESPONSE_TOPIC, "r")
            .put(Property.CORRELATION_DATA, Payload.of("1"))
            .put(Property.MESSAGE_EXPIRY_INTERVAL, 60)
            .user("u", "1")
            .user("u", "2")
            .build();
    Delivery own =
        new Delivery(
            Qos.AT_LEAST_ONCE,
            true,
            true,
            65_535,
            Properties.of(Property.MESSAGE_EXPIRY_INTERVAL, 59));
    assertIs(
        Replies.message(Listening.message("a", "v", properties), own, new Offset("3f9a", 4)),
        "{'type':'message','topic':'a','value':'v','qos':1,'retain':true,'dup':true,'ack':65535,"
            + "'offset':'3f9a-4','contentType':'x/y','responseTopic':'r','correlation':'MQ==',"
            + "'expiry':59,'userProperties':[['u','1'],['u','2']]}");
  }

  @Test
  void bytes_that_are_no_text_are_in_base64() {
    Payload bytes = new Payload(new byte[] {(byte) 0xFF, 0}, 0, 2);
    assertIs(
        Replies.message(new Message(Listening.message("a", "").topic(), bytes), PLAIN, null),
        "{'type':'message','topic':'a','base64':'/wA=','qos':0}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "application/json | 21.50 | 21.50",
        "application/json | {\"t\": 1} | {\"t\":1}",
        "Application/JSON; charset=utf-8 | null | null",
        "application/json | \"x\" | \"x\"",
        "application/json | {\"t\" | \"{\\\"t\\\"\"",
        "application/json | 1 2 | \"1 2\"",
        "application/json-seq | 1 | \"1\"",
        "text/plain | 1 | \"1\"",
      })
  void by_its_content_type_json_is_given_as_such(String type, String payload, String value) {
    Properties properties = Properties.of(Property.CONTENT_TYPE, type);
    String reply = Replies.message(Listening.message("a", payload, properties), PLAIN, null);
    Schema.FROM_SERVER.check(reply);
    assertThat(reply).contains("\"value\":" + value + ",\"qos\"");
  }

  @Test
  void json_that_nobody_should_read_is_given_as_text() {
    Properties properties = Properties.of(Property.CONTENT_TYPE, "application/json");
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    String reply = Replies.message(Listening.message("a", deep, properties), PLAIN, null);
    assertThat(reply).contains("\"value\":\"[[");
  }
}
