package dev.rialto.edge.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.edge.ws.frame.FrameWriter;
import dev.rialto.time.ManualScheduler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is written when, and what becomes of it. */
class FramedChannelTest {
  private final ManualScheduler scheduler = new ManualScheduler();
  private final FakeConnection connection = new FakeConnection();
  private final List<String> done = new ArrayList<>();
  private FramedChannel channel;

  @BeforeEach
  void open() throws IOException {
    ServletWire wire = new ServletWire(connection, new Reading(Runnable::run, scheduler, () -> {}));
    channel = new FramedChannel(wire, () -> done.add("terminated"), scheduler);
    wire.tell(channel);
  }

  @AfterEach
  void keeps_to_the_rules_of_the_stream() {
    assertThat(connection.wrong()).isEmpty();
  }

  private static ByteBuffer message(String hex) {
    byte[] payload = HexFormat.of().parseHex(hex);
    ByteBuffer room = ByteBuffer.allocate(FrameWriter.LONGEST_HEADER + payload.length);
    return room.position(FrameWriter.LONGEST_HEADER)
        .put(payload)
        .flip()
        .position(FrameWriter.LONGEST_HEADER);
  }

  private void send(String hex) {
    channel.send(List.of(message(hex)), error -> done.add(error == null ? hex : "failed " + hex));
  }

  private static ByteBuffer payload(String hex) {
    return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
  }

  @Test
  void a_message_is_one_write_of_one_frame() {
    send("d000");
    assertThat(connection.take()).isEqualTo("8202d000");
    assertThat(connection.writes()).isEqualTo(1);
    assertThat(done).containsExactly("d000");
  }

  @Test
  void several_messages_are_one_write_of_a_frame_each() {
    channel.send(List.of(message("d000"), message("e0"), message("c0")), e -> done.add("all"));
    assertThat(connection.take()).isEqualTo("8202d000" + "8201e0" + "8201c0");
    assertThat(connection.writes()).isEqualTo(1);
    assertThat(done).containsExactly("all");
  }

  @Test
  void a_message_counts_as_taken_when_the_stream_is_ready_for_more() throws IOException {
    connection.room(1);
    send("d000");
    assertThat(done).isEmpty();
    connection.drain();
    assertThat(connection.take()).isEqualTo("8202d000");
    assertThat(done).containsExactly("d000");
  }

  @Test
  void what_comes_while_the_stream_is_not_ready_waits() throws IOException {
    connection.room(0);
    send("d000");
    assertThat(connection.take()).isEmpty();
    connection.drain();
    assertThat(connection.take()).isEqualTo("8202d000");
    assertThat(done).containsExactly("d000");
  }

  @Test
  void the_next_message_may_be_sent_from_within_the_end_of_the_last() {
    int[] left = {10_000};
    WebSocketChannel.Done[] again = new WebSocketChannel.Done[1];
    again[0] =
        error -> {
          if (--left[0] > 0) {
            channel.send(List.of(message("d000")), again[0]);
          }
        };
    channel.send(List.of(message("d000")), again[0]);
    assertThat(left[0]).isZero();
    assertThat(connection.writes()).isEqualTo(10_000);
  }

  @Test
  void a_pong_goes_before_the_message_that_waits() throws IOException {
    connection.room(0);
    send("d000");
    channel.pong(payload("0102"));
    connection.drain();
    assertThat(connection.take()).isEqualTo("8a020102" + "8202d000");
  }

  @Test
  void of_pongs_that_wait_only_the_latest_is_sent() throws IOException {
    connection.room(0);
    channel.pong(payload("01"));
    channel.pong(payload("02"));
    channel.pong(payload("03"));
    connection.drain();
    assertThat(connection.take()).isEqualTo("8a0103");
  }

  @Test
  void pings_that_wait_are_one() throws IOException {
    connection.room(0);
    channel.ping();
    channel.ping();
    connection.drain();
    assertThat(connection.take()).isEqualTo("8900");
  }

