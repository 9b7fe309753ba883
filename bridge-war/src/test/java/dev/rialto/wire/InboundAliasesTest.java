package dev.rialto.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that a client gives to topics (MQTT 5.0 section 3.3.2.3.4). */
class InboundAliasesTest {
  private final PacketReader reader = Reading.reader(ProtocolVersion.MQTT_5, 10);

  private Packet.Publish publish(String topic, String alias) throws MalformedPacketException {
    String bytes = Bytes.framed("30", topic + Bytes.measured("23" + alias) + "'p'");
    return (Packet.Publish) reader.next(ByteBuffer.wrap(Bytes.of(bytes)));
  }

  private String topicOf(String topic, String alias) throws MalformedPacketException {
    return publish(topic, alias).message().topic().value();
  }

  private Malformation refusal(PacketReader of, String topic, String alias) {
    return Reading.refusal(of, Bytes.of(Bytes.framed("30", topic + "03 23" + alias)));
  }

  @ParameterizedTest
  @CsvSource({"0001", "0002", "000A"})
  void an_alias_stands_for_the_topic_that_it_came_with(String alias)
      throws MalformedPacketException {
    assertThat(topicOf("<a/b>", alias)).isEqualTo("a/b");
    assertThat(topicOf("<>", alias)).isEqualTo("a/b");
    assertThat(topicOf("<>", alias)).isEqualTo("a/b");
  }

  @Test
  void each_alias_stands_for_its_own() throws MalformedPacketException {
    for (String alias : new String[] {"000A", "0001", "0005"}) {
      assertThat(topicOf("<t/" + alias + ">", alias)).isEqualTo("t/" + alias);
    }
    for (String alias : new String[] {"0005", "000A", "0001"}) {
      assertThat(topicOf("<>", alias)).isEqualTo("t/" + alias);
    }
  }

  @Test
  void an_alias_may_be_given_to_another_topic() throws MalformedPacketException {
    assertThat(topicOf("<a>", "0001")).isEqualTo("a");
    assertThat(topicOf("<b>", "0001")).isEqualTo("b");
    assertThat(topicOf("<>", "0001")).isEqualTo("b");
  }

  @Test
  void a_topic_may_have_several_aliases() throws MalformedPacketException {
    assertThat(topicOf("<a>", "0001")).isEqualTo("a");
    assertThat(topicOf("<a>", "0002")).isEqualTo("a");
    assertThat(topicOf("<>", "0001")).isEqualTo("a");
    assertThat(topicOf("<>", "0002")).isEqualTo("a");
  }

  @Test
  void an_alias_between_those_in_use_is_unknown() throws MalformedPacketException {
    assertThat(topicOf("<a>", "0003")).isEqualTo("a");
    assertThat(refusal(reader, "<>", "0002")).isEqualTo(Malformation.TOPIC_ALIAS_UNKNOWN);
  }

  @Test
  void an_alias_is_of_one_connection() throws MalformedPacketException {
    assertThat(topicOf("<a>", "0001")).isEqualTo("a");
    assertThat(refusal(Reading.reader(ProtocolVersion.MQTT_5), "<>", "0001"))
        .isEqualTo(Malformation.TOPIC_ALIAS_UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({"0, 0001", "1, 0002", "1, 0000", "65534, FFFF", "65535, 0000"})
  void an_alias_above_the_maximum_or_zero_is_refused(int maximum, String alias) {
    PacketReader limited = Reading.reader(ProtocolVersion.MQTT_5, maximum);
    assertThat(refusal(limited, "<a>", alias)).isEqualTo(Malformation.TOPIC_ALIAS_INVALID);
  }

  @Test
  void the_alias_of_a_message_is_not_its_subscribers() throws MalformedPacketException {
    Packet.Publish set = publish("<a/b>", "0001");
    Packet.Publish used = publish("<>", "0001");
    assertThat(used).isEqualTo(set).isEqualTo(Holder.publishTo("a/b"));
    for (Packet.Publish each : new Packet.Publish[] {set, used}) {
      assertThat(PacketWriter.encode(each, ProtocolVersion.MQTT_5))
          .isEqualTo(Bytes.of("30 07 <a/b> 00 'p'"));
      assertThat(PacketWriter.encode(each, ProtocolVersion.MQTT_3_1_1))
          .isEqualTo(Bytes.of("30 06 <a/b> 'p'"));
    }
  }

  @Test
  void the_other_properties_are() throws MalformedPacketException {
    byte[] bytes = Bytes.of("30 13 <a/b> 0A 23 0001 26 <k> <v> 'pqr'");
    assertThat(PacketWriter.encode(Reading.one(reader, bytes), ProtocolVersion.MQTT_5))
        .isEqualTo(Bytes.of("30 10 <a/b> 07 26 <k> <v> 'pqr'"));
  }

  @Test
  void aliases_take_memory_as_far_as_they_are_used()
      throws MalformedPacketException, ReflectiveOperationException {
    InboundAliases aliases = new InboundAliases(65_535);
    var topics = InboundAliases.class.getDeclaredField("topics");
    topics.setAccessible(true);
    assertThat((Object[]) topics.get(aliases)).isEmpty();
    for (int alias : new int[] {1, 3, 2, 100, 50}) {
      var unused = aliases.resolve("a", Properties.of(Property.TOPIC_ALIAS, alias));
      assertThat(unused.value()).isEqualTo("a");
    }
    assertThat((Object[]) topics.get(aliases)).hasSize(100);
  }
}
