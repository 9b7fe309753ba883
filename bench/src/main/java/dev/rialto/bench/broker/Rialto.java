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

  /** Anybody, anything; or by a user's password and rules. */
  enum Access {
    OPEN,
    RULES
  }

  /** Of the password {@code bench}, as {@code mosquitto_passwd} makes it. */
  private static final String PASSWORDS =
      "bench:$7$101$VGDvaC81wPiG0Aob$Hpx39qiUertAmroMLr0f7bR/6ipS/"
          + "Z7GesLJ38fAUDdHHcNAM33dWf4ykloXwT2nJwiKZpYbDxcVVUzj7xG4Rg==\n";

  private static final int RULES = 200;

  private final Transport transport;
  private final Store store;
  private final Access access;

  Rialto(Transport transport, Store store) {
    this(transport, store, Access.OPEN);
  }

  Rialto(Transport transport, Store store, Access access) {
    this.transport = transport;
    this.store = store;
    this.access = access;
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
    if (access == Access.RULES) {
      options.add(
          "-Drialto.access.passwords.file=" + place.write("passwords", PASSWORDS).toAbsolutePath());
      options.add("-Drialto.access.acl.file=" + place.write("acl", rules()).toAbsolutePath());
    }
    return new MicroServer.Options(checkout, "127.0.0.1", place.port(), options, null).command();
  }

  @Override
  public String user() {
    return access == Access.RULES ? "bench:bench@" : "";
  }

  /**
   * 151 are the clients' own user's, of which the last is the one about the topics of the bench; 49
   * are everybody's.
   */
  private static String rules() {
    var own = new StringBuilder("user bench\n");
    var everybody = new StringBuilder();
    for (var rule = 1; rule < RULES; rule++) {
      switch (rule % 4) {
        case 0 ->
            everybody.append(
                "pattern readwrite homes/" + rule + (rule == 4 ? "/%c/#\n" : "/%u/#\n"));
        case 1 -> own.append("topic deny private/" + rule + "/#\n");
        case 2 -> own.append("topic read sites/" + rule + "/+/temperature\n");
        default -> own.append("topic write sites/+/" + rule + "/wanted\n");
      }
    }
    return own.append("topic readwrite #\n").append(everybody).toString();
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
