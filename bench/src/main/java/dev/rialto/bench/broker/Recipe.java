package dev.rialto.bench.broker;

import java.io.IOException;
import java.util.List;

/** How one broker is started. */
interface Recipe {
  /**
   * Puts in place what it needs, installing it if that can be done, and gives the command that
   * starts it and does not return. Throws {@link IOException} with a sentence on what is missing.
   */
  List<String> command(Place place) throws IOException;

  /** As whom clients come, as it stands in a URL: {@code name:password@}; empty for nobody. */
  default String user() {
    return "";
  }

  /** Removes what the broker has left in its place; it has ended. */
  default void cleanUp(Place place) throws IOException {}
}
