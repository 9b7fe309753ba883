package dev.rialto.bench.stores;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs every trial with every engine, each in a process of its own, one after the other and again
 * in the next round, and prints the medians as a table.
 */
public final class CompareStores {
  private static final int[] PUBLISHERS = {1, 10, 100};
  private static final int[] WINDOWS = {1, 20};
  private static final List<String> FACTS = List.of("redeploy", "flip", "torn");

  private final Map<String, String> options;
  private final Path work;
  private final List<Contender> order = new ArrayList<>(List.of(Contender.values()));
  private final Results results = new Results();

  private CompareStores(Map<String, String> options) {
    this.options = options;
    work = Path.of(options.getOrDefault("--folder", "bench/stores/target/work"));
  }

  /** Options: {@code --rounds}, {@code --seconds}, {@code --folder}; each with a value. */
  public static void main(String[] arguments) throws Exception {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      options.put(arguments[i], arguments[i + 1]);
    }
    new CompareStores(options).run();
  }

  private void run() throws Exception {
    Files.createDirectories(work);
    int rounds = Integer.parseInt(options.getOrDefault("--rounds", "5"));
    for (int round = 0; round < rounds; round++) {
      Collections.rotate(order, 1); // nobody always runs after the same
      for (int window : WINDOWS) {
        for (int publishers : PUBLISHERS) {
          load(publishers, window);
        }
      }
      for (Contender contender : order) {
        measure(contender, "growth", "1,000,000 through: ");
      }
      recovery();
    }
    jars();
    System.out.println(results.table());
    for (String fact : FACTS) {
      for (Contender contender : Contender.values()) {
        System.out.printf("%n%s, %s:%n", fact, contender.label());
        trial(contender, fact).forEach(line -> System.out.println("  " + line));
      }
    }
  }

  private void load(int publishers, int window) throws Exception {
    String seconds = options.getOrDefault("--seconds", "2");
    String who = publishers + " × " + window + ": ";
    for (Contender contender : order) {
      measure(contender, "load", who, "" + publishers, "" + window, seconds);
    }
  }

  private void recovery() throws Exception {
    for (Contender contender : order) {
      measure(contender, "fill", "1,000,000 owed: ");
    }
    for (Contender contender : order) {
      measure(contender, "recover", "1,000,000 owed: ");
      Disk.delete(folder(contender));
    }
  }

  private void jars() throws IOException {
    for (Contender contender : Contender.values()) {
      results.add("jars: MB", contender, contender.jarBytes(Redeploy.classPath()) / 1e6);
    }
  }

  private void measure(Contender contender, String what, String prefix, String... numbers)
      throws Exception {
    for (String line : trial(contender, what, numbers)) {
      String[] parts = line.split("=", 2);
      results.add(prefix + parts[0], contender, Double.parseDouble(parts[1]));
    }
  }

  private Path folder(Contender contender) {
    return work.resolve(contender.label());
  }

  /** The lines that it prints. */
  private List<String> trial(Contender contender, String what, String... numbers)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.io.tmpdir=" + Files.createDirectories(work.resolve("tmp")));
    command.addAll(List.of("-Xms1g", "-Xmx1g", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Trial.class.getName(), contender.label()));
    command.addAll(List.of(folder(contender).toString(), what));
    command.addAll(List.of(numbers));
    Process process =
        new ProcessBuilder(command)
            .redirectError(Redirect.appendTo(work.resolve("errors.log").toFile()))
            .start();
    List<String> lines;
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      lines = out.lines().toList();
    }
    if (process.waitFor() != 0) {
      throw new IOException(what + " failed with " + contender.label() + ": see errors.log");
    }
    return lines;
  }
}
