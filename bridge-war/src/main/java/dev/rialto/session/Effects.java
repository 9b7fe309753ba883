package dev.rialto.session;

import dev.rialto.observe.Counter;
import dev.rialto.observe.Counters;
import dev.rialto.store.Change;
import dev.rialto.store.Store;
import dev.rialto.store.Transaction;
import dev.rialto.wire.Packet;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BiConsumer;

/**
 * Carries out what a session decides, in order: at once, or when the store has what an earlier
 * effect waits for. Used by one thread at a time.
 */
final class Effects {
  private final Store store;
  private final Counters counters;
  private final Runnable stored;
  private final BiConsumer<Link, Cause> violated;
  private final Queue<Effect> later = new ArrayDeque<>();
  private Transaction gathered = Transaction.upkeep();
  private boolean waiting;

  /**
   * Nothing to be done yet.
   *
   * @param stored called by the store's thread, or at once: {@link #proceed} is due
   * @param violated called at once, to close the connection of a link
   */
  Effects(Store store, Counters counters, Runnable stored, BiConsumer<Link, Cause> violated) {
    this.store = store;
    this.counters = counters;
    this.stored = stored;
    this.violated = violated;
  }

  /** Does it now, or in its turn. */
  void add(Effect effect) {
    if (waiting) {
      later.add(effect);
    } else {
      carryOut(effect);
    }
  }

  /** The store has what was waited for. */
  void proceed() {
    waiting = false;
    while (!waiting && !later.isEmpty()) {
      carryOut(later.remove());
    }
  }

  private void carryOut(Effect effect) {
    if (effect instanceof Effect.Send send) {
      if (send.packet() instanceof Packet.Publish publish) {
        send.link().deliver(publish.message(), publish.delivery());
      } else {
        send.link().send(send.packet());
      }
    } else if (effect instanceof Effect.Persist persist) {
      gathered.add(persist.change());
    } else {
      waiting = true;
      store.commit(taken(), outcome -> stored.run());
    }
  }

  /** Tells the store what nobody waits for. */
  void flush() {
    if (!gathered.isEmpty()) {
      store.note(taken());
    }
  }

  private Transaction taken() {
    Transaction all = gathered;
    gathered = Transaction.upkeep();
    return all;
  }

  /** A decision whose packets go to one link; to nobody, where there is {@code null}. */
  Decision decisionFor(Link link) {
    return new Decision() {
      @Override
      public void send(Packet packet) {
        add(new Effect.Send(link, packet));
      }

      @Override
      public void persist(Change change) {
        add(new Effect.Persist(change));
      }

      @Override
      public void awaitStore() {
        add(new Effect.AwaitStore());
      }

      @Override
      public void violation(String sentence) {
        violated.accept(link, Cause.violation(sentence));
      }

      @Override
      public void count(Counter counter) {
        counters.count(counter);
      }

      @Override
      public boolean isHeldUp() {
        return waiting || link == null || link.congested();
      }
    };
  }
}
