package dev.rialto.bench.stores;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongPredicate;

/** One measurement of one engine, in a process of its own. Prints lines of name=value. */
public final class Trial {
  private static final int MILLION = 1_000_000;
  private static final int WARM_UP_SECONDS = 1;
  private static final int OWED_BYTES = 100;
  private static final int OWED_AT_ONCE = 2_000;
  private static final int BUSY_PUBLISHERS = 100;
  private static final int BUSY_WINDOW = 20;
  private static final long SAMPLE_NS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Contender contender;
  private final Path folder;

  private Trial(Contender contender, Path folder) {
    this.contender = contender;
    this.folder = folder;
  }

  /** Engine, folder, what to measure, and its numbers. */
  public static void main(String[] arguments) throws Exception {
    Trial trial = new Trial(Contender.of(arguments[0]), Path.of(arguments[1]));
    switch (arguments[2]) {
      case "load" -> trial.load(number(arguments, 3), number(arguments, 4), number(arguments, 5));
      case "growth" -> trial.growth();
      case "fill" -> trial.fill();
      case "recover" -> trial.recover();
      case "redeploy" -> new Redeploy(trial.contender, trial.folder).run();
      case "flip" -> new Flips(trial.contender, trial.folder).run();
      case "torn" -> new TornWrites(trial.contender, trial.folder).run();
      default -> throw new IllegalArgumentException(arguments[2]);
    }
    System.exit(0); // an engine that failed may have left threads
  }

  private static int number(String[] arguments, int index) {
    return Integer.parseInt(arguments[index]);
  }

  static void print(String name, Object value) {
    System.out.println(name + "=" + value);
  }

  private void load(int publishers, int window, int seconds) throws Exception {
    Disk.fresh(folder);
    try (Engine engine = contender.open(folder, (s, p, b) -> {})) {
      Traffic traffic = new Traffic(engine, publishers, window);
      traffic.run(during(WARM_UP_SECONDS));
      long forces = engine.forces();
      long written = Disk.written();
      long cpu = cpu();
      long start = System.nanoTime();
      double messages = traffic.run(during(seconds));
      print("messages/s", messages / (System.nanoTime() - start) * 1e9);
      print("messages per fsync", messages / (engine.forces() - forces));
      print("CPU µs a message", (cpu() - cpu) / messages / 1e3);
      print("bytes written a message", (Disk.written() - written) / messages);
    }
    Disk.delete(folder);
  }

  private static LongPredicate during(int seconds) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    return messages -> System.nanoTime() < end;
  }

  private static long cpu() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private void growth() throws Exception {
    Disk.fresh(folder);
    try (Engine engine = contender.open(folder, (s, p, b) -> {})) {
      AtomicLong most = new AtomicLong();
      AtomicBoolean done = new AtomicBoolean();
      Thread sampler =
          new Thread(
              () -> {
                while (!done.get()) {
                  most.accumulateAndGet(Disk.used(folder), Math::max);
                  LockSupport.parkNanos(SAMPLE_NS);
                }
              });
      sampler.start();
      new Traffic(engine, BUSY_PUBLISHERS, BUSY_WINDOW).run(messages -> messages < MILLION);
      done.set(true);
      sampler.join();
      long end = Disk.used(folder);
      print("MB at most", Math.max(end, most.get()) / 1e6);
      print("MB at the end", end / 1e6);
      Thread.sleep(5_000);
      print("MB 5 s later", Disk.used(folder) / 1e6);
    }
    print("MB when closed", Disk.used(folder) / 1e6);
    Disk.delete(folder);
  }

  private void fill() throws Exception {
    Disk.fresh(folder);
    Engine engine = contender.open(folder, (s, p, b) -> {});
    Semaphore room = new Semaphore(OWED_AT_ONCE);
    for (int i = 0; i < MILLION; i++) {
      room.acquire();
      engine.queued(1, i, Bodies.of(1, i, OWED_BYTES), room::release);
    }
    room.acquire(OWED_AT_ONCE);
    print("MB on disk", Disk.used(folder) / 1e6);
    Runtime.getRuntime().halt(0); // recovery is what comes after a crash
  }

  private void recover() throws Exception {
    long before = heap();
    long cpu = cpu();
    long start = System.nanoTime();
    long[] count = {0, 0};
    Engine engine =
        contender.open(
            folder,
            (session, position, body) -> {
              count[0]++;
              count[1] += body.length;
            });
    print("ms to recover", (System.nanoTime() - start) / 1e6);
    print("CPU ms to recover", (cpu() - cpu) / 1e6);
    print("MB of heap then", (heap() - before) / 1e6);
    if (count[0] != MILLION || count[1] != (long) MILLION * OWED_BYTES) {
      throw new IllegalStateException("%,d messages are owed".formatted(count[0]));
    }
    engine.forces(); // keeps it alive until here
    Runtime.getRuntime().halt(0); // unchanged for the next
  }

  private static long heap() {
    for (int i = 0; i < 4; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
