package dev.rialto.it.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** The cable between a client and the server, to be cut. */
public final class Relay implements AutoCloseable {
  private final int target;
  private final ServerSocket listener;
  private final List<Socket> ends = new CopyOnWriteArrayList<>();
  private volatile boolean blocked;
  private final AtomicLong toServer = new AtomicLong();
  private final AtomicLong toClient = new AtomicLong();

  /** To a port on loopback. */
  public Relay(int target) throws IOException {
    this.target = target;
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** How many bytes the client has sent. */
  long toServer() {
    return toServer.get();
  }

  /** How many bytes the server has sent. */
  long toClient() {
    return toClient.get();
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "relay");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        if (blocked) {
          client.close();
          continue;
        }
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        for (Socket end : List.of(client, server)) {
          end.setTcpNoDelay(true);
          ends.add(end);
        }
        start(() -> copy(client, server, toServer));
        start(() -> copy(server, client, toClient));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private static void copy(Socket from, Socket to, AtomicLong passed) {
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      byte[] buffer = new byte[16_384];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        passed.addAndGet(count); // first: who gets the bytes may ask at once
        out.write(buffer, 0, count);
      }
    } catch (IOException e) {
      // one of the two is gone, and so is the other now
    }
  }

  /** Cuts, and lets nothing through any more. */
  public void block() {
    blocked = true;
    cut();
  }

  /** Lets everything through again. */
  public void unblock() {
    blocked = false;
  }

  /** Both ends get a reset in the middle of whatever they do. */
  public void cut() {
    for (Socket end : ends) {
      try {
        end.setSoLinger(true, 0);
        end.close();
      } catch (IOException e) {
        // closed already
      }
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    cut();
  }
}
