package dev.rialto.it.crash;

import java.io.IOException;

/** A client whose session lasts over all rounds. */
interface Member {
  String name();

  /** Connects, and goes on where it was. */
  void connect(int port) throws IOException;

  /** The connection it has, or had last. */
  Line line();

  /** Whether it waits for nothing more. */
  boolean isSettled();
}
