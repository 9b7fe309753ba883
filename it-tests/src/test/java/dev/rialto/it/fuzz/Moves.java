package dev.rialto.it.fuzz;

import dev.rialto.it.raw.Packet;
import java.io.IOException;
import java.util.List;
import java.util.Map.Entry;
import java.util.Random;

/** What a player may do next. */
final class Moves {
  private static final int MOST_OUTGOING = 30;
  private static final int UNUSED_ID = 60_000; // neither side gets as far in an episode
  private static final int REFUSED = 0x80;

  private final String root;
  private final Ledger ledger;
  private final Trace trace;
  private int lastId;

  Moves(String root, Ledger ledger, Trace trace) {
    this.root = root;
    this.ledger = ledger;
    this.trace = trace;
  }

  /** Does something. */
  void move(Player player, Random random) throws IOException {
    int dice = random.nextInt(100);
    if (player.line() == null) {
      arrive(player, random);
    } else if (dice < 30) {
      publish(player, random);
    } else if (dice < 55) {
      answer(player, random);
    } else if (dice < 65) {
      release(player);
    } else if (dice < 72) {
      subscribe(player, random);
    } else if (dice < 75) {
      unsubscribe(player, random);
    } else if (dice < 79) {
      answerUnasked(player, random);
    } else if (dice < 92) {
      player.line().barrier();
    } else {
      leave(player, random);
    }
  }

  private void arrive(Player player, Random random) throws IOException {
    if (random.nextInt(10) == 0) {
      player.beginWrongly(pick(Illegal.packets(Dialect.MQTT_3_1_1, new byte[] {0x70, 0}), random));
    } else {
      connect(player, random);
    }
  }

  private static void connect(Player player, Random random) throws IOException {
    Dialect dialect = pick(List.of(Dialect.values()), random);
    boolean clean = random.nextInt(4) == 0;
    int expiry = random.nextInt(4) == 0 ? 0 : 600;
    player.connect(dialect, clean, expiry, random.nextBoolean() ? 1 + random.nextInt(5) : 65_535);
  }

  private static void leave(Player player, Random random) throws IOException {
    switch (random.nextInt(8)) {
      case 0, 1 -> player.disconnect();
      case 2, 3 -> player.cut();
      case 4, 5 -> connect(player, random);
      default -> {
        Dialect dialect = player.line().dialect();
        byte[] connect = dialect.connect(player.name(), true, 0, 1);
        List<byte[]> illegal = Illegal.packets(dialect, connect);
        player.incoming().due().stream()
            .filter(due -> due.type() == Packet.PUBREC) // what is not answered by PUBACK
            .forEach(due -> illegal.add(dialect.answer(Packet.PUBACK, due.id(), 0)));
        player.misbehave(pick(illegal, random));
      }
    }
  }

  private static <T> T pick(List<T> from, Random random) {
    return from.get(random.nextInt(from.size()));
  }

  private int newId(Player player) {
    do {
      lastId++;
    } while (player.subscriptions().isPending(lastId));
    return lastId;
  }

  private void publish(Player player, Random random) {
    int qos = random.nextInt(3);
    if (player.outgoing().entries().size() >= MOST_OUTGOING) {
      return;
    }
    Sent message = ledger.begin(player, root + pick(Filters.TOPICS, random), qos);
    message.transmissions++;
    int id = newId(player);
    trace.add(player.name(), "publishes " + message);
    if (qos > 0) {
      player.outgoing().entries().put(id, new Outgoing.Entry(message));
    }
    player.line().send(player.line().dialect().publish(message, id, false));
  }

  private void subscribe(Player player, Random random) {
    Dialect dialect = player.line().dialect();
    boolean noLocal = dialect == Dialect.MQTT_5 && random.nextInt(4) == 0;
    String filter = root + pick(Filters.FILTERS, random);
    Sub sub = new Sub(filter, random.nextInt(3), noLocal, ledger.tick());
    int id = newId(player);
    trace.add(player.name(), "subscribes to %s with QoS %d: %d".formatted(filter, sub.qos, id));
    player.subscriptions().begin(id, sub);
    player.line().send(dialect.subscribe(id, sub));
  }

  private void unsubscribe(Player player, Random random) {
    String filter = root + pick(Filters.FILTERS, random);
    int id = newId(player);
    trace.add(player.name(), "unsubscribes from %s: %d".formatted(filter, id));
    player.subscriptions().end(id, filter);
    player.line().send(player.line().dialect().unsubscribe(id, filter));
  }

  /** In any order, sometimes twice, sometimes with a refusal. */
  private void answer(Player player, Random random) {
    List<Incoming.Due> due = player.incoming().due();
    if (due.isEmpty()) {
      return;
    }
    Dialect dialect = player.line().dialect();
    int dice = random.nextInt(10);
    Incoming.Due next = due.remove(random.nextInt(due.size()));
    boolean refuse = dice == 0 && next.type() != Packet.PUBCOMP && dialect == Dialect.MQTT_5;
    if (refuse && next.type() == Packet.PUBREC) {
      player.incoming().refused(next.id());
    }
    byte[] packet = dialect.answer(next.type(), next.id(), refuse ? REFUSED : 0);
    trace.add(player.name(), "answers %s, refuses: %s".formatted(next, refuse));
    player.line().send(packet);
    if (dice == 2) {
      player.line().send(packet);
    }
  }

  /** Answers everything that is due. */
  void answerAll(Player player) {
    for (Incoming.Due next : player.incoming().due()) {
      player.line().send(player.line().dialect().answer(next.type(), next.id(), 0));
    }
    player.incoming().due().clear();
    release(player);
  }

  private void release(Player player) {
    for (Entry<Integer, Outgoing.Entry> each : player.outgoing().entries().entrySet()) {
      if (each.getValue().received && !each.getValue().released) {
        each.getValue().released = true;
        trace.add(player.name(), "releases " + each.getKey());
        player.line().send(player.line().dialect().answer(Packet.PUBREL, each.getKey(), 0));
      }
    }
  }

  private static void answerUnasked(Player player, Random random) {
    int type = pick(List.of(Packet.PUBACK, Packet.PUBREC, Packet.PUBREL, Packet.PUBCOMP), random);
    if (type == Packet.PUBREL) {
      player.outgoing().oddRelease();
    }
    int id = UNUSED_ID + random.nextInt(100);
    player.line().send(player.line().dialect().answer(type, id, 0));
  }
}