  @Test
  void a_close_frame_goes_last_and_nothing_after_it() throws IOException {
    connection.room(0);
    send("d000");
    channel.close(1000, "bye");
    channel.close(1011, "too late");
    send("e000");
    channel.ping();
    connection.drain();
    assertThat(connection.take()).isEqualTo("8900" + "8202d000" + "880503e8627965");
    assertThat(done).containsExactly("failed e000", "d000");
    channel.ping();
    channel.pong(payload(""));
    assertThat(connection.take()).isEmpty();
  }

  @Test
  void the_connection_ends_when_the_client_has_answered_the_close_frame() {
    channel.close(1001, "");
    assertThat(connection.isClosed()).isFalse();
    channel.close(1001, "");
    channel.closed();
    assertThat(connection.take()).isEqualTo("880203e9");
    assertThat(connection.isClosed()).isTrue();
    assertThat(scheduler.planned()).as("tasks that hold the connection").isZero();
  }

  @Test
  void the_connection_ends_when_the_client_does_not_answer_the_close_frame() {
    channel.close(1001, "");
    scheduler.pass(Duration.ofMillis(499));
    assertThat(connection.isClosed()).isFalse();
    scheduler.pass(Duration.ofMillis(1));
    assertThat(connection.isClosed()).isTrue();
  }

  @Test
  void a_close_frame_of_the_clients_is_answered_with_its_code() {
    channel.close(3001, "");
    channel.closed();
    assertThat(connection.take()).isEqualTo("88020bb9");
    assertThat(connection.isClosed()).isTrue();
    assertThat(scheduler.planned()).isZero();
  }

  @Test
  void a_close_frame_without_a_code_is_answered_without_one() {
    channel.close(1005, "");
    channel.closed();
    assertThat(connection.take()).isEqualTo("8800");
  }

  @Test
  void a_client_that_closed_and_does_not_read_gets_its_answer_when_it_does() throws IOException {
    connection.room(0);
    channel.close(1000, "");
    channel.closed();
    assertThat(connection.isClosed()).isFalse();
    connection.drain();
    assertThat(connection.take()).isEqualTo("880203e8");
    scheduler.pass(Duration.ZERO);
    assertThat(connection.isClosed()).isTrue();
  }

  @Test
  void a_client_that_reads_nothing_is_hung_up_on_all_the_same() {
    connection.room(0);
    send("d000");
    channel.close(1008, "stalled");
    scheduler.pass(Duration.ofSeconds(5));
    assertThat(connection.isClosed()).isTrue();
    assertThat(done).containsExactly("failed d000");
    scheduler.pass(Duration.ofSeconds(1));
    assertThat(done).containsExactly("failed d000", "terminated");
  }

  @Test
  void a_write_that_fails_fails_the_message_and_ends_the_connection() {
    connection.breakDown();
    send("d000");
    assertThat(done).containsExactly("failed d000");
    assertThat(connection.isClosed()).as("inside the call that failed").isFalse();
    scheduler.pass(Duration.ZERO);
    assertThat(connection.isClosed()).isTrue();
    send("e000");
    assertThat(done).containsExactly("failed d000", "failed e000");
  }

  @Test
  void an_error_of_the_stream_does_the_same() {
    connection.room(0);
    send("d000");
    channel.fail(new IOException("connection reset"));
    scheduler.pass(Duration.ZERO);
    assertThat(done).containsExactly("failed d000");
    assertThat(connection.isClosed()).isTrue();
  }

  @Test
  void each_message_ends_once_however_the_connection_does() {
    connection.room(1);
    send("d000");
    channel.close(1000, "");
    channel.hangUp();
    channel.hangUp();
    channel.fail(new IOException("connection reset"));
    scheduler.pass(Duration.ofSeconds(10));
    assertThat(done).containsExactly("failed d000"); // and not by force: nobody had to wait
  }
}
