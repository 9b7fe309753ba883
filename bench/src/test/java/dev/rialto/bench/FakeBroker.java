package dev.rialto.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Just enough of a broker for QoS 0 and 1: whatever is published goes to every subscriber as it is,
 * except that it does one thing wrong.
 */
final class FakeBroker implements AutoCloseable {
  /** What happens to one message. */
  enum Wrong {
    NOTHING,
    LOST,
    SENT_TWICE,
    OVERTAKEN,
    SPOILT,
    NOT_ACKNOWLEDGED,
    CONNECTION_CLOSED
  }

  private static final int VICTIM = 50;
  private static final int LAST_FRAME = 0x80;

  private final Wrong wrong;
  private final ServerSocket server;
  private final Thread acceptor;
  private final List<OutputStream> subscribers = new CopyOnWriteArrayList<>();
  private final List<String> connects = new CopyOnWriteArrayList<>();
  private int published;
  private byte[] overtaken;

  FakeBroker(Wrong wrong) throws IOException {
    this.wrong = wrong;
    server = new ServerSocket(Integer.getInteger("bench.port", 0), 50, localhost());
    acceptor = daemon(this::accept);
  }

  /** What was connected so far, such as {@code clean b1p0} or {@code lasting b1s0}. */
  List<String> connects() {
    return connects;
  }

  URI url() {
    return URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/mqtt");
  }

  @Override
  public void close() throws IOException {
    server.close();
    try {
      acceptor.join(); // only then is the port free
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private interface Task {
    void run() throws IOException, GeneralSecurityException;
  }

  private static InetAddress localhost() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }

  private static Thread daemon(Task task) {
    var thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException e) {
                // the client or the test is done
              } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void accept() throws IOException {
    while (true) {
      var socket = server.accept();
      socket.setTcpNoDelay(true);
      daemon(() -> serve(socket));
    }
  }

  private void serve(Socket socket) throws IOException, GeneralSecurityException {
    try (socket) {
      var in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 65_536));
      var out = new BufferedOutputStream(socket.getOutputStream(), 65_536);
      upgrade(in, out);
      while (handle(frame(in), out)) {
        if (in.available() == 0) {
          flush(out);
          for (var subscriber : subscribers) {
            flush(subscriber);
          }
        }
      }
    }
  }

  private static void upgrade(DataInputStream in, OutputStream out)
      throws IOException, GeneralSecurityException {
    var request = new ByteArrayOutputStream();
    while (!request.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      request.write(in.readByte());
    }
    var key =
        request
            .toString(ISO_8859_1)
            .lines()
            .filter(line -> line.startsWith("Sec-WebSocket-Key: "))
            .findFirst()
            .orElseThrow()
            .substring("Sec-WebSocket-Key: ".length());
    var accept =
        MessageDigest.getInstance("SHA-1")
            .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(ISO_8859_1));
    var response =
        String.join(
            "\r\n",
            "HTTP/1.1 101 Switching Protocols",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Protocol: mqtt",
            "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(accept),
            "\r\n");
    out.write(response.getBytes(ISO_8859_1));
    out.flush();
  }

  /** The payload of a masked frame: one MQTT packet, or a close. */
  private static byte[] frame(DataInputStream in) throws IOException {
    in.readByte();
    int length = in.readByte() & 0x7f;
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = (int) in.readLong();
    }
    var mask = in.readInt();
    var payload = in.readNBytes(length);
    for (var i = 0; i < length; i++) {
      payload[i] ^= (byte) (mask >> (24 - i % 4 * 8));
    }
    return payload;
  }

  private boolean handle(byte[] packet, OutputStream out) throws IOException {
    switch ((packet[0] & 0xff) >> 4) {
      case MqttPackets.CONNECT -> {
        var clientId = new String(packet, 14, packet.length - 14, ISO_8859_1);
        connects.add(((packet[9] & 2) != 0 ? "clean " : "lasting ") + clientId);
        send(out, new byte[] {0x20, 2, 0, 0});
      }
      case MqttPackets.SUBSCRIBE -> {
        send(out, new byte[] {(byte) 0x90, 3, packet[2], packet[3], packet[packet.length - 1]});
        subscribers.add(out);
      }
      case MqttPackets.PUBLISH -> {
        return publish(packet, out);
      }
      case MqttPackets.DISCONNECT -> {
        return false;
      }
      default -> {
        // PUBACK
      }
    }
    return true;
  }

  private synchronized boolean publish(byte[] packet, OutputStream out) throws IOException {
    var doing = ++published == VICTIM ? wrong : Wrong.NOTHING;
    if (doing == Wrong.CONNECTION_CLOSED) {
      return false;
    }
    if ((packet[0] & 6) != 0 && doing != Wrong.NOT_ACKNOWLEDGED) {
      var topic = 1 + (int) (MqttPackets.readLength(packet, 1, packet.length) >> 32);
      var id = topic + 2 + Bytes.uint16(packet, topic);
      send(out, new byte[] {0x40, 2, packet[id], packet[id + 1]});
    }
    switch (doing) {
      case LOST -> {
        return true;
      }
      case OVERTAKEN -> {
        overtaken = packet;
        return true;
      }
      case SPOILT -> packet[packet.length - 1] ^= 1;
      case SENT_TWICE -> forward(packet);
      default -> {
        // all is well
      }
    }
    forward(packet);
    if (overtaken != null) {
      forward(overtaken);
      overtaken = null;
    }
    return true;
  }

  private void forward(byte[] packet) throws IOException {
    for (var subscriber : subscribers) {
      send(subscriber, packet);
    }
  }

  private static void send(OutputStream out, byte[] packet) throws IOException {
    synchronized (out) {
      out.write(LAST_FRAME | WebSocketFraming.BINARY);
      if (packet.length < 126) {
        out.write(packet.length);
      } else if (packet.length < 65_536) {
        out.write(126);
        out.write(packet.length >> 8);
        out.write(packet.length);
      } else {
        out.write(127);
        out.write(ByteBuffer.allocate(8).putLong(packet.length).array());
      }
      out.write(packet);
    }
  }

  private static void flush(OutputStream out) throws IOException {
    synchronized (out) {
      out.flush();
    }
  }
}
