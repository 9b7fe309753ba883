package dev.rialto.bench.broker;

import java.io.IOException;
import java.util.List;

/** Moquette, from Maven; its settings are in {@code bench/peers/moquette}. */
final class Moquette implements Recipe {
  @Override
  public List<String> command(Place place) throws IOException {
    return place.java(
        "moquette",
        List.of(),
        "dev.rialto.peer.moquette.MoquetteMain",
        Integer.toString(place.port()),
        place.home().toString());
  }
}
