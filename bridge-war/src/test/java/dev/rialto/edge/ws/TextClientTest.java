package dev.rialto.edge.ws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.Settings;
import dev.rialto.edge.Rialto;
import dev.rialto.edge.client.Client;
import dev.rialto.edge.client.Credentials;
import dev.rialto.edge.client.Listening;
import dev.rialto.observe.Counter;
import dev.rialto.session.Peer;
import dev.rialto.wire.Message;
import dev.rialto.wire.Payload;
import dev.rialto.wire.Qos;
import dev.rialto.wire.RetainHandling;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A device that sends values and gets orders, in frames, with the real engine behind. */
class TextClientTest {
  private static final Peer PEER = new Peer("192.0.2.7:51123");

  private final Rialto rialto = new Rialto();
  private final FakeConnection connection = new FakeConnection();
  private final UpgradeHandler handler = new UpgradeHandler();
  private final Listening heard = new Listening();
  private Client other;

  @BeforeEach
  void open() throws Exception {
    Map<String, String> set =
        Map.of("rialto.text.log", "true", "rialto.packet.max", "1 KiB", "rialto.store", "memory");
    rialto.start(new Settings(key -> Optional.ofNullable(set.get(key))), Runnable::run);
    other =
        Client.connect(
            link -> rialto.broker().open(PEER, link), rialto.scheduler(), Credentials.NONE, heard);
    other.subscribe(
        Listening.filter("#"), Qos.AT_LEAST_ONCE, RetainHandling.DO_NOT_SEND, answer -> {});
    connect();
  }

  private void connect() throws Exception {
    handler.serve(rialto, TextTopic.of("/text/lamp", "", Credentials.NONE), PEER, () -> {});
    connection.onClose(handler::destroy);
    handler.init(connection);
  }

  @AfterEach
  void stop() {
    rialto.stop();
    assertThat(connection.wrong()).isEmpty();
  }

  /** A frame whose mask is zero. */
  private static String frame(int first, String payload) {
    return header(first, payload.getBytes(UTF_8).length)
        + HexFormat.of().formatHex(payload.getBytes(UTF_8));
  }

  private static String header(int first, int length) {
    return length < 126
        ? "%02x%02x00000000".formatted(first, 0x80 | length)
        : "%02xfe%04x00000000".formatted(first, length);
  }

  private static String sent(int first, String payload) {
    return "%02x%02x".formatted(first, payload.length())
        + HexFormat.of().formatHex(payload.getBytes(UTF_8));
  }

  private void order(String payload, boolean retain) {
    other.publish(Listening.message("lamp/set", payload), Qos.AT_LEAST_ONCE, retain, answer -> {});
  }

  @Test
  void each_text_message_is_a_publication() throws IOException {
    connection.arrive(frame(0x81, "461") + frame(0x81, "") + frame(0x81, "462"));
    assertThat(heard.take()).containsExactly("lamp=461", "lamp=", "lamp=462");
    assertThat(connection.take()).isEmpty();
  }

  @Test
  void so_is_each_binary_message() throws IOException {
    connection.arrive(frame(0x82, "on"));
    assertThat(heard.take()).containsExactly("lamp=on");
  }

  @Test
  void a_message_may_come_in_pieces() throws IOException {
    String stream = frame(0x01, "4") + frame(0x89, "") + frame(0x00, "6") + frame(0x80, "1");
    for (int i = 0; i < stream.length(); i += 2) {
      connection.arrive(stream.substring(i, i + 2));
    }
    assertThat(heard.take()).containsExactly("lamp=461");
    assertThat(connection.take()).isEqualTo("8a00");
  }

  @Test
  void orders_come_back_as_text_or_binary_each_in_a_message() throws Exception {
    order("on", false);
    order("off", false);
    assertThat(connection.take()).isEqualTo(sent(0x81, "on") + sent(0x81, "off"));
    byte[] bytes = {(byte) 0xFF, 0};
    other.publish(
        new Message(Listening.message("lamp/set", "").topic(), new Payload(bytes, 0, 2)),
        Qos.AT_LEAST_ONCE,
        false,
        answer -> {});
    assertThat(connection.take()).isEqualTo("8202ff00");
  }

