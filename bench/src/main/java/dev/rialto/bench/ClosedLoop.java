package dev.rialto.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Full speed: each publisher publishes whenever its window has room. */
final class ClosedLoop implements Pace {
  private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(100);

  private final List<Publisher> publishers;
  private final ArrayList<Publisher> credited = new ArrayList<>();

  ClosedLoop(List<Publisher> publishers) {
    this.publishers = publishers;
  }

  @Override
  public void start(long now) {
    publishers.forEach(this::credited);
  }

  @Override
  public void credited(Publisher publisher) {
    if (!publisher.isQueued()) {
      publisher.setQueued(true);
      credited.add(publisher);
    }
  }

  @Override
  public void pump(long now) {
    for (var i = 0; i < credited.size(); i++) {
      var publisher = credited.get(i);
      publisher.setQueued(false);
      while (publisher.mayPublish()) {
        publisher.publish(now);
      }
    }
    credited.clear();
  }

  @Override
  public long patience(long now) {
    return credited.isEmpty() ? PATIENCE : 0;
  }
}
