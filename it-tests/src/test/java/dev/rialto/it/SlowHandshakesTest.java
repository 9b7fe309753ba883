package dev.rialto.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.it.raw.Packet;
import dev.rialto.it.raw.RawClient;
import dev.rialto.it.raw.RawSocket;
import dev.rialto.it.server.Server;
import dev.rialto.it.server.SharedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Connections that begin and don't get on with it, more of them than the container has threads. */
@ExtendWith(SharedServer.class)
class SlowHandshakesTest {
  private static final int MANY = 300;

  private final Server server;

  SlowHandshakesTest(Server server) {
    this.server = server;
  }

  private List<Socket> begin(String part) throws IOException {
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
      sockets.add(socket);
      socket.getOutputStream().write(part.getBytes(US_ASCII));
    }
    return sockets;
  }

  private static void close(List<Socket> sockets) throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  /** Two clients connect, and exchange messages as if nothing were the matter. */
  private void expectService() throws IOException {
    try (RawClient listener = RawClient.connected(server.port(), "served-1");
        RawClient publisher = RawClient.connected(server.port(), "served-2")) {
      listener.subscribe("served", 1);
      for (int i = 0; i < 100; i++) {
        publisher.publish("served", (byte) i);
        assertThat(listener.expect(Packet.PUBLISH).payload()).containsExactly(i);
      }
    }
  }

  @Test
  void handshakes_that_stop_in_the_middle_keep_nobody_out() throws IOException {
    List<Socket> sockets =
        begin("GET /mqtt HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgr");
    try {
      expectService();
      for (Socket socket : sockets) { // a byte now and then
        socket.getOutputStream().write('a');
      }
      expectService();
    } finally {
      close(sockets);
    }
  }

  @Test
  void connections_that_send_nothing_keep_nobody_out() throws IOException {
    List<Socket> sockets = begin("");
    try {
      expectService();
    } finally {
      close(sockets);
    }
  }

  @Test
  void websockets_that_send_nothing_keep_nobody_out_and_are_closed() throws IOException {
    List<RawSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < MANY; i++) {
        sockets.add(RawSocket.webSocket(server.port()));
      }
      expectService();
      for (RawSocket socket : sockets) {
        assertThat(socket.readToEnd()).isEqualTo(1002);
      }
    } finally {
      for (RawSocket socket : sockets) {
        socket.close();
      }
    }
  }
}
