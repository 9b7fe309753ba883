package dev.rialto.bench.compare;

import dev.rialto.bench.broker.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One core for the server, one for the generator, which is this process. */
record Cores(int server, int generator) {
  /** The first two that this process may use. */
  static Cores available() throws IOException {
    var status = Files.readString(Path.of("/proc/self/status"));
    var allowed =
        status
            .lines()
            .filter(line -> line.startsWith("Cpus_allowed_list:"))
            .findFirst()
            .map(line -> parse(line.substring(line.indexOf(':') + 1).strip()))
            .orElse(List.of());
    if (allowed.size() < 2) {
      throw new IOException("the comparison needs two cores: one for the server, one for itself");
    }
    return new Cores(allowed.get(0), allowed.get(1));
  }

  /** The numbers in a list such as {@code 0-3,8}. */
  static List<Integer> parse(String list) {
    var numbers = new ArrayList<Integer>();
    for (var range : list.split(",", -1)) {
      var ends = range.split("-", 2);
      var last = Integer.parseInt(ends[ends.length - 1]);
      for (var i = Integer.parseInt(ends[0]); i <= last; i++) {
        numbers.add(i);
      }
    }
    return numbers;
  }

  /** Keeps all threads of this process, and those to come, on the generator's core. */
  void pinGenerator() throws IOException {
    var pid = Long.toString(ProcessHandle.current().pid());
    var unused = Tool.run("taskset", "-a", "-c", "-p", Integer.toString(generator), pid);
  }

  /** What goes before the command of a server. */
  List<String> pinServer() {
    return List.of("taskset", "-c", Integer.toString(server));
  }
}
