package dev.rialto.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InFlightTest {
  @Test
  void identifiersAreTakenInTurnAndFreedInAnyOrder() {
    var inFlight = new InFlight(3, 1);
    assertThat(IntStream.range(0, 3).map(inFlight::begin)).containsExactly(1, 2, 3);
    assertThat(inFlight.isFull()).isTrue();

    assertThat(inFlight.acknowledge(MqttPackets.PUBACK, 3)).isTrue();
    assertThat(inFlight.acknowledge(MqttPackets.PUBACK, 1)).isTrue();

    assertThat(inFlight.unacknowledged()).containsExactly(1L);
    assertThat(IntStream.range(3, 5).map(inFlight::begin)).containsExactly(3, 1);
    assertThat(inFlight.isFull()).isTrue();
  }

  @Test
  void atQos2TheIdentifierIsFreeAfterPubcomp() {
    var inFlight = new InFlight(1, 2);
    var id = inFlight.begin(7);

    assertThat(inFlight.unacknowledged()).containsExactly(7L);
    assertThat(inFlight.acknowledge(MqttPackets.PUBREC, id)).isFalse();
    assertThat(inFlight.unacknowledged()).isEmpty();
    assertThat(inFlight.isFull()).isTrue();
    assertThat(inFlight.acknowledge(MqttPackets.PUBCOMP, id)).isTrue();
    assertThat(inFlight.isFull()).isFalse();
  }

  @Test
  void anAcknowledgementThatIsNotAwaitedIsAnError() {
    var inFlight = new InFlight(2, 1);
    var id = inFlight.begin(0);
    refused(inFlight, MqttPackets.PUBREC, id);
    refused(inFlight, MqttPackets.PUBACK, 0);
    refused(inFlight, MqttPackets.PUBACK, 2);
    refused(inFlight, MqttPackets.PUBACK, 65_535);
    inFlight.acknowledge(MqttPackets.PUBACK, id);
    refused(inFlight, MqttPackets.PUBACK, id);
  }

  private static void refused(InFlight inFlight, int type, int id) {
    assertThatExceptionOfType(ProtocolError.class).isThrownBy(() -> inFlight.acknowledge(type, id));
  }
}
