package dev.rialto;

import dev.rialto.check.Configuration;
import dev.rialto.check.Finding;
import dev.rialto.check.Severity;
import dev.rialto.config.InvalidSettingException;
import dev.rialto.config.PlainSettings;
import dev.rialto.config.Settings;
import dev.rialto.store.file.StoreOpening;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * The command that lists what is open in a configuration: {@code java -cp rialto-classes.jar
 * dev.rialto.Check [FILE]}. It needs no server, and changes nothing.
 */
public final class Check {
  private static final int NOTHING_OPEN = 0;
  private static final int SOMETHING_OPEN = 1;
  private static final int UNUSABLE = 2;

  private final Map<String, String> environment;
  private final Properties system;
  private final PrintStream out;

  Check(Map<String, String> environment, Properties system, PrintStream out) {
    this.environment = environment;
    this.system = system;
    this.out = out;
  }

  /** Takes the properties file, if it is to be another than the one that the server would read. */
  public static void main(String[] arguments) {
    Check check = new Check(System.getenv(), System.getProperties(), System.out);
    System.exit(check.run(List.of(arguments)));
  }

  /** Does it, and returns the exit code. */
  int run(List<String> arguments) {
    if (arguments.size() > 1 || (arguments.size() == 1 && arguments.get(0).startsWith("-"))) {
      out.println("Usage: Check [FILE]      lists what is open with the settings of that file");
      return UNUSABLE;
    }
    String file = arguments.isEmpty() ? null : arguments.get(0);
    try {
      return list(new PlainSettings(file, environment, system));
    } catch (InvalidSettingException e) {
      out.println(e.getMessage());
    } catch (InvalidPathException e) {
      out.println("This can't be the path of a file: " + e.getMessage());
    }
    return UNUSABLE;
  }

  private int list(PlainSettings source) throws InvalidSettingException {
    Settings settings = source.read();
    List<Finding> findings =
        Configuration.of(settings, source.path(), StoreOpening.directory(settings)).findings();
    findings.forEach(out::println);
    long open = findings.stream().filter(it -> it.rule().severity() == Severity.OPEN).count();
    out.printf("%d open, %d to note.%n", open, findings.size() - open);
    return open == 0 ? NOTHING_OPEN : SOMETHING_OPEN;
  }
}
