package dev.rialto.bench.broker;

import java.io.IOException;
import java.util.List;

/** Apache Artemis, from Maven; its settings are in {@code bench/peers/artemis}. */
final class Artemis implements Recipe {
  @Override
  public List<String> command(Place place) throws IOException {
    return place.java(
        "artemis",
        List.of(),
        "dev.rialto.peer.artemis.ArtemisMain",
        Integer.toString(place.port()),
        place.home().toString());
  }
}
