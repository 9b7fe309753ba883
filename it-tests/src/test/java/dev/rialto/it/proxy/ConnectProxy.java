package dev.rialto.it.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A forward proxy that knows nothing but CONNECT (RFC 9110 section 9.3.6). */
public final class ConnectProxy implements AutoCloseable {
  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  /** Starts one on loopback. */
  public ConnectProxy() throws IOException {
    threads.execute(this::accept);
  }

  /** Where it is. */
  public InetSocketAddress address() {
    return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
  }

  /** The request lines that have come. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        threads.execute(() -> serve(client));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket client) {
    try (client) {
      String line = head(client.getInputStream());
      requests.add(line);
      String[] target = line.split(" ", 3)[1].split(":", 2);
      if (!line.startsWith("CONNECT ")) {
        answer(client, "405 Method Not Allowed");
        return;
      }
      try (Socket server = new Socket(target[0], Integer.parseInt(target[1]))) {
        answer(client, "200 Connection established");
        threads.execute(() -> copy(server, client));
        copy(client, server);
      }
    } catch (IOException e) {
      // one of them has left
    }
  }

  /** Reads to the empty line; the request line. */
  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int c = in.read();
      if (c < 0) {
        throw new IOException("the head ends in the middle");
      }
      head.append((char) c);
    }
    return head.substring(0, head.indexOf("\r\n"));
  }

  private static void answer(Socket client, String status) throws IOException {
    client.getOutputStream().write(("HTTP/1.1 " + status + "\r\n\r\n").getBytes(ISO_8859_1));
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      // both are closed by who has opened them
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    threads.shutdownNow();
  }
}
