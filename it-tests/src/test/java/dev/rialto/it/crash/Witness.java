package dev.rialto.it.crash;

import java.io.IOException;

/** Has the server promise something at the last moment, and asks for it when it is up again. */
interface Witness {
  /** Has the server acknowledge what must stay; at once after this it is killed. */
  void promise(int port) throws IOException;

  /** Complains to the ledger about what it has forgotten. */
  void recall(int port) throws IOException;
}
