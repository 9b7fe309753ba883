package dev.rialto.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.wire.Packet;
import dev.rialto.wire.PacketType;
import dev.rialto.wire.PacketWriter;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.ProtocolVersion;
import dev.rialto.wire.ReasonCode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is told more than a reason code (MQTT 5.0 sections 3.1.2.11.4, 3.1.2.11.7 and 4.13). */
class ReasonStringTest {
  private final TestBroker broker = new TestBroker();

  /** The answers to QoS 1 and 2, and the last DISCONNECT, of a client that breaks rules. */
  private static final String TOO_DEEP = "/".repeat(128);

  private List<Packet> provoked(Properties wishes) {
    TestClient client = broker.client5("anna");
    client.connect5(true, wishes);
    client.take();
    client.publish(1, TOO_DEEP, "", 1);
    client.publish(2, TOO_DEEP, "", 2);
    client.ask("a/#/b", 0, 3);
    client.expectClosed(ReasonCode.TOPIC_FILTER_INVALID);
    return client.take();
  }

  /** How many of the two answers, and whether DISCONNECT, say more than their reason code. */
  private static void expectExplained(List<Packet> packets, int answers, boolean disconnect) {
    assertThat(packets)
        .extracting(Packet::type)
        .containsExactly(PacketType.PUBACK, PacketType.PUBREC, PacketType.DISCONNECT);
    assertThat(packets.subList(0, 2)).filteredOn(packet -> why(packet) != null).hasSize(answers);
    assertThat(why(packets.get(2)) != null).isEqualTo(disconnect);
  }

  private static Properties wishes(long problemInformation, long size) {
    return Properties.builder()
        .put(Property.REQUEST_PROBLEM_INFORMATION, problemInformation)
        .put(Property.MAXIMUM_PACKET_SIZE, size)
        .build();
  }

  private static void expectShorter(List<Packet> packets, int size) {
    for (Packet packet : packets) { // [MQTT-3.1.2-24]
      assertThat(PacketWriter.encode(packet, ProtocolVersion.MQTT_5)).hasSizeLessThan(size);
    }
  }

  private static String why(Packet packet) {
    Properties properties =
        packet instanceof Packet.PubAck ack
            ? ack.properties()
            : packet instanceof Packet.PubRec rec
                ? rec.properties()
                : ((Packet.Disconnect) packet).properties();
    return properties.text(Property.REASON_STRING);
  }

  @Test
  void a_client_that_wants_to_know_is() {
    expectExplained(provoked(Properties.of(Property.REQUEST_PROBLEM_INFORMATION, 1)), 2, true);
  }

  @Test
  void so_is_one_that_says_nothing_of_it() {
    expectExplained(provoked(Properties.NONE), 2, true);
  }

  @Test
  void a_missing_right_needs_no_words() {
    TestClient client = broker.clean5("anna");
    client.publish(1, "$SYS/a", "", 1);
    client.expect(new Packet.PubAck(1, ReasonCode.NOT_AUTHORIZED));
  }

  @Test
  void who_does_not_want_it_gets_it_in_disconnect_at_most() { // [MQTT-3.1.2-29]
    expectExplained(provoked(Properties.of(Property.REQUEST_PROBLEM_INFORMATION, 0)), 0, true);
  }

  @Test
  void not_one_that_could_not_take_it() { // [MQTT-3.4.2-2], [MQTT-3.5.2-2], [MQTT-3.14.2-3]
    List<Packet> packets = provoked(wishes(1, 30));
    expectExplained(packets, 0, false);
    expectShorter(packets, 30);
  }

  @Test
  void none_is_longer_than_the_room_for_it() {
    List<Packet> packets = provoked(wishes(1, 512));
    expectExplained(packets, 2, true);
    expectShorter(packets, 512);
  }

  @Test
  void a_success_needs_none() {
    TestClient client = broker.clean5("anna");
    client.publish(1, "a", "", 1);
    client.expect(new Packet.PubAck(1, ReasonCode.NO_MATCHING_SUBSCRIBERS));
  }
}
