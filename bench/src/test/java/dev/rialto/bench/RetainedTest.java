package dev.rialto.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RetainedTest {
  private static final int MESSAGES = 3;
  private static final Stamp STAMP = new Stamp(RetainedKeeper.PAYLOAD);

  private static PublishView message(int number, String topic, int flags) {
    var name = topic.getBytes(UTF_8);
    var body = new byte[2 + name.length + RetainedKeeper.PAYLOAD];
    Bytes.putUint16(body, 0, name.length);
    System.arraycopy(name, 0, body, 2, name.length);
    STAMP.write(body, 2 + name.length, number, 0, 0);
    var view = new PublishView();
    view.read(flags, body, 0, body.length);
    return view;
  }

  @Test
  void whatIsMissingTwiceOrDamagedIsFound() throws IOException {
    try (var loop = new EventLoop()) {
      var connection = new Connection(loop, null, "c", true, new Handshake(new byte[16]), 1);
      var listener = new RetainedListener(connection, MESSAGES);

      listener.delivered(message(0, "retained/0/0", MqttPackets.RETAIN));
      listener.delivered(message(0, "retained/0/0", MqttPackets.RETAIN));
      listener.delivered(message(1, "retained/0/2", MqttPackets.RETAIN)); // another topic
      listener.delivered(message(1, "retained/0/1", 0)); // not marked as retained
      listener.delivered(message(7, "retained/0/7", MqttPackets.RETAIN)); // not published

      assertThat(listener.isComplete()).isFalse();
      assertThat(listener.faults())
          .containsExactly(
              "2 of 3 retained messages did not come",
              "1 retained messages came twice",
              "3 retained messages are not as they were published");
    }
  }

  @Test
  void allAreThereOnce() throws IOException {
    try (var loop = new EventLoop()) {
      var connection = new Connection(loop, null, "c", true, new Handshake(new byte[16]), 1);
      var listener = new RetainedListener(connection, MESSAGES);
      new SplittableRandom(1)
          .ints(50, 0, MESSAGES)
          .distinct()
          .forEach(i -> listener.delivered(message(i, "retained/0/" + i, MqttPackets.RETAIN)));

      assertThat(listener.isComplete()).isTrue();
      assertThat(listener.faults()).isEmpty();
    }
  }
}
