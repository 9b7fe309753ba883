package dev.rialto.bench.stores;

import java.io.File;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Deploys an application with the engine twice into one process. The first is stopped, but not yet
 * collected, when the second starts, as in a server.
 */
final class Redeploy {
  private static final int COLLECTIONS =
      700; // the thread that looks after child processes lives a minute
  private static final long PAUSE_MS = 100;
  private static final String JVM = System.getProperty("java.home");

  private final Contender contender;
  private final Path folder;

  Redeploy(Contender contender, Path folder) {
    this.contender = contender;
    this.folder = folder;
  }

  void run() throws Exception {
    Disk.fresh(folder);
    Set<String> threadsBefore = threads();
    Set<String> librariesBefore = libraries();
    Set<Path> filesBefore = temporaries();
    List<WeakReference<ClassLoader>> loaders = deployTwice();
    Thread.sleep(PAUSE_MS); // what has ended isn't gone at once
    Trial.print("threads left", without(threadsBefore, threads()));
    Trial.print("libraries loaded", without(librariesBefore, libraries()));
    int collected = 0;
    for (WeakReference<ClassLoader> loader : loaders) {
      collected += isCollected(loader) ? 1 : 0;
    }
    Trial.print("class loaders collected", collected + " of " + loaders.size());
    Trial.print("libraries left then", without(librariesBefore, libraries()));
    Trial.print("threads left then", without(threadsBefore, threads()));
    Trial.print("temporary files left", without(filesBefore, temporaries()));
    Disk.delete(folder);
  }

  private List<WeakReference<ClassLoader>> deployTwice() throws Exception {
    try (URLClassLoader first = loader();
        URLClassLoader second = loader()) {
      Trial.print("owed at first start", live(first));
      Trial.print("owed at second start", live(second));
      return List.of(new WeakReference<>(first), new WeakReference<>(second));
    }
  }

  /** This process'. */
  static List<Path> classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(Path::of)
        .toList();
  }

  private static URLClassLoader loader() throws IOException {
    List<URL> urls = new ArrayList<>();
    for (Path entry : classPath()) {
      urls.add(entry.toUri().toURL());
    }
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  /** As a server does it: with the application's loader as that of the thread. */
  private Object live(ClassLoader loader) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return loader
          .loadClass(Deployment.class.getName())
          .getMethod("live", String.class, String.class)
          .invoke(null, contender.label(), folder.toString());
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static boolean isCollected(WeakReference<ClassLoader> loader)
      throws InterruptedException {
    for (int i = 0; i < COLLECTIONS && !loader.refersTo(null); i++) {
      System.gc();
      Thread.sleep(PAUSE_MS);
    }
    return loader.refersTo(null);
  }

  /** Those of native code too, which the JVM doesn't know. */
  private static Set<String> threads() throws IOException {
    Set<String> threads = new TreeSet<>();
    for (Path thread : list(Path.of("/proc/self/task"))) {
      try {
        threads.add(Files.readString(thread.resolve("comm")).strip());
      } catch (IOException endedMeanwhile) {
        // isn't left
      }
    }
    return threads;
  }

  /** Files with code that are mapped into this process. */
  private static Set<String> libraries() throws IOException {
    try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
      return maps.filter(line -> line.contains(".so") && !line.contains(JVM))
          .map(line -> line.substring(line.indexOf('/')))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Set<Path> temporaries() throws IOException {
    return list(Path.of(System.getProperty("java.io.tmpdir")));
  }

  private static Set<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static <T> Set<T> without(Set<T> before, Set<T> after) {
    after.removeAll(before);
    return after;
  }
}