  @Test
  void what_it_publishes_itself_does_not_come_back() throws IOException {
    connection.arrive(frame(0x81, "461"));
    other.publish(Listening.message("lamp", "x"), Qos.AT_LEAST_ONCE, false, answer -> {});
    assertThat(connection.take()).isEmpty();
  }

  @Test
  void a_retained_order_is_there_when_it_connects() throws Exception {
    order("on", true);
    connection.take();
    FakeConnection again = new FakeConnection();
    UpgradeHandler next = new UpgradeHandler();
    next.serve(rialto, TextTopic.of("/text/lamp", "", Credentials.NONE), PEER, () -> {});
    next.init(again);
    assertThat(again.take()).isEqualTo(sent(0x81, "on"));
  }

  @Test
  void more_orders_than_a_window_go_through_since_each_is_acknowledged() throws IOException {
    int window = 2048;
    for (int i = 0; i < 2 * window; i++) {
      order("x", false);
    }
    assertThat(connection.take()).isEqualTo(sent(0x81, "x").repeat(2 * window));
  }

  @Test
  void orders_wait_while_it_does_not_read() throws IOException {
    connection.room(0);
    order("on", false);
    assertThat(connection.take()).isEmpty();
    connection.drain();
    assertThat(connection.take()).isEqualTo(sent(0x81, "on"));
  }

  @Test
  void text_that_is_not_utf8_closes_the_connection() throws IOException {
    connection.arrive(header(0x81, 1) + "ff");
    assertThat(connection.take()).startsWith("88").contains("03ef"); // 1007
    assertThat(heard.take()).isEmpty();
  }

  @Test
  void a_message_above_the_largest_packet_closes_the_connection() throws IOException {
    connection.arrive(frame(0x81, "x".repeat(1025)) + frame(0x81, "not any more"));
    assertThat(connection.take()).startsWith("88").contains("03f1"); // 1009
    assertThat(heard.take()).isEmpty();
  }

  @Test
  void a_message_that_is_too_large_with_its_topic_closes_it_too() throws IOException {
    connection.arrive(frame(0x81, "x".repeat(1024)));
    assertThat(connection.take()).startsWith("88").contains("03f1");
    assertThat(heard.take()).isEmpty();
  }

  @Test
  void one_that_outruns_a_subscriber_takes_its_turn() throws IOException {
    String many = frame(0x81, "x").repeat(4000);
    connection.arrive(many, many);
    assertThat(rialto.counters().get(Counter.READS_SLOWED)).isZero();
    connection.arrive(many, many);
    assertThat(rialto.counters().get(Counter.READS_SLOWED)).isPositive();
  }

  @Test
  void its_session_ends_with_its_connection() throws IOException {
    assertThat(rialto.sessions()).hasValue(2);
    connection.arrive(header(0x88, 2) + "03e8");
    assertThat(rialto.sessions()).hasValue(1);
    order("nobody", false);
    assertThat(connection.take()).isEqualTo("880203e8");
  }

  @Test
  void it_is_told_when_the_server_stops() {
    rialto.stop();
    assertThat(connection.take()).startsWith("88").contains("03e9"); // 1001
  }

  @Test
  void the_log_reads_like_the_lecture_if_it_is_switched_on() throws Exception {
    List<String> lines = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            lines.add(String.valueOf(record.getParameters()[0]));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger(TextClient.class.getName());
    logger.addHandler(handler);
    logger.setLevel(Level.INFO); // others are silenced
    try {
      FakeConnection another = new FakeConnection();
      UpgradeHandler device = new UpgradeHandler();
      device.serve(rialto, TextTopic.of("/text/lecture", "", Credentials.NONE), PEER, () -> {});
      device.init(another);
      another.arrive(frame(0x81, "461"));
      another.arrive(frame(0x81, "{0}\n" + "x".repeat(200)));
      another.arrive(frame(0x82, "4711"));
      another.arrive(header(0x88, 2) + "03e8");
    } finally {
      logger.removeHandler(handler);
      logger.setLevel(null);
    }
    assertThat(lines)
        .containsExactly(
            "lecture: new client connected",
            "lecture: Received: 461",
            "lecture: Received: {0}?" + "x".repeat(77),
            "lecture: Received: 4 bytes",
            "lecture: lost one client");
  }
}
