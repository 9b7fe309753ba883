package dev.rialto;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rialto.access.PasswordFileEdit;
import dev.rialto.access.PasswordHash;
import dev.rialto.access.ScramCredential;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The command that gives a user a password: {@code java -cp rialto-classes.jar dev.rialto.Passwd
 * FILE USER}. What it writes Mosquitto understands too.
 */
public final class Passwd {
  private static final String USAGE =
      """
      Usage: Passwd FILE USER      asks for a password, and writes it to the file
             Passwd -s FILE USER   takes the first line of the input instead
             Passwd -d FILE USER   deletes the user
      With --scram in front of all that, the file is one for SCRAM-SHA-256.""";

  private static final String STANDARD_INPUT = "-s";
  private static final String DELETE = "-d";
  private static final String SCRAM = "--scram";
  private static final Set<String> OPTIONS = Set.of("", STANDARD_INPUT, DELETE);

  /** 10 to 20 ms of a processor for each login: devices' passwords are long and random. */
  private static final int ITERATIONS = 10_000;

  private static final int SALT = 12; // what every version of Mosquitto takes

  private final PasswordSource terminal;
  private final PasswordSource input;
  private final PrintStream out;
  private final SecureRandom random = new SecureRandom();

  /** Where a password comes from; {@code null} when there is none. */
  interface PasswordSource {
    String ask() throws IOException;
  }

  Passwd(PasswordSource terminal, PasswordSource input, PrintStream out) {
    this.terminal = terminal;
    this.input = input;
    this.out = out;
  }

  /** Takes options, file and user. */
  public static void main(String[] arguments) {
    Reader input = new InputStreamReader(System.in, UTF_8);
    PasswordSource firstLine = () -> new BufferedReader(input).readLine();
    System.exit(new Passwd(Passwd::askTwice, firstLine, System.out).run(List.of(arguments)));
  }

  @SuppressWarnings("SystemConsoleNull") // before JDK 22 it is, where there is no terminal
  private static String askTwice() {
    Console console = System.console();
    char[] first = console == null ? null : console.readPassword("Password: ");
    char[] second = first == null ? null : console.readPassword("The same again: ");
    return second != null && Arrays.equals(first, second) ? new String(first) : null;
  }

  /** Does it, says how it went, and returns the exit code. */
  int run(List<String> all) {
    boolean scram = !all.isEmpty() && all.get(0).equals(SCRAM);
    List<String> arguments = scram ? all.subList(1, all.size()) : all;
    String option = arguments.size() == 3 ? arguments.get(0) : "";
    if (arguments.size() < 2 || arguments.size() > 3 || !OPTIONS.contains(option)) {
      return failed(USAGE);
    }
    Path file = Path.of(arguments.get(arguments.size() - 2));
    String user = arguments.get(arguments.size() - 1);
    try {
      return option.equals(DELETE)
          ? delete(file, user)
          : put(file, user, scram, option.equals(STANDARD_INPUT) ? input : terminal);
    } catch (IOException e) {
      return failed("The file could not be changed: " + e);
    }
  }

  private int delete(Path file, String user) throws IOException {
    return new PasswordFileEdit(file).remove(user) ? 0 : failed("There is no such user.");
  }

  private int put(Path file, String user, boolean scram, PasswordSource passwords)
      throws IOException {
    if (!PasswordFileEdit.canBeUser(user)) {
      return failed("A user name has no colon, and neither # nor blanks at its ends.");
    }
    String password = passwords.ask();
    if (password == null || password.isEmpty()) {
      return failed("No password, or not twice the same; nothing was changed.");
    }
    byte[] salt = new byte[SALT];
    random.nextBytes(salt);
    PasswordFileEdit edit = new PasswordFileEdit(file);
    if (!scram) {
      edit.put(user, PasswordHash.of(password.getBytes(UTF_8), salt, ITERATIONS));
      return 0;
    }
    ScramCredential credential = ScramCredential.of(password, salt, ITERATIONS);
    if (credential == null) {
      return failed("A password has no control characters; nothing was changed.");
    }
    edit.put(user, credential);
    return 0;
  }

  private int failed(String sentence) {
    out.println(sentence);
    return 1;
  }
}
