package dev.rialto.bench.compare;

import dev.rialto.bench.broker.Broker;
import dev.rialto.bench.broker.RunningBroker;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares brokers: every discipline with one broker after the other, each freshly started on a
 * core of its own, with the generator, this process, on another one.
 */
public final class Compare {
  private static final int NOT_RUN = 2;

  private final CompareOptions options;
  private final Cores cores;
  private final PrintStream out;

  private Compare(CompareOptions options, Cores cores, PrintStream out) {
    this.options = options;
    this.cores = cores;
    this.out = out;
  }

  /** The exit status is 2 when there was no run. Verdicts are in the tables. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  private static int run(String... arguments) {
    try {
      var options = CompareOptions.parse(arguments);
      var cores = Cores.available();
      cores.pinGenerator();
      var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
      var compare = new Compare(options, cores, out);
      if (options.scaling()) {
        compare.write("scaling.md", new Scaling(options, compare::measure).report());
      } else if (options.stores()) {
        compare.write("stores.md", compare.stores());
      } else {
        compare.write("comparison.md", compare.report());
      }
      return 0;
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.print(CompareOptions.USAGE);
    } catch (IOException e) {
      System.err.println("There was no comparison: " + e.getMessage());
    }
    return NOT_RUN;
  }

  private String report() {
    var report = new Report(options.brokers());
    for (var discipline : options.disciplines()) {
      for (var broker : options.brokers()) {
        report.put(discipline, broker, measure(discipline.title(), discipline.probe(), broker));
      }
    }
    return String.join(
        "\n", header(), report.figures(), report.verdicts(), report.rules(), report.checks());
  }

  private String stores() throws IOException {
    Stores.Start start =
        broker -> RunningBroker.start(broker, options.checkout(), cores.pinServer());
    return String.join("\n", header(), new Stores(options.effort(), start, out).report());
  }

  private String header() {
    var effort = options.effort();
    return "%s; server on core %d, generator on core %d; %d s of warm-up, %d × %d s measured%n"
        .formatted(
            Machine.describe(),
            cores.server(),
            cores.generator(),
            effort.warmup(),
            effort.repeat(),
            effort.seconds());
  }

  /** One broker that fails does not end the comparison of the others. */
  private Cell measure(String title, Probe probe, Broker broker) {
    out.printf("%s, %s: ", title, broker.label());
    Cell cell;
    try (var running = RunningBroker.start(broker, options.checkout(), cores.pinServer())) {
      cell = Cell.of(Reading.median(probe.measure(running, options.effort())));
    } catch (IOException | RuntimeException e) {
      cell = Cell.failed(String.valueOf(e.getMessage()));
    }
    out.println(cell.text() + ", generator " + cell.generatorCpu());
    cell.reading().ifPresent(reading -> reading.faults().forEach(out::println));
    cell.failure().lines().forEach(out::println);
    return cell;
  }

  private void write(String name, String text) throws IOException {
    var folder = Files.createDirectories(options.checkout().resolve("bench/target/results"));
    Path file = Files.writeString(folder.resolve(name), text);
    out.println();
    out.println(text);
    out.println("written to " + file);
  }
}
