package dev.rialto.bench.compare;

import dev.rialto.bench.ProcessUsage;
import dev.rialto.bench.broker.RunningBroker;
import dev.rialto.bench.broker.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What a broker holds.
 *
 * @param heap bytes in use after a full collection; 0 without a JVM
 * @param other resident bytes that are not the JVM's heap: direct buffers, stacks, native memory
 */
record Memory(long heap, long other) {
  private static final Pattern GENERATION =
      Pattern.compile(
          "(?:def new generation|tenured generation|garbage-first heap|PSYoungGen|ParOldGen)"
              + " +total (\\d+)K, used (\\d+)K");

  static Memory of(RunningBroker broker) throws IOException {
    if (!broker.broker().isOnJvm()) {
      return new Memory(0, ProcessUsage.of(broker.pid()).residentBytes());
    }
    jcmd(broker, "GC.run");
    jcmd(broker, "GC.run"); // what had a finalizer or a cleaner goes with the second
    var info = jcmd(broker, "GC.heap_info");
    return parse(info, ProcessUsage.of(broker.pid()).residentBytes());
  }

  /**
   * Takes the answer to {@code GC.heap_info}. The heap is as large and as resident before as after,
   * by the options of all Java brokers, so that only the growth of the rest counts as other.
   */
  static Memory parse(String heapInfo, long residentBytes) throws IOException {
    var generation = GENERATION.matcher(heapInfo);
    var committed = 0L;
    var used = 0L;
    while (generation.find()) {
      committed += Long.parseLong(generation.group(1)) << 10;
      used += Long.parseLong(generation.group(2)) << 10;
    }
    if (committed == 0) {
      throw new IOException("no heap in the answer of jcmd: " + heapInfo);
    }
    return new Memory(used, residentBytes - committed);
  }

  Memory minus(Memory before) {
    return new Memory(heap - before.heap, other - before.other);
  }

  long total() {
    return heap + other;
  }

  private static String jcmd(RunningBroker broker, String command) throws IOException {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    return Tool.run(jcmd, Long.toString(broker.pid()), command);
  }
}
