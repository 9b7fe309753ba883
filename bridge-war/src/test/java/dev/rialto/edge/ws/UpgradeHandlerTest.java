package dev.rialto.edge.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.Setting;
import dev.rialto.edge.Rialto;
import dev.rialto.edge.ws.frame.FrameWriter;
import dev.rialto.observe.Counter;
import dev.rialto.session.Peer;
import dev.rialto.session.TestBroker;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A connection's life as the container tells it, with the real engine behind. */
class UpgradeHandlerTest {
  private static final String CONNECT = packet("100c00044d515454040200000000");
  private static final String CONNACK = "820420020000";
  private static final String PINGREQ = packet("c000");

  private final Rialto rialto = new Rialto();
  private final FakeConnection connection = new FakeConnection();
  private final UpgradeHandler handler = new UpgradeHandler();

  /** A binary frame whose mask is zero. */
  private static String packet(String hex) {
    return frame(0x82, hex);
  }

  private static String frame(int first, String hex) {
    return "%02x%02x00000000%s".formatted(first, 0x80 | hex.length() / 2, hex);
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
    assertThat(connection.wrong()).isEmpty();
  }

  private long counted(Counter counter) {
    return rialto.counters().get(counter);
  }

  @Test
  void all_answers_to_one_read_are_one_write() throws IOException {
    connection.arrive(CONNECT + PINGREQ.repeat(5));
    assertThat(connection.take()).isEqualTo("820e20020000" + "d000".repeat(5));
    assertThat(connection.writes()).isEqualTo(1);
  }

  @Test
  void what_a_client_sends_to_itself_is_in_the_same_write() throws IOException {
    connection.arrive(
        CONNECT + packet("8206 0001 0001 78 00".replace(" ", "")),
        packet("3004000178 59".replace(" ", "")).repeat(3));
    assertThat(connection.take())
        .isEqualTo("820920020000" + "9003000100" + "8212" + "300400017859".repeat(3));
    assertThat(connection.writes()).isEqualTo(2);
  }

  @Test
  void bytes_come_in_whatever_pieces() throws IOException {
    String stream = CONNECT + frame(0x02, "c0") + frame(0x89, "aa") + frame(0x80, "00c000");
    for (int i = 0; i < stream.length(); i += 2) {
      connection.arrive(stream.substring(i, i + 2));
    }
    assertThat(connection.take()).isEqualTo(CONNACK + "8a01aa" + "8202d000".repeat(2));
  }

  @Test
  void what_comes_while_it_is_paused_is_read_later() throws Exception {
    rialto.stop();
    rialto.start(
        TestBroker.settings(Setting.STORE, "memory", Setting.PUBLISH_RATE_MAX, 2), Runnable::run);
    CountDownLatch onTheWay = new CountDownLatch(1);
    rialto.lend(
        task -> {
          task.run();
          onTheWay.countDown();
        });
    FakeConnection paced = new FakeConnection();
    UpgradeHandler reader = new UpgradeHandler();
    reader.serve(rialto, Speech.MQTT, new Peer("192.0.2.7:51123"), () -> {});
    reader.init(paced);
    paced.arrive(CONNECT);
    paced.take();
    paced.arrive(packet("3004000178 59".replace(" ", "")).repeat(3));
    paced.arrive(PINGREQ);
    assertThat(paced.take()).isEmpty();
    assertThat(onTheWay.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(paced.take()).isEqualTo("8202d000");
    assertThat(counted(Counter.READS_PAUSED)).isEqualTo(1);
    assertThat(paced.wrong()).isEmpty();
  }

  @Test
  void answers_wait_while_the_client_does_not_read() throws IOException {
    connection.arrive(CONNECT);
    assertThat(connection.take()).isEqualTo(CONNACK);
    connection.room(0);
    connection.arrive(PINGREQ, PINGREQ, PINGREQ);
    assertThat(connection.take()).isEmpty();
    connection.drain();
    assertThat(connection.take()).isEqualTo("8202d000" + "8204d000d000");
  }

  @Test
  void a_frame_that_no_client_may_send_ends_the_connection() throws IOException {
    connection.arrive(CONNECT);
    connection.take();
    connection.arrive("8202c000", PINGREQ);
    assertThat(connection.take()).startsWith("88").contains("03ea");
    assertThat(counted(Counter.CONNECTIONS_ACCEPTED)).isEqualTo(1);
  }

  @Test
  void what_is_no_packet_ends_the_connection() throws IOException {
    connection.arrive(CONNECT + packet("00ff"), PINGREQ);
    assertThat(connection.take()).startsWith(CONNACK + "88").contains("03ea");
    assertThat(counted(Counter.CONNECTIONS_IN_ERROR)).isEqualTo(1);
  }

  @Test
  void a_text_message_ends_the_connection() throws IOException {
    connection.arrive(frame(0x81, "343631"), CONNECT);
    assertThat(connection.take()).startsWith("88").contains("03eb");
    connection.arrive(frame(0x88, "03eb"));
    assertThat(connection.isClosed()).isTrue();
  }

  @Test
  void a_frame_that_is_too_large_is_refused_by_its_header() throws IOException {
    connection.arrive("82ff0000000040000000" + "00000000");
    assertThat(connection.take()).startsWith("88").contains("03f1");
  }

  @Test
  void a_close_frame_is_answered_and_the_client_is_gone() throws IOException {
    connection.arrive(CONNECT + packet("e000") + frame(0x88, "03e8"));
    assertThat(connection.take()).startsWith(CONNACK + "8816" + "03e8");
    assertThat(connection.isClosed()).isTrue();
    assertThat(rialto.sessions()).hasValue(0);
  }

  @Test
  void a_client_that_vanishes_is_gone() throws IOException {
    connection.arrive(CONNECT);
    connection.take();
    handler.onError(new IOException("connection reset"));
    assertThat(connection.isClosed()).isTrue();
    assertThat(rialto.sessions()).hasValue(0);
  }

  @Test
  void a_client_that_ends_the_stream_is_gone() throws IOException {
    connection.arrive(CONNECT);
    connection.take();
    handler.onAllDataRead();
    assertThat(connection.isClosed()).isTrue();
    assertThat(rialto.sessions()).hasValue(0);
  }

  @Test
  void a_connection_that_the_container_takes_away_is_gone() throws IOException {
    connection.arrive(CONNECT);
    connection.take();
    connection.close();
    assertThat(rialto.sessions()).hasValue(0);
  }

  @Test
  void a_connection_that_comes_while_the_server_stops_is_closed() {
    rialto.stop();
    FakeConnection late = new FakeConnection();
    UpgradeHandler unlucky = new UpgradeHandler();
    unlucky.serve(rialto, Speech.MQTT, new Peer("192.0.2.7:51123"), () -> {});
    unlucky.init(late);
    unlucky.destroy();
    assertThat(late.isClosed()).isTrue();
  }

  @Test
  void a_goodbye_of_the_server_reaches_the_client() throws IOException {
    connection.arrive(CONNECT);
    connection.take();
    rialto.stop();
    assertThat(connection.take()).startsWith("88").contains("03e9");
    assertThat(FrameWriter.LONGEST_CONTROL).isEqualTo(125);
  }
}
