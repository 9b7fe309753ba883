package dev.rialto.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two minutes of {@link FuzzPropertiesTest}, which begins at the tables' bytes and learns. */
class LongFuzzTest {
  private static final int TRIES = 20_000_000;
  private static final long NANOS =
      Duration.ofSeconds(Integer.getInteger("fuzz.seconds", 40)).toNanos();

  private static List<byte[]> tables() {
    return Stream.of(
            PropertyTableTest.a_property_is_read_and_written_wherever_it_is_allowed(),
            Connect5TableTest
                .a_connect_has_its_properties_before_the_identifier_and_the_wills_behind(),
            Connect5TableTest.a_connack_is_flags_a_reason_and_properties(),
            Packet5TableTest.subscriptions_and_their_answers_begin_with_properties(),
            Packet5TableTest.a_disconnect_ends_where_the_rest_says_nothing(),
            Packet5TableTest.an_auth_has_a_method(),
            OlderVersionTest.rows(),
            ConnectTableTest.flags_say_which_fields_follow())
        .flatMap(table -> table)
        .map(row -> Bytes.of(row.bytes()))
        .toList();
  }

  @Tag("long")
  @ParameterizedTest
  @EnumSource
  void whatever_a_client_sends_is_packets_or_refused(ProtocolVersion version) {
    long begin = System.nanoTime();
    Mutations mutations = new Mutations(begin, tables());
    int tries = 0;
    int packets = 0;
    while (tries < TRIES && System.nanoTime() - begin < NANOS) {
      byte[] bytes = mutations.next();
      try {
        List<Object> outcome = Outcome.of(bytes, version);
        mutations.ledTo(bytes, outcome);
        packets += outcome.stream().anyMatch(Packet.class::isInstance) ? 1 : 0;
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + begin + ", " + version + ": " + Bytes.hex(bytes), e);
      }
      tries++;
    }
    System.out.printf(
        "%s: %,d tries, %,d with packets, %,d kinds%n",
        version, tries, packets, mutations.kindsSeen());
    assertThat(tries).isGreaterThan(10_000);
    assertThat(packets).as("tries with a packet among them").isGreaterThan(tries / 20);
    assertThat(mutations.kindsSeen()).isGreaterThan(100);
  }
}
