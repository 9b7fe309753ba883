package dev.rialto.bench;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/**
 * How long a new subscriber to {@code #} waits for all retained messages. A broker that is asked
 * for them must not have others, nor any traffic meanwhile.
 */
public final class Retained {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);
  private static final long AFTERMATH = TimeUnit.MILLISECONDS.toNanos(100);

  private Retained() {}

  /** From SUBSCRIBE to the last message, and what was wrong. */
  public record Replay(double seconds, List<String> faults) {}

  /** Publishes so many retained messages of 64 bytes, each to a topic of its own. */
  public static void publish(URI url, int messages) throws IOException {
    try (var loop = new EventLoop()) {
      var fleet = new Fleet(loop, Target.of(url), new SplittableRandom());
      var connection = fleet.add("keeper");
      var keeper = new RetainedKeeper(connection, messages);
      connection.attach(keeper);
      try {
        fleet.connect();
        turn(loop, fleet, keeper::pump, keeper::isDone, keeper::acknowledged);
        if (!keeper.isDone()) {
          throw new IOException("only " + keeper.acknowledged() + " publishes were acknowledged");
        }
        fleet.leave();
      } finally {
        fleet.abandon();
      }
    }
  }

  /** Connects a new client and subscribes it. */
  public static Replay replay(URI url, int messages) throws IOException {
    try (var loop = new EventLoop()) {
      var random = new SplittableRandom();
      var fleet = new Fleet(loop, Target.of(url), random);
      var connection = fleet.add("listener" + Integer.toHexString(random.nextInt()));
      var listener = new RetainedListener(connection, messages);
      connection.attach(listener);
      try {
        fleet.connect();
        var start = System.nanoTime();
        connection.subscribe("#", 0);
        turn(loop, fleet, () -> {}, listener::isComplete, listener::count);
        var end = listener.lastAt();
        var deadline = System.nanoTime() + AFTERMATH; // for what comes twice
        while (System.nanoTime() - deadline < 0) {
          loop.poll(10);
        }
        fleet.leave();
        return new Replay((end - start) / 1e9, listener.faults());
      } finally {
        fleet.abandon();
      }
    }
  }

  /** Until it is done, or nothing has come for a while. */
  private static void turn(
      EventLoop loop, Fleet fleet, Runnable pump, BooleanSupplier done, IntSupplier progress)
      throws IOException {
    var seen = -1;
    var giveUp = 0L;
    while (!done.getAsBoolean()) {
      var now = System.nanoTime();
      if (progress.getAsInt() != seen) {
        seen = progress.getAsInt();
        giveUp = now + PATIENCE;
      } else if (now - giveUp >= 0) {
        return;
      }
      if (!fleet.losses().isEmpty()) {
        throw new IOException(fleet.losses().get(0));
      }
      pump.run();
      loop.flush();
      loop.poll(100);
    }
  }
}
