package dev.rialto.edge.ws;

import dev.rialto.session.Cause;
import dev.rialto.session.Dialogue;
import dev.rialto.wire.MalformedPacketException;
import dev.rialto.wire.Packet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The engine's side of a connection: notes what it is told. */
final class RecordingDialogue implements Dialogue {
  private final List<Cause> causes = new CopyOnWriteArrayList<>();
  private final AtomicInteger drained = new AtomicInteger();
  private volatile Runnable onDrained = () -> {};
  private volatile Consumer<Cause> onClosed = cause -> {};

  void onDrained(Runnable action) {
    onDrained = action;
  }

  void onClosed(Consumer<Cause> action) {
    onClosed = action;
  }

  @Override
  public void on(Packet packet) {
    throw new AssertionError("an outbox has nothing to say");
  }

  @Override
  public void malformed(MalformedPacketException e) {
    throw new AssertionError("an outbox reads nothing", e);
  }

  @Override
  public void drained() {
    drained.incrementAndGet();
    onDrained.run();
  }

  @Override
  public void closed(Cause why) {
    causes.add(why);
    onClosed.accept(why);
  }

  int timesDrained() {
    return drained.get();
  }

  List<Cause> causes() {
    return causes;
  }
}
