package dev.rialto.bench.stores;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** How an engine took what was done to its files, counted. */
final class Verdicts {
  private static final int SAMPLES = 3;
  private static final int SAMPLE_LENGTH = 300;
  private static final int PATIENCE_S = 10;

  /** What can become of it. */
  enum Outcome {
    /** Everything is there. */
    WHOLE,
    /** It says that something is wrong. */
    REFUSED,
    /** Messages are missing, and it doesn't say so. */
    LOST,
    /** It gives out what nobody has stored. */
    WRONG,
    /** Everything is there, but it doesn't keep what comes. */
    STUCK
  }

  record Verdict(Outcome outcome, int missing, String error) {}

  private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
  private final Set<String> errors = new LinkedHashSet<>();
  private int mostLost;

  void add(Verdict verdict) {
    counts.merge(verdict.outcome(), 1, Integer::sum);
    mostLost = Math.max(mostLost, verdict.missing());
    if (verdict.error() != null && errors.size() < SAMPLES) {
      errors.add(verdict.error());
    }
  }

  void print() {
    Trial.print("outcomes", counts);
    Trial.print("most lost", mostLost);
    errors.forEach(error -> Trial.print("for example", error));
  }

  /** Opens it, looks at the first so many messages of session 1, stores another, and closes it. */
  static Verdict reopen(Contender contender, Path folder, int messages, int bytes) {
    Bodies bodies = new Bodies(bytes, 1);
    try (Engine engine = contender.open(folder, bodies)) {
      int missing = bodies.missing(messages);
      if (bodies.wrong() > 0) {
        return new Verdict(Outcome.WRONG, missing, null);
      }
      if (missing > 0) {
        return new Verdict(Outcome.LOST, missing, null);
      }
      Semaphore kept = new Semaphore(0);
      int next = messages + 1; // the one before may have been torn
      engine.queued(1, next, Bodies.of(1, next, bytes), kept::release);
      boolean goesOn = kept.tryAcquire(PATIENCE_S, TimeUnit.SECONDS);
      return new Verdict(goesOn ? Outcome.WHOLE : Outcome.STUCK, 0, null);
    } catch (Exception | Error e) { // an engine may trip over anything
      String text = e.toString().replace('\n', ' ');
      int length = Math.min(text.length(), SAMPLE_LENGTH);
      return new Verdict(Outcome.REFUSED, 0, text.substring(0, length));
    }
  }
}
