package dev.rialto.bench.broker;

import dev.rialto.launch.MicroServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The product, with its settings as they are by default but for the transport. */
final class Rialto implements Recipe {
  enum Transport {
    ENDPOINT,
    UPGRADE
  }

  private final Transport transport;

  Rialto(Transport transport) {
    this.transport = transport;
  }

  @Override
  public List<String> command(Place place) throws IOException {
    var checkout = place.checkout();
    Place.require(checkout.resolve("bridge-war/target/rialto.war"), "mvn -DskipTests package");
    Place.require(checkout.resolve("launch/target/payara-micro.jar"), "mvn -DskipTests package");
    var options = new ArrayList<>(Place.JVM);
    options.add("-Drialto.transport=" + transport.name().toLowerCase(Locale.ROOT));
    return new MicroServer.Options(checkout, "127.0.0.1", place.port(), options, null).command();
  }
}
