package dev.rialto.wire;

import static dev.rialto.wire.Reading.message;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One message, many deliveries: what each has of its own goes into its copy and nowhere else. */
class DeliveryTest {
  private static final Delivery QOS_1 = new Delivery(Qos.AT_LEAST_ONCE, false, false, 0x1234);
  private static final Delivery QOS_2 = new Delivery(Qos.EXACTLY_ONCE, true, true, 0xFFFE);

  private static Message read(String bytes) throws MalformedPacketException {
    return ((Packet.Publish) Reading.one(Bytes.of(bytes))).message();
  }

  private static String delivered(Message message, Delivery delivery) {
    return Bytes.hex(
        PacketWriter.encode(new Packet.Publish(message, delivery), ProtocolVersion.MQTT_3_1_1));
  }

  private static void copy(Message message, Delivery delivery, byte[] target, int at) {
    byte[] shared = PacketWriter.encoding(message, delivery, ProtocolVersion.MQTT_3_1_1);
    PacketWriter.copy(shared, delivery, target, at);
  }

  private static String plain(String bytes) {
    return Bytes.hex(Bytes.of(bytes));
  }

  @ParameterizedTest
  @MethodSource
  void a_message_goes_out_as_each_delivery_says(String origin, Delivery delivery, String expected)
      throws MalformedPacketException {
    Message message = origin.isEmpty() ? message("a/b", "0102") : read(origin);
    assertThat(delivered(message, delivery)).isEqualTo(plain(expected));
  }

  static Stream<Arguments> a_message_goes_out_as_each_delivery_says() {
    return Stream.of(
            "", // the server's own
            "30 07 <a/b> 0102",
            "31 07 <a/b> 0102",
            "32 09 <a/b> 0007 0102",
            "3B 09 <a/b> FFFF 0102",
            "3D 09 <a/b> 0007 0102")
        .flatMap(
            origin ->
                Stream.of(
                    Arguments.of(
                        origin,
                        Delivery.of(Qos.AT_MOST_ONCE, false, Properties.NONE),
                        "30 07 <a/b> 0102"),
                    Arguments.of(
                        origin,
                        Delivery.of(Qos.AT_MOST_ONCE, true, Properties.NONE),
                        "31 07 <a/b> 0102"),
                    Arguments.of(origin, QOS_1, "32 09 <a/b> 1234 0102"),
                    Arguments.of(origin, QOS_2, "3D 09 <a/b> FFFE 0102")));
  }

  @Test
  void deliveries_in_any_order_do_not_change_each_other() throws MalformedPacketException {
    Message message = read("3B 09 <a/b> FFFF 0102");
    for (int i = 0; i < 3; i++) {
      assertThat(delivered(message, QOS_2)).isEqualTo(plain("3D 09 <a/b> FFFE 0102"));
      assertThat(delivered(message, Delivery.of(Qos.AT_MOST_ONCE, true, Properties.NONE)))
          .isEqualTo(plain("31 07 <a/b> 0102"));
      assertThat(delivered(message, QOS_1)).isEqualTo(plain("32 09 <a/b> 1234 0102"));
      assertThat(delivered(message, Delivery.of(Qos.AT_MOST_ONCE, false, Properties.NONE)))
          .isEqualTo(plain("30 07 <a/b> 0102"));
    }
    assertThat(message).isEqualTo(message("a/b", "0102"));
  }

  @Test
  void the_shared_encoding_stays_as_it_is() throws MalformedPacketException {
    Message message = read("3B 09 <a/b> FFFF 0102");
    byte[] withId = message.encoding(true, false).clone();
    byte[] withoutId = message.encoding(false, false).clone();
    assertThat(delivered(message, QOS_2)).isNotEmpty();
    assertThat(delivered(message, Delivery.of(Qos.AT_MOST_ONCE, true, Properties.NONE)))
        .isNotEmpty();
    assertThat(message.encoding(true, false)).isEqualTo(withId);
    assertThat(message.encoding(false, false)).isEqualTo(withoutId);
  }

  @Test
  void an_encoding_is_made_once() {
    Message message = message("a/b", "0102");
    assertThat(message.encoding(true, false)).isSameAs(message.encoding(true, false));
    assertThat(message.encoding(false, false)).isSameAs(message.encoding(false, false));
    assertThat(message.encoding(true, false)).isNotSameAs(message.encoding(false, false));
  }

  @Test
  void the_bytes_that_were_read_serve_as_encoding() {
    byte[] packet = Bytes.of("32 09 <a/b> 0007 0102");
    Message message = new Message(Reading.topic("a/b"), new Payload(packet, 9, 2));
    message.readFrom(packet, true, ProtocolVersion.MQTT_3_1_1);
    assertThat(message.encoding(true, false)).isSameAs(packet);
    assertThat(message.encoding(false, false)).isEqualTo(Bytes.of("30 07 <a/b> 0102"));
  }

  @Test
  void a_copy_goes_where_it_is_wanted_and_nowhere_else() {
    Message message = message("a/b", "0102");
    byte[] target = new byte[20];
    Arrays.fill(target, (byte) 0xEE);
    assertThat(PacketWriter.size(message, QOS_1, ProtocolVersion.MQTT_3_1_1)).isEqualTo(11);
    copy(message, QOS_1, target, 5);
    assertThat(target).isEqualTo(Bytes.of("EEEEEEEEEE 32 09 <a/b> 1234 0102 EEEEEEEE"));
  }

  @Test
  void what_encode_gives_is_the_callers_own() {
    Message message = message("a/b", "0102");
    byte[] own =
        PacketWriter.encode(
            new Packet.Publish(message, Delivery.of(Qos.AT_MOST_ONCE, false, Properties.NONE)),
            ProtocolVersion.MQTT_3_1_1);
    Arrays.fill(own, (byte) 0);
    assertThat(delivered(message, Delivery.of(Qos.AT_MOST_ONCE, false, Properties.NONE)))
        .isEqualTo(plain("30 07 <a/b> 0102"));
  }

  @Provide
  Arbitrary<Packet.Publish> publishes() {
    return Packets.publish();
  }

  @Provide
  Arbitrary<Delivery> deliveries() {
    return Packets.delivery();
  }

  @Property(tries = 500)
  void a_message_that_was_read_is_delivered_as_if_it_were_new(
      @ForAll("publishes") Packet.Publish publish,
      @ForAll("deliveries") Delivery delivery,
      @ForAll @IntRange(max = 50) int at)
      throws MalformedPacketException {
    Message original = publish.message();
    Message read =
        ((Packet.Publish) Reading.one(PacketWriter.encode(publish, ProtocolVersion.MQTT_3_1_1)))
            .message();
    Message fresh = new Message(original.topic(), original.payload());
    int size = PacketWriter.size(fresh, delivery, ProtocolVersion.MQTT_3_1_1);
    assertThat(PacketWriter.size(read, delivery, ProtocolVersion.MQTT_3_1_1)).isEqualTo(size);
    byte[] ofRead = new byte[at + size];
    byte[] ofFresh = new byte[at + size];
    copy(read, delivery, ofRead, at);
    copy(fresh, delivery, ofFresh, at);
    assertThat(ofRead).isEqualTo(ofFresh);
    assertThat(Reading.one(Arrays.copyOfRange(ofRead, at, ofRead.length)))
        .isEqualTo(new Packet.Publish(original, delivery));
  }
}
