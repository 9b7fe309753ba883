package dev.rialto.session;

import dev.rialto.store.Change;
import dev.rialto.store.Store;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Packet;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * What a session has decided and not yet done. Decisions are made under the session's lock and
 * carried out here, in the same order, without it: whoever comes first does the work, and whoever
 * comes meanwhile leaves its own to be done. Never two threads at once, never a container or store
 * call under the lock.
 */
final class Effects {
  private final Object lock;
  private final Store store;
  private final Consumer<Link> goLive;
  private final Consumer<Link> advance;
  private final Queue<Effect> pending = new ArrayDeque<>();
  private boolean running;

  /**
   * Makes an empty one.
   *
   * @param lock the session's
   * @param goLive called without the lock when a connection may take QoS 0 messages directly
   * @param advance called without the lock to decide on more of what waits
   */
  Effects(Object lock, Store store, Consumer<Link> goLive, Consumer<Link> advance) {
    this.lock = lock;
    this.store = store;
    this.goLive = goLive;
    this.advance = advance;
  }

  /** Adds at the end. The caller holds the lock. */
  void add(Effect effect) {
    pending.add(effect);
  }

  /** A decision whose packets go to one link. */
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
      public void advanceAgain() {
        add(new Effect.AdvanceAgain(link));
      }
    };
  }

  /**
   * Carries out whatever is pending, unless somebody is at it. The caller doesn't hold the lock.
   */
  void run() {
    synchronized (lock) {
      if (running) {
        return;
      }
      running = true;
    }
    proceed();
  }

  private void proceed() {
    Effect effect;
    while ((effect = next()) != null) {
      if (effect instanceof Effect.Send send) {
        carryOut(send);
      } else if (effect instanceof Effect.Persist persist) {
        store.append(persist.change());
      } else if (effect instanceof Effect.GoLive live) {
        goLive.accept(live.link());
      } else if (effect instanceof Effect.AdvanceAgain again) {
        advance.accept(again.link());
      } else if (!committed()) {
        return; // the store calls proceed()
      }
    }
  }

  private Effect next() {
    synchronized (lock) {
      Effect effect = pending.poll();
      running = effect != null;
      return effect;
    }
  }

  private static void carryOut(Effect.Send send) {
    if (send.packet() instanceof Packet.Publish publish) {
      Delivery delivery = publish.delivery();
      send.link().deliver(publish.message(), delivery);
    } else {
      send.link().send(send.packet());
    }
  }

  /** True when the store was done before its call returned: going on from there would recurse. */
  private boolean committed() {
    AtomicBoolean met = new AtomicBoolean();
    store.commit(
        () -> {
          if (!met.compareAndSet(false, true)) {
            proceed();
          }
        });
    return !met.compareAndSet(false, true);
  }
}
