package dev.rialto.it.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** Ports on loopback for servers of the tests' own. */
public final class Ports {
  private static final AtomicInteger NEXT = new AtomicInteger(18_200);
  private static final int LAST = 18_999;

  private Ports() {}

  /** One that nobody listens on, and that this process hasn't been given before. */
  public static int free() throws IOException {
    while (NEXT.get() <= LAST) {
      int port = NEXT.getAndIncrement();
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // taken
      }
    }
    throw new IOException("no free port up to " + LAST);
  }
}
