package dev.rialto.edge.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.edge.client.Listening;
import dev.rialto.history.Offset;
import dev.rialto.wire.Message;
import dev.rialto.wire.Payload;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.Qos;
import dev.rialto.wire.RetainHandling;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is understood of what clients send, and what is said about the rest. */
class RequestsTest {
  private static final JsonValue ID = Json.createValue("x");
  private static final JsonValue SEVEN = Json.createValue(7);

  private final Requests requests = new Requests(16);

  private ClientMessage only(String text) {
    List<ClientMessage> all = requests.in(text);
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private static Arguments publish(String json, Message message, Qos qos, boolean retain) {
    String text = "{\"type\":\"publish\",\"id\":7,\"topic\":\"a/b\"," + json + "}";
    return Arguments.of(text, new Request.Publish(SEVEN, message, qos, retain));
  }

  private static Arguments publish(String json, String payload) {
    return publish(json, Listening.message("a/b", payload), Qos.AT_LEAST_ONCE, false);
  }

  private static Arguments publishJson(String json, String payload) {
    return publish(
        json,
        Listening.message("a/b", payload, Properties.of(Property.CONTENT_TYPE, "application/json")),
        Qos.AT_LEAST_ONCE,
        false);
  }

  private static Arguments publish(String json, Properties properties) {
    return publish(
        "\"value\":\"1\"," + json,
        Listening.message("a/b", "1", properties),
        Qos.AT_LEAST_ONCE,
        false);
  }

  static Stream<Arguments> good() {
    return Stream.of(
        Arguments.of("{\"type\":\"connect\"}", new Request.Connect(null, null, null, "", 0, false)),
        Arguments.of(
            "{\"type\":\"connect\",\"id\":\"x\",\"userName\":\"anna\",\"password\":\"é\","
                + "\"clientId\":\"c\",\"session\":4294967295,\"fresh\":true}",
            new Request.Connect(ID, "anna", Payload.of("é"), "c", 4_294_967_295L, true)),
        Arguments.of(
            "{\"type\":\"connect\",\"token\":\"t\"}",
            new Request.Connect(null, null, Payload.of("t"), "", 0, false)),
        Arguments.of(
            "{\"type\":\"subscribe\",\"filter\":\"a/#\"}",
            new Request.Subscribe(
                null, Listening.filter("a/#"), Qos.AT_LEAST_ONCE, RetainHandling.SEND, 0, null)),
        Arguments.of(
            "{\"type\":\"subscribe\",\"id\":\"x\",\"filter\":\"+\",\"qos\":0,\"retained\":\"new\"}",
            new Request.Subscribe(
                ID, Listening.filter("+"), Qos.AT_MOST_ONCE, RetainHandling.SEND_IF_NEW, 0, null)),
        Arguments.of(
            "{\"type\":\"subscribe\",\"filter\":\"a\",\"last\":3}",
            new Request.Subscribe(
                null,
                Listening.filter("a"),
                Qos.AT_LEAST_ONCE,
                RetainHandling.DO_NOT_SEND,
                3,
                null)),
        Arguments.of(
            "{\"type\":\"subscribe\",\"filter\":\"a\",\"since\":\"3f9a-12\",\"retained\":\"yes\"}",
            new Request.Subscribe(
                null,
                Listening.filter("a"),
                Qos.AT_LEAST_ONCE,
                RetainHandling.SEND,
                0,
                new Offset("3f9a", 12))),
        Arguments.of(
            "{\"type\":\"subscribe\",\"filter\":\"$share/g/a\",\"retained\":\"no\"}",
            new Request.Subscribe(
                null,
                Listening.filter("$share/g/a"),
                Qos.AT_LEAST_ONCE,
                RetainHandling.DO_NOT_SEND,
                0,
                null)),
        Arguments.of(
            "{\"type\":\"unsubscribe\",\"filter\":\"a\",\"id\":\"x\"}",
            new Request.Unsubscribe(ID, Listening.filter("a"))),
        Arguments.of("{\"type\":\"ack\",\"ack\":65535}", new Request.Ack(null, 65_535)),
        Arguments.of("{\"type\":\"presence\"}", new Request.Presence(null, null, true)),
        Arguments.of(
            "{\"type\":\"presence\",\"filter\":\"c\",\"on\":false}",
            new Request.Presence(null, "c", false)),
        Arguments.of(" {\"type\" : \"ping\"} ", new Request.Ping(null)),
        Arguments.of("[{\"type\":\"ping\"}]", new Request.Ping(null)),
        Arguments.of("{\"type\":\"ping\",\"more\":[{}]}", new Request.Ping(null)),
        publish("\"value\":\"461\"", "461"),
        publish("\"value\":\"\"", ""),
        publish("\"value\":\"\\u0000\\ud83d\\ude00\"", "\0\ud83d\ude00"),
        publish("\"base64\":\"w6k=\"", "é"),
        publishJson("\"value\":21.50", "21.50"),
        publishJson("\"value\":null", "null"),
        publishJson("\"value\":true", "true"),
        publishJson("\"value\":[1,\"é\"]", "[1,\"é\"]"),
        publishJson("\"value\":{\"t\":{\"c\":-1}}", "{\"t\":{\"c\":-1}}"),
        publish(
            "\"value\":\"1\",\"qos\":0,\"retain\":true",
            Listening.message("a/b", "1"),
            Qos.AT_MOST_ONCE,
            true),
        publish("\"contentType\":\"x/y\"", Properties.of(Property.CONTENT_TYPE, "x/y")),
        publish("\"responseTopic\":\"r\"", Properties.of(Property.RESPONSE_TOPIC, "r")),
        publish("\"expiry\":0", Properties.of(Property.MESSAGE_EXPIRY_INTERVAL, 0)),
        publish(
            "\"correlation\":\"MQ==\"",
            Properties.builder().put(Property.CORRELATION_DATA, Payload.of("1")).build()),
        publish(
            "\"userProperties\":[[\"a\",\"1\"],[\"a\",\"\"]]",
            Properties.builder().user("a", "1").user("a", "").build()));
  }

  @ParameterizedTest
  @MethodSource
  void good(String json, Request request) {
    Schema.FROM_CLIENT.check(json);
    assertThat(only(json)).isEqualTo(request);
  }

  @Test
  void json_that_has_a_content_type_keeps_it() {
    String json =
        "{\"type\":\"publish\",\"topic\":\"a\",\"value\":1,\"contentType\":\"text/plain\"}";
    assertThat(((Request.Publish) only(json)).message().properties())
        .isEqualTo(Properties.of(Property.CONTENT_TYPE, "text/plain"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1 | A message is a JSON object.",
        "[[]] | A message is a JSON object.",
        "{} | The field type is missing.",
        "{\"type\":1} | The field type must be a string.",
        "{\"type\":null} | The field type must be a string.",
        "{\"type\":\"subscribe\"} | The field filter is missing.",
        "{\"type\":\"subscribe\",\"filter\":[\"a\"]} | The field filter must be a string.",
        "{\"type\":\"subscribe\",\"filter\":\"a\",\"qos\":2} | The field qos must be a whole number from 0 to 1.",
        "{\"type\":\"subscribe\",\"filter\":\"a\",\"qos\":\"1\"} | The field qos must be a whole number from 0 to 1.",
        "{\"type\":\"subscribe\",\"filter\":\"a\",\"qos\":0.5} | The field qos must be a whole number from 0 to 1.",
        "{\"type\":\"subscribe\",\"filter\":\"a\",\"last\":0} | The field last must be a whole number from 1 to 1000000.",
        "{\"type\":\"subscribe\",\"filter\":\"a\",\"since\":\"x\"} | The field since must be an offset.",
        "{\"type\":\"subscribe\",\"filter\":\"a\",\"since\":\"x-1\",\"last\":1} | The fields last and since exclude each other.",
        "{\"type\":\"subscribe\",\"filter\":\"a\",\"retained\":\"all\"} | The field retained must be yes, new or no.",
        "{\"type\":\"publish\",\"value\":\"\"} | The field topic is missing.",
        "{\"type\":\"publish\",\"topic\":\"a\"} | There must be exactly one of the fields value and base64.",
        "{\"type\":\"publish\",\"topic\":\"a\",\"value\":1,\"base64\":\"\"} | There must be exactly one of the fields value and base64.",
        "{\"type\":\"publish\",\"topic\":\"a\",\"value\":\"\",\"qos\":2} | The field qos must be a whole number from 0 to 1.",
        "{\"type\":\"publish\",\"topic\":\"a\",\"value\":\"\",\"retain\":1} | The field retain must be true or false.",
        "{\"type\":\"publish\",\"topic\":\"a\",\"value\":\"\",\"expiry\":-1} | The field expiry must be a whole number from 0 to 4294967295.",
        "{\"type\":\"publish\",\"topic\":\"a\",\"value\":\"\",\"expiry\":4294967296} | The field expiry must be a whole number from 0 to 4294967295.",
        "{\"type\":\"publish\",\"topic\":\"a\",\"value\":\"\",\"userProperties\":{\"a\":\"1\"}} | The field userProperties must be an array of pairs.",
        "{\"type\":\"publish\",\"topic\":\"a\",\"value\":\"\",\"userProperties\":[[\"a\"]]} | The field userProperties must be an array of pairs.",
        "{\"type\":\"publish\",\"topic\":\"a\",\"value\":\"\",\"userProperties\":[[\"a\",1]]} | The field userProperties must be a string.",
        "{\"type\":\"connect\",\"token\":\"t\",\"userName\":\"u\"} | The field token stands alone, without userName and password.",
        "{\"type\":\"connect\",\"fresh\":\"yes\"} | The field fresh must be true or false.",
        "{\"type\":\"ack\"} | The field ack is missing.",
        "{\"type\":\"ack\",\"ack\":0} | The field ack must be a whole number from 1 to 65535.",
      })
  void bad(String json, String sentence) {
    assertThat(Schema.FROM_CLIENT.allows(json)).isFalse();
    assertThat(only(json)).isEqualTo(new Refusal(null, "bad-request", sentence));
  }

  /** Right by the schema, which can't say it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"type\":\"publish\",\"topic\":\"a\",\"value\":\"\\ud800\"} | bad-request | The field value must be well-formed Unicode.",
        "{\"type\":\"publish\",\"topic\":\"a\",\"value\":{\"b\":\"\\ud800\"}} | bad-request | The field value must be well-formed Unicode.",
        "{\"type\":\"publish\",\"topic\":\"\\udfff\",\"value\":\"\"} | bad-request | The field topic must be well-formed Unicode.",
        "{\"type\":\"connect\",\"clientId\":\"\\u0000\"} | bad-request | The field clientId must be without U+0000.",
        "{\"type\":\"publish\",\"topic\":\"a\",\"base64\":\"?\"} | bad-request | The field base64 must be Base64.",
        "{\"type\":\"subscribe\",\"filter\":\"$share/g/a\",\"last\":1} | bad-request | The fields last and since are not for shared subscriptions.",
        "{\"type\":\"publish\",\"topic\":\"a\",\"value\":\"\",\"expiry\":1e999999999} | bad-request | The field expiry must be a whole number from 0 to 4294967295.",
        "{\"type\":\"subscribe\",\"filter\":\"a/#/b\"} | topic-filter-invalid | The filter is not valid: # stands alone, as the last level [MQTT-4.7.1-2].",
        "{\"type\":\"publish\",\"topic\":\"a/+\",\"value\":\"\"} | topic-name-invalid | The field topic is no topic: a topic name has no wildcards [MQTT-3.3.2-2].",
        "{\"type\":\"publish\",\"topic\":\"a\",\"value\":\"\",\"responseTopic\":\"#\"} | topic-name-invalid | The field responseTopic is no topic: a topic name has no wildcards [MQTT-3.3.2-2].",
        "{\"type\":\"shout\"} | unknown-type | There is no such type of message.",
      })
  void bad_for_other_reasons(String json, String code, String sentence) {
    assertThat(only(json)).isEqualTo(new Refusal(null, code, sentence));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "nothing",
        "{\"type\":\"ping\"",
        "{\"type\":\"ping\"}}",
        "{\"type\":\"ping\"} {}",
        "{'type':'ping'}",
        "{\"type\":\"ping\",}",
        "[{\"type\":\"ping\"},]",
        "\"\t\"",
        "{\"expiry\":01}",
        "]"
      })
  void what_is_no_json_is_malformed(String text) {
    assertThat(only(text)).isEqualTo(new Refusal(null, "malformed-json", "It is not JSON."));
  }

  @Test
  void a_refusal_carries_the_identifier_of_its_request() {
    assertThat(only("{\"id\":\"x\",\"type\":\"shout\"}").id()).isEqualTo(ID);
    assertThat(only("{\"id\":7}").id()).isEqualTo(SEVEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "true", "{}", "[1]"})
  void an_identifier_is_a_string_or_a_number(String id) {
    String json = "{\"type\":\"ping\",\"id\":" + id + "}";
    assertThat(Schema.FROM_CLIENT.allows(json)).isFalse();
    assertThat(only(json))
        .isEqualTo(
            new Refusal(
                null,
                "bad-request",
                "The field id must be a string or a number of at most 64 characters."));
  }

  @Test
  void an_identifier_has_up_to_64_characters() {
    assertThat(only("{\"type\":\"ping\",\"id\":\"" + "x".repeat(64) + "\"}"))
        .isInstanceOf(Request.Ping.class);
    assertThat(only("{\"type\":\"ping\",\"id\":\"" + "x".repeat(65) + "\"}"))
        .isInstanceOf(Refusal.class);
    assertThat(only("{\"type\":\"ping\",\"id\":" + "1".repeat(65) + "}"))
        .isInstanceOf(Refusal.class);
  }

  private static String batch(int size) {
    return "[" + String.join(",", Collections.nCopies(size, "{\"type\":\"ping\"}")) + "]";
  }

  @Test
  void an_array_keeps_its_order_and_one_that_is_wrong_harms_no_other() {
    assertThat(
            requests.in(
                "[{\"type\":\"ping\",\"id\":7},{\"type\":3,\"id\":\"x\"},{\"type\":\"ping\"}]"))
        .extracting(ClientMessage::id)
        .containsExactly(SEVEN, ID, null);
    assertThat(requests.in("[]")).isEmpty();
  }

  @Test
  void an_array_has_up_to_a_thousand_messages() {
    Schema.FROM_CLIENT.check(batch(1000));
    assertThat(requests.in(batch(1000))).hasSize(1000);
    assertThat(Schema.FROM_CLIENT.allows(batch(1001))).isFalse();
    assertThat(only(batch(1001)))
        .isEqualTo(new Refusal(null, "bad-request", "An array has at most 1000 messages."));
  }

  private static String nested(int levels) {
    return "{\"type\":\"ping\",\"x\":" + "[".repeat(levels - 1) + "]".repeat(levels - 1) + "}";
  }

  @Test
  void nesting_has_a_limit_which_an_array_of_messages_does_not_count_for() {
    assertThat(only(nested(16))).isInstanceOf(Request.Ping.class);
    assertThat(only("[" + nested(16) + "]")).isInstanceOf(Request.Ping.class);
    Refusal refusal = new Refusal(null, "too-deep", "It is nested deeper than 16 levels.");
    assertThat(only(nested(17))).isEqualTo(refusal);
    assertThat(only(" [" + nested(17) + "]")).isEqualTo(refusal);
    assertThat(only("[".repeat(1_000_000))).isEqualTo(refusal);
  }

  @Test
  void brackets_in_strings_are_no_nesting() {
    String brackets = "[{".repeat(20);
    assertThat(only("{\"type\":\"ping\",\"x\":\"\\\"" + brackets + "\"}"))
        .isInstanceOf(Request.Ping.class);
  }

  @Test
  void texts_are_as_long_as_mqtt_has_them() {
    String longest = "é".repeat(32_767) + "x";
    assertThat(only("{\"type\":\"connect\",\"clientId\":\"" + longest + "\"}"))
        .isInstanceOf(Request.Connect.class);
    assertThat(only("{\"type\":\"connect\",\"clientId\":\"" + longest + "x\"}"))
        .isEqualTo(
            new Refusal(
                null, "bad-request", "The field clientId must be at most 65,535 bytes of UTF-8."));
  }

  @Test
  void correlation_data_is_as_long_as_mqtt_has_it() {
    String publish = "{\"type\":\"publish\",\"topic\":\"a\",\"value\":\"\",\"correlation\":\"%s\"}";
    assertThat(only(publish.formatted("AAAA".repeat(21_845)))).isInstanceOf(Request.Publish.class);
    assertThat(only(publish.formatted("AAAA".repeat(21_846))))
        .isEqualTo(
            new Refusal(
                null, "bad-request", "The field correlation must be at most 65,535 bytes."));
  }

  @Test
  void a_password_is_not_shown() {
    assertThat(only("{\"type\":\"connect\",\"password\":\"secret\"}").toString())
        .doesNotContain("secret");
  }
}
