package dev.rialto.it.browser;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A program of the machine that a test needs; installed where that is allowed, never skipped. */
public final class Program {
  private static final int INSTALL_MINUTES = 10;

  private Program() {}

  /**
   * Finds a program, and installs it by the system's package manager if it is missing.
   *
   * @param names the first that is found is taken
   * @param packages Debian's packages that have it
   * @throws AssertionError when it is missing and can't be installed; says what to install
   */
  public static synchronized Path find(List<String> names, List<String> packages) {
    return onPath(names)
        .or(
            () -> {
              install(packages);
              return onPath(names);
            })
        .orElseThrow(
            () ->
                new AssertionError(
                    "This test needs %s: install it by 'apt-get install %s', or however your system does."
                        .formatted(names.get(0), String.join(" ", packages))));
  }

  private static Optional<Path> onPath(List<String> names) {
    return names.stream()
        .flatMap(
            name ->
                Stream.concat(
                        Stream.of(
                            System.getenv("PATH").split(Pattern.quote(File.pathSeparator), -1)),
                        Stream.of("/usr/sbin")) // where Debian's users don't look for servers
                    .map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static void install(List<String> packages) {
    if (!"root".equals(System.getProperty("user.name")) || onPath(List.of("apt-get")).isEmpty()) {
      return; // the caller says what is missing
    }
    run(List.of("apt-get", "update"));
    run(
        Stream.concat(
                Stream.of("apt-get", "install", "-y", "--no-install-recommends"), packages.stream())
            .toList());
  }

  private static void run(List<String> command) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
      builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
      Process process = builder.start();
      if (!process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
