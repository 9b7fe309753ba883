package dev.rialto.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The receive maximum holds whatever a client does, and nothing is lost (MQTT 5.0 section 4.9). */
class ReceiveMaximumStressTest {
  private static final int MESSAGES = 400;

  private final TestBroker broker = new TestBroker();
  private final TestClient publisher = broker.clean("publisher");
  private final Map<Integer, Boolean> unacknowledged = new LinkedHashMap<>(); // id, is QoS 1
  private final List<String> first = new ArrayList<>();
  private TestClient client;
  private int receiveMaximum;

  private void connect(int maximum) {
    receiveMaximum = maximum;
    client = broker.client5("anna");
    client.connect5(
        false,
        Properties.builder()
            .put(Property.RECEIVE_MAXIMUM, maximum)
            .put(Property.SESSION_EXPIRY_INTERVAL, 60)
            .build());
    unacknowledged.clear(); // the quota begins anew (section 4.9)
    take();
  }

  private void take() {
    for (Packet packet : client.take()) {
      if (packet instanceof Packet.Publish publish) {
        assertThat(unacknowledged).doesNotContainKey(publish.delivery().packetId());
        unacknowledged.put(publish.delivery().packetId(), publish.delivery().qos().value() == 1);
        if (!first.contains(TestClient.payload(publish))) {
          first.add(TestClient.payload(publish));
        }
        assertThat(unacknowledged).hasSizeLessThanOrEqualTo(receiveMaximum);
      } else if (packet instanceof Packet.PubRel release) {
        unacknowledged.remove(release.packetId());
        client.pubcomp(release.packetId());
      }
    }
  }

  private void acknowledge(Random random) {
    List<Integer> ids = new ArrayList<>(unacknowledged.keySet());
    if (ids.isEmpty()) {
      return;
    }
    int id = ids.get(random.nextInt(ids.size()));
    if (unacknowledged.get(id)) {
      unacknowledged.remove(id);
      client.puback(id);
    } else {
      client.pubrec(id);
    }
    take();
    take(); // what PUBCOMP set free
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void it_is_never_exceeded_and_order_is_kept(long seed) { // [MQTT-3.3.4-9], [MQTT-4.6.0-6]
    Random random = new Random(seed);
    connect(4);
    client.subscribe("t", 2);
    for (int i = 0; i < MESSAGES; i++) {
      publisher.publish(1 + random.nextInt(2), "t", "m" + i, 1);
      publisher.pubrel(1);
      take();
      for (int n = random.nextInt(3); n > 0; n--) {
        acknowledge(random);
      }
      if (random.nextInt(20) == 0) {
        client.vanish();
        connect(1 + random.nextInt(8));
      }
    }
    for (int i = 0; i < 3 * MESSAGES && first.size() < MESSAGES; i++) {
      acknowledge(random);
    }
    assertThat(first).hasSize(MESSAGES).doesNotHaveDuplicates();
    assertThat(first.stream().mapToInt(m -> Integer.parseInt(m.substring(1)))).isSorted();
  }
}
