package dev.rialto.bench.broker;

import dev.rialto.bench.broker.Rialto.Access;
import dev.rialto.bench.broker.Rialto.Store;
import dev.rialto.bench.broker.Rialto.Transport;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The brokers that can be compared. */
public enum Broker {
  /** As it is by default: what is acknowledged has been forced to the disk. */
  RIALTO(true, new Rialto(Transport.GRIZZLY, Store.COMMIT)),
  RIALTO_UPGRADE(true, new Rialto(Transport.UPGRADE, Store.COMMIT)),
  RIALTO_ENDPOINT(true, new Rialto(Transport.ENDPOINT, Store.COMMIT)),
  RIALTO_MEMORY(true, new Rialto(Transport.GRIZZLY, Store.MEMORY)),
  RIALTO_INTERVAL(true, new Rialto(Transport.GRIZZLY, Store.INTERVAL)),
  RIALTO_NEVER(true, new Rialto(Transport.GRIZZLY, Store.NEVER)),
  /** By default, but with users and a list of 200 rules. */
  RIALTO_ACL(true, new Rialto(Transport.GRIZZLY, Store.COMMIT, Access.RULES)),
  HIVEMQ(true, new HiveMq()),
  MOSQUITTO(false, new Mosquitto()),
  ARTEMIS(true, new Artemis()),
  MOQUETTE(true, new Moquette()),
  AEDES(false, new Aedes());

  private final boolean onJvm;
  private final Recipe recipe;

  Broker(boolean onJvm, Recipe recipe) {
    this.onJvm = onJvm;
    this.recipe = recipe;
  }

  /** The name used on the command line, such as {@code rialto-endpoint}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The constant of a {@link #label}. Throws {@link IllegalArgumentException} for any other. */
  public static Broker of(String label) {
    return Arrays.stream(values())
        .filter(broker -> broker.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(label + " is none of " + labels()));
  }

  /** All labels, separated by commas. */
  public static String labels() {
    return Arrays.stream(values()).map(Broker::label).collect(Collectors.joining(","));
  }

  /** Whether {@code jcmd} can look into it. */
  public boolean isOnJvm() {
    return onJvm;
  }

  /** Whether it is the product itself. */
  public boolean isRialto() {
    return recipe instanceof Rialto;
  }

  Recipe recipe() {
    return recipe;
  }
}
