package dev.rialto.it.differential;

import dev.rialto.it.raw.Mqtt;
import dev.rialto.it.raw.RawClient;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Plays a sequence to a broker. */
final class Player implements AutoCloseable {
  /** How many times in a row nothing new must have come until the next step. */
  private static final int QUIET_ROUNDS = 2;

  /** After so many milliseconds a broker has noticed the end of a connection; nothing tells. */
  private static final int NOTICED = 150;

  private final int port;
  private final Fence fence;
  private final Map<String, Line> lines = new LinkedHashMap<>();
  private final Map<String, Numbers> numbers = new TreeMap<>();

  private Player(int port) throws IOException {
    this.port = port;
    fence = new Fence(port);
  }

  /** Plays it to the broker at this port, which must not be in use by others. */
  static Transcript play(int port, Sequence sequence) throws IOException, InterruptedException {
    try (Player player = new Player(port)) {
      for (Step step : sequence.steps()) {
        player.take(step);
      }
      Map<String, List<String>> received = new TreeMap<>();
      player.lines.forEach((name, line) -> received.put(name, line.received()));
      return new Transcript(received);
    } finally {
      forget(port, sequence);
    }
  }

  private void take(Step step) throws IOException, InterruptedException {
    switch (step.act()) {
      case SEND -> {
        for (byte[] packet : step.packets()) {
          line(step.connection()).send(packet);
          settle(); // a client that doesn't wait may see answers to different packets swapped
        }
      }
      case ACKNOWLEDGE -> line(step.connection()).acknowledge();
      case CUT -> {
        line(step.connection()).cut();
        Thread.sleep(NOTICED);
      }
      case WAIT -> Thread.sleep(1_100);
    }
    settle();
  }

  private Line line(String name) throws IOException {
    Line line = lines.get(name);
    if (line == null) {
      String client = name.substring(0, 1);
      line = new Line(port, numbers.computeIfAbsent(client, key -> new Numbers()));
      lines.put(name, line);
    }
    return line;
  }

  /** Waits until everybody has got what the step causes. */
  private void settle() throws IOException {
    for (int quiet = 0; quiet < QUIET_ROUNDS; quiet++) {
      int before = count();
      fence.pass();
      for (Line line : lines.values()) {
        line.drain();
      }
      quiet = count() == before ? quiet : -1;
    }
  }

  private int count() {
    return lines.values().stream().mapToInt(line -> line.received().size()).sum();
  }

  /** Ends the sessions and clears the retained messages, for the sequences that follow. */
  private static void forget(int port, Sequence sequence) throws IOException {
    for (Step step : sequence.steps()) {
      for (byte[] packet : step.packets()) {
        Sent sent = Sent.of(packet);
        if (sent.clientId().isPresent()) {
          RawClient.connected(port, sent.clientId().get()).close();
        }
        if (sent.retainedTopic().isPresent()) {
          clear(port, sent.retainedTopic().get());
        }
      }
    }
  }

  private static void clear(int port, String topic) throws IOException {
    try (RawClient cleaner = RawClient.connected(port, "cleaner")) {
      cleaner.send(Mqtt.packet(0x33, Mqtt.text(topic), Mqtt.number(1))); // QoS 1, retain
      cleaner.next(); // PUBACK, or the end where the topic is reserved
    }
  }

  @Override
  public void close() throws IOException {
    for (Line line : lines.values()) {
      line.send(Mqtt.DISCONNECT); // so that no will is published
      line.close();
    }
    fence.close();
  }
}
