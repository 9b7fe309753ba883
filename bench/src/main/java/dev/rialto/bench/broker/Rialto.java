package dev.rialto.bench.broker;

import dev.rialto.launch.MicroServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The product, with its settings as they are by default but for the transport and the store. */
final class Rialto implements Recipe {
  enum Transport {
    ENDPOINT,
    UPGRADE,
    GRIZZLY
  }

  /** In memory, or in files that are forced to the disk at that time. */
  enum Store {
    MEMORY,
    COMMIT,
    INTERVAL,
    NEVER
  }

  private final Transport transport;
  private final Store store;

  Rialto(Transport transport, Store store) {
    this.transport = transport;
    this.store = store;
  }

  @Override
  public List<String> command(Place place) throws IOException {
    var checkout = place.checkout();
    Place.require(checkout.resolve("bridge-war/target/rialto.war"), "mvn -DskipTests package");
    Place.require(checkout.resolve("launch/target/payara-micro.jar"), "mvn -DskipTests package");
    cleanUp(place); // of a run that was killed
    var options = new ArrayList<>(Place.JVM);
    options.add("-Drialto.transport=" + transport.name().toLowerCase(Locale.ROOT));
    options.add("-Drialto.connections.max=1000000");
    options.add("-Drialto.connections.address.max=1000000"); // all of them come from this machine
    options.add("-Drialto.connections.rate=0");
    options.add("-Drialto.connections.address.rate=0");
    if (store == Store.MEMORY) {
      options.add("-Drialto.store=memory");
    } else {
      options.add("-Drialto.store=file");
      options.add("-Drialto.store.directory=" + directory(place));
      options.add("-Drialto.store.sync=" + store.name().toLowerCase(Locale.ROOT));
    }
    return new MicroServer.Options(checkout, "127.0.0.1", place.port(), options, null).command();
  }

  /** Every start has a store of its own. */
  @Override
  public void cleanUp(Place place) throws IOException {
    if (!Files.exists(directory(place))) {
      return;
    }
    try (var files = Files.walk(directory(place))) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static Path directory(Place place) {
    return place.home().resolve("store");
  }
}
