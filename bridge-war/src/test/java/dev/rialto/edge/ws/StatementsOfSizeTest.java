package dev.rialto.edge.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.Setting;
import dev.rialto.edge.Rialto;
import dev.rialto.session.Peer;
import dev.rialto.session.TestBroker;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No packet is larger than its client takes, an answer neither. [MQTT-3.1.2-24] */
class StatementsOfSizeTest {
  private static final String CONNACK = "200e"; // and 14 bytes
  private static final String SUBACK_OF_20 = "9017";
  private static final String DISCONNECT_TOO_LARGE = "e00195";

  private final Rialto rialto = new Rialto();
  private final FakeConnection connection = new FakeConnection();
  private final UpgradeHandler handler = new UpgradeHandler();

  /** A binary frame whose mask is zero. */
  private static String packet(String hex) {
    String bytes = hex.replace(" ", "");
    return "82%02x00000000%s".formatted(0x80 | bytes.length() / 2, bytes);
  }

  private static String connect(int maximumPacketSize) {
    return packet("10 13 0004 4d515454 05 02 0000 05 27 %08x 0001 61".formatted(maximumPacketSize));
  }

  @BeforeEach
  void open() throws Exception {
    rialto.start(TestBroker.settings(Setting.STORE, "memory"), Runnable::run);
    handler.serve(rialto, Speech.MQTT, new Peer("192.0.2.7:51123"), () -> {});
    connection.onClose(handler::destroy);
    handler.init(connection);
  }

  @AfterEach
  void stop() {
    rialto.stop();
  }

  @Test
  void who_can_take_no_connack_is_not_connected() throws IOException {
    connection.arrive(connect(15));
    assertThat(connection.take()).startsWith("88").doesNotContain(CONNACK);
    assertThat(rialto.sessions()).hasValue(0);
  }

  @Test
  void who_can_take_no_suback_is_told_so_and_disconnected() throws IOException {
    connection.arrive(connect(16));
    assertThat(connection.take()).contains(CONNACK);
    connection.arrive(packet("82 53 0001 00" + "0001 61 00".repeat(20)));
    assertThat(connection.take()).contains(DISCONNECT_TOO_LARGE).doesNotContain(SUBACK_OF_20);
  }
}
