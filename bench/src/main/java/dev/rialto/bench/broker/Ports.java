package dev.rialto.bench.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports on loopback, below those that Linux gives to the generator's connections. The system
 * property {@code bench.ports} moves the first one.
 */
final class Ports {
  private static final int FIRST = Integer.getInteger("bench.ports", 19_000);
  private static final int LAST = FIRST + 999;
  private static final AtomicInteger NEXT = new AtomicInteger(FIRST);

  private Ports() {}

  /** One that nobody listens on. */
  static int free() throws IOException {
    while (NEXT.get() <= LAST) {
      try (var socket =
          new ServerSocket(NEXT.getAndIncrement(), 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // taken
      }
    }
    throw new IOException("no free port from " + FIRST + " to " + LAST);
  }
}
