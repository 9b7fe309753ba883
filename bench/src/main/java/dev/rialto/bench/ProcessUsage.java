package dev.rialto.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a process has used so far, as Linux tells it.
 *
 * @param cpuSeconds user and system time of all its threads, in clock ticks of usually 10 ms
 * @param residentBytes its memory that is in RAM
 */
public record ProcessUsage(double cpuSeconds, long residentBytes) {
  private static final int UTIME = 11; // counted behind the name, from 0; proc(5) calls it 14
  private static final int STIME = 12;

  /** Throws {@link IOException} when there is no such process, or no Linux. */
  public static ProcessUsage of(long pid) throws IOException {
    var proc = Path.of("/proc", Long.toString(pid));
    return parse(
        Files.readString(proc.resolve("stat")), Files.readString(proc.resolve("status")), Tick.HZ);
  }

  static ProcessUsage parse(String stat, String status, int ticksPerSecond) throws IOException {
    // the name of the program, in parentheses, may itself hold spaces and parentheses
    var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    var ticks = Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME]);
    var resident =
        status
            .lines()
            .filter(line -> line.startsWith("VmRSS:"))
            .findFirst()
            .orElseThrow(() -> new IOException("no VmRSS: the process has ended"));
    var kibibytes = Long.parseLong(resident.replaceAll("\\D", ""));
    return new ProcessUsage((double) ticks / ticksPerSecond, kibibytes * 1024);
  }

  /** The unit of the kernel's CPU times, asked for once. */
  private static final class Tick {
    static final int HZ = ask();

    private static int ask() {
      try {
        var process = new ProcessBuilder("getconf", "CLK_TCK").start();
        var answer = new String(process.getInputStream().readAllBytes(), UTF_8);
        return Integer.parseInt(answer.strip());
      } catch (IOException | NumberFormatException e) {
        return 100; // its value on every architecture that runs a JVM today
      }
    }
  }
}
