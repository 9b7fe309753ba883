package dev.rialto.wire;

import static dev.rialto.wire.Reading.message;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that expire, by a clock that is moved by hand (MQTT 5.0 section 3.3.2.3.3). */
class MessageExpiryTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /** Where the clock stands when the message comes. Such clocks may be negative, and wrap. */
  private static final long[] STARTS = {0, 12_345, -10 * SECOND, Long.MAX_VALUE - 10};

  private static final Delivery OWN =
      new Delivery(
          Qos.AT_LEAST_ONCE, false, false, 7, Properties.of(Property.SUBSCRIPTION_IDENTIFIER, 3));

  private static Message expiring(long interval) {
    return message("a", "'p'", Properties.of(Property.MESSAGE_EXPIRY_INTERVAL, interval));
  }

  @ParameterizedTest
  @CsvSource({
    // interval, waited in ns, left in ns
    "10,         0,           10000000000",
    "10,         1,           9999999999",
    "10,         999999999,   9000000001",
    "10,         9999999999,  1",
    "10,         10000000000, 0",
    "10,         25000000000, -15000000000",
    "1,          999999999,   1",
    "0,          0,           1000000000",
    "0,          1000000000,  0",
    "4294967295, 0,           4294967295000000000",
    "4294967295, 1,           4294967294999999999"
  })
  void it_expires_when_its_interval_is_over(long interval, long waited, long left) {
    for (long start : STARTS) {
      Message message = expiring(interval).arrivedAt(start);
      assertThat(message.expires()).isTrue();
      assertThat(message.expiresIn(start + waited)).isEqualTo(left);
      assertThat(message.isExpired(start + waited)).isEqualTo(left <= 0);
    }
  }

  @ParameterizedTest
  @CsvSource({
    // interval, waited in ns, interval that goes out
    "10,         1000000000,  9",
    "10,         1999999999,  9",
    "10,         9999999999,  1",
    "10,         10000000000, 0",
    "10,         99000000000, 0",
    "0,          1000000000,  0",
    "0,          5000000000,  0",
    "4294967295, 1000000000,  4294967294",
    "4294967295, 4294967295000000000, 0"
  })
  void what_has_waited_goes_out_with_the_seconds_that_are_left(
      long interval, long waited, long expected) {
    for (long start : STARTS) {
      Delivery left = expiring(interval).arrivedAt(start).left(OWN, start + waited);
      assertThat(left.properties())
          .isEqualTo(
              Properties.builder()
                  .put(Property.MESSAGE_EXPIRY_INTERVAL, expected)
                  .put(Property.SUBSCRIPTION_IDENTIFIER, 3)
                  .build());
      assertThat(left).isEqualTo(OWN.with(left.properties()));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 500_000_000, 999_999_999})
  void what_has_not_waited_a_second_goes_out_as_it_is(long waited) {
    for (long start : STARTS) {
      for (long interval : new long[] {0, 1, 10, 0xFFFF_FFFFL}) {
        assertThat(expiring(interval).arrivedAt(start).left(OWN, start + waited)).isSameAs(OWN);
      }
    }
  }

  @Test
  void a_message_without_an_interval_never_expires() {
    Message message = message("a", "'p'");
    assertThat(message.expires()).isFalse();
    assertThat(message.arrivedAt(5)).isSameAs(message);
    for (long now : new long[] {Long.MIN_VALUE, 0, Long.MAX_VALUE}) {
      assertThat(message.expiresIn(now)).isEqualTo(Long.MAX_VALUE);
      assertThat(message.isExpired(now)).isFalse();
      assertThat(message.left(OWN, now)).isSameAs(OWN);
    }
  }

  @Test
  void a_message_keeps_its_encodings_when_it_arrives() throws MalformedPacketException {
    byte[] bytes = Bytes.of("32 0C <a> 0001 05 02 0000000A 'p'");
    Packet.Publish read = (Packet.Publish) Reading.one(bytes, ProtocolVersion.MQTT_5);
    Message message = read.message();
    Message arrived = message.arrivedAt(7);
    assertThat(arrived).isNotSameAs(message).isEqualTo(message);
    assertThat(arrived.encoding(true, true)).isSameAs(message.encoding(true, true));
    assertThat(arrived.encoding(true, true)).isEqualTo(bytes);
  }

  @Test
  void what_has_waited_does_not_change_what_is_shared() {
    Message message = expiring(10).arrivedAt(0);
    byte[] shared = message.encoding(true, true).clone();
    Delivery left = message.left(OWN, 3 * SECOND);
    assertThat(PacketWriter.encode(new Packet.Publish(message, left), ProtocolVersion.MQTT_5))
        .isEqualTo(Bytes.of("32 0E <a> 0007 07 02 00000007 0B 03 'p'"));
    assertThat(message.encoding(true, true)).isEqualTo(shared);
    assertThat(message.properties().number(Property.MESSAGE_EXPIRY_INTERVAL, -1)).isEqualTo(10);
  }
}
