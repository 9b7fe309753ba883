package dev.rialto.bench.broker;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a broker is to run.
 *
 * @param checkout the folder with the root {@code pom.xml}, where everything has been built
 * @param home a folder of its own below a {@code target}
 * @param port of the WebSocket listener on 127.0.0.1
 */
record Place(Path checkout, Path home, int port) {
  /** Of every Java broker: the same for all, and never growing, so that memory can be compared. */
  static final List<String> JVM =
      List.of(
          "-Xms2g",
          "-Xmx2g",
          "-XX:+AlwaysPreTouch", // what the process grows by is then not heap
          "-XX:+UseSerialGC", // what a JVM chooses on one core
          "-XX:MarkSweepAlwaysCompactCount=1"); // or a full collection leaves 5 % dead behind

  static final String PORT = "{port}";

  static String program(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  /** Runs the main class of one of the modules in {@code bench/peers}, with its own libraries. */
  List<String> java(String peer, List<String> options, String mainClass, String... arguments)
      throws IOException {
    var target = checkout.resolve("bench/peers").resolve(peer).resolve("target");
    require(target.resolve("lib"), "mvn -Pbench -DskipTests package");
    var command = new ArrayList<String>();
    command.add(program("java"));
    command.addAll(JVM);
    command.addAll(options);
    command.add("-cp");
    command.add(target.resolve("classes") + File.pathSeparator + target.resolve("lib") + "/*");
    command.add(mainClass);
    command.addAll(List.of(arguments));
    return command;
  }

  static void require(Path file, String how) throws IOException {
    if (!Files.exists(file)) {
      throw new IOException("no " + file + "; to make it: " + how);
    }
  }

  /** Writes a file of the broker's configuration, with the port put in. */
  Path write(String name, String text) throws IOException {
    var file = home.resolve(name);
    var folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    return Files.writeString(file, text.replace(PORT, Integer.toString(port)));
  }
}
