package dev.rialto.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What the encoder gives a client is what it was, with however many aliases. */
class AliasPropertiesTest {

  /** Few topics, so that they come again. */
  @Provide
  Arbitrary<List<String>> topics() {
    return Packets.topic().list().ofMinSize(1).ofMaxSize(8);
  }

  @Provide
  Arbitrary<List<Packet.Publish>> publishes() {
    return Packets5.publish().list().ofMaxSize(20);
  }

  private static Packet.Publish to(List<String> topics, Packet.Publish publish) {
    Message message = publish.message();
    String topic = topics.get(Math.floorMod(message.hashCode(), topics.size()));
    return new Packet.Publish(
        new Message(Reading.topic(topic), message.payload(), message.properties()),
        publish.delivery());
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE) // they are mostly empty lists
  void a_client_reads_what_was_published(
      @ForAll("topics") List<String> topics,
      @ForAll("publishes") List<Packet.Publish> any,
      @ForAll @IntRange(max = 6) int clients,
      @ForAll @IntRange(max = 6) int servers,
      @ForAll @IntRange(max = 400) int maximumPacketSize)
      throws MalformedPacketException {
    Packet.Connect connect =
        OutboundAliasesTest.connect(ProtocolVersion.MQTT_5, clients, maximumPacketSize);
    PacketEncoder encoder = PacketEncoder.of(connect, servers);
    PacketReader client = Reading.reader(ProtocolVersion.MQTT_5, Math.min(clients, servers));
    for (Packet.Publish each : any) {
      Packet.Publish publish = to(topics, each);
      byte[] bytes = OutboundAliasesTest.sent(encoder, publish.message(), publish.delivery());
      assertThat(client.next(ByteBuffer.wrap(bytes))).isEqualTo(publish);
      byte[] plain = PacketWriter.encode(publish, ProtocolVersion.MQTT_5);
      assertThat(encoder.fits(bytes.length) || !encoder.fits(plain.length)).isTrue();
    }
  }
}
