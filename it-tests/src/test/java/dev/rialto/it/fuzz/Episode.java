package dev.rialto.it.fuzz;

import dev.rialto.it.Await;
import java.io.IOException;
import java.util.List;
import java.util.Random;

/** Two players, a few hundred moves, and then everybody comes to rest. */
final class Episode {
  private static final int MOVES = 300;

  private final long seed;
  private final Trace trace = new Trace();
  private final Ledger ledger = new Ledger();
  private final List<Player> players;
  private final Moves moves;

  Episode(int port, long seed) {
    this.seed = seed;
    moves = new Moves("fuzz/" + seed + "/", ledger, trace);
    players =
        List.of(
            new Player("fuzz-1", port, ledger, trace), new Player("fuzz-2", port, ledger, trace));
    players.forEach(ledger::join);
  }

  /** Plays it; fails with the seed and the last moves. */
  void play() {
    try {
      for (Player player : players) {
        player.connect(Dialect.MQTT_5, true, 600, 65_535);
      }
      for (int i = 0; i < MOVES; i++) {
        // a generator of its own for each move: how much has been read depends on the timing
        Random random = new Random((seed * MOVES + i) * 0x9e3779b97f4a7c15L);
        moves.move(players.get(random.nextInt(players.size())), random);
      }
      settle();
      for (Player player : players) {
        player.connect(Dialect.MQTT_3_1_1, true, 0, 0); // forgets the session
        player.disconnect();
      }
    } catch (Exception | AssertionError e) {
      throw new AssertionError(
          "%s%nwith -Drialto.fuzz.seed=%d after%n%s".formatted(e, seed, trace), e);
    }
  }

  /** Everybody comes back and answers whatever comes, until nobody is owed anything. */
  private void settle() throws Exception {
    for (Player player : players) {
      if (player.line() == null) {
        player.connect(Dialect.MQTT_5, false, 600, 65_535);
      }
    }
    Await.until(this::owed, Await.PATIENCE, this::isSettled);
    isSettled(); // once more: nothing else may come
  }

  private String owed() {
    StringBuilder owed = new StringBuilder("nothing is owed any more");
    for (Player player : players) {
      owed.append("; ").append(player.name()).append(" lacks ").append(ledger.owedTo(player));
    }
    return owed.toString();
  }

  private boolean isSettled() throws IOException {
    boolean settled = true;
    for (Player player : players) {
      player.line().barrier();
      settled &= player.isSettled() && ledger.owedTo(player).isEmpty();
      moves.answerAll(player);
    }
    return settled;
  }
}
