package dev.rialto.session;

import dev.rialto.observe.Counter;
import dev.rialto.observe.Counters;
import dev.rialto.store.Change;
import dev.rialto.store.Store;
import dev.rialto.store.Transaction;
import dev.rialto.wire.Packet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Carries out what a session decides, in order: at once, or when the store has what an earlier
 * effect waits for. What comes while the store is awaited is stored together next, so that a client
 * that reads gets as many messages for one fsync as come in that time. Used by one thread at a
 * time.
 */
final class Effects {
  /**
   * So many bytes of messages may wait for the store; more than the link has room for, at worst.
   */
  private static final int MOST_HELD = 16 << 10;

  private final Store store;
  private final Counters counters;
  private final Runnable stored;
  private final BiConsumer<Link, Cause> violated;
  private Transaction gathered = Transaction.upkeep();
  private boolean waiting;
  private List<Effect.Send> following = new ArrayList<>(); // when the store has what it was given
  private boolean again; // the store is to be awaited once more, then
  private List<Effect.Send> next = new ArrayList<>(); // after that
  private int held; // bytes of messages in both

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
    if (effect instanceof Effect.Persist persist) {
      gathered.add(persist.change());
    } else if (effect instanceof Effect.Send send) {
      send(send);
    } else if (waiting) {
      again = true;
    } else {
      await();
    }
  }

  private void send(Effect.Send send) {
    if (!waiting) {
      carryOut(send);
      return;
    }
    (again ? next : following).add(send);
    held += weight(send);
  }

  private static int weight(Effect.Send send) {
    return send.packet() instanceof Packet.Publish publish ? publish.message().footprint() : 0;
  }

  private void await() {
    waiting = true;
    store.commit(taken(), outcome -> stored.run());
  }

  /** The store has what was waited for. */
  void proceed() {
    List<Effect.Send> due = following;
    following = next;
    next = new ArrayList<>();
    waiting = false;
    for (Effect.Send send : due) {
      held -= weight(send);
      carryOut(send);
    }
    if (again) {
      again = false;
      await();
    }
  }

  private static void carryOut(Effect.Send send) {
    if (send.packet() instanceof Packet.Publish publish) {
      send.link().deliver(publish.message(), publish.delivery());
    } else {
      send.link().send(send.packet());
    }
  }

  /** Tells the store what nobody waits for; what somebody will wait for is told then. */
  void flush() {
    if (!gathered.isEmpty() && !again) {
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
        return held >= MOST_HELD || link == null || link.congested();
      }
    };
  }
}
