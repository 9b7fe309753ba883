package dev.rialto.bench.broker;

import dev.rialto.bench.broker.Rialto.Transport;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The brokers that can be compared. */
public enum Broker {
  RIALTO(true, new Rialto(Transport.UPGRADE)),
  RIALTO_ENDPOINT(true, new Rialto(Transport.ENDPOINT)),
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
