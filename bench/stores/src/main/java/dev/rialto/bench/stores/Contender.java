package dev.rialto.bench.stores;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** An engine to compare, and what it brings along. */
enum Contender {
  SEGMENTS(List.of()) {
    @Override
    Engine open(Path folder, Engine.Owed owed) throws Exception {
      return new Segments(folder, owed, false);
    }
  },
  FILLED(List.of()) {
    @Override
    Engine open(Path folder, Engine.Owed owed) throws Exception {
      return new Segments(folder, owed, true);
    }
  },
  MVSTORE(List.of("h2-mvstore")) {
    @Override
    Engine open(Path folder, Engine.Owed owed) {
      return new MvStoreEngine(folder, owed);
    }
  },
  ROCKSDB(List.of("rocksdbjni")) {
    @Override
    Engine open(Path folder, Engine.Owed owed) throws Exception {
      return new RocksEngine(folder, owed);
    }
  },
  ARTEMIS(
      List.of(
          "artemis-", "activemq-artemis-native", "netty-", "jctools-", "commons-", "slf4j-api")) {
    @Override
    Engine open(Path folder, Engine.Owed owed) throws Exception {
      return new ArtemisEngine(folder, owed);
    }
  };

  private final List<String> jars;

  Contender(List<String> jars) {
    this.jars = jars;
  }

  /** Opens it in a folder that exists, and tells of every message that is owed, in any order. */
  abstract Engine open(Path folder, Engine.Owed owed) throws Exception;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Contender of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  /** The size of its jars among these, with all that they need. */
  long jarBytes(List<Path> all) throws IOException {
    long bytes = 0;
    for (Path jar : all) {
      String name = jar.getFileName().toString();
      if (jars.stream().anyMatch(name::startsWith)) {
        bytes += Files.size(jar);
      }
    }
    return bytes;
  }
}
