package dev.rialto.it.raw;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rialto.it.Await;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A TCP connection to the server that can become a WebSocket. Sends exactly what it is told. */
public final class RawSocket implements AutoCloseable {
  private static final List<String> HANDSHAKE =
      List.of(
          "Upgrade: websocket",
          "Connection: Upgrade",
          "Sec-WebSocket-Version: 13",
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");

  private final Socket socket;
  private final int port;
  private InputStream in;

  /** Connects to a port on loopback. */
  public RawSocket(int port) throws IOException {
    this(port, 0);
  }

  /** The same, with a receive buffer of about this many bytes. */
  public RawSocket(int port, int receiveBuffer) throws IOException {
    this(connected(port, receiveBuffer), port);
  }

  private RawSocket(Socket socket, int port) throws IOException {
    this.socket = socket;
    this.port = port;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(Math.toIntExact(Await.PATIENCE.toMillis()));
    in = socket.getInputStream();
  }

  /** Connects by TLS, whatever the server's certificate says. */
  public static RawSocket secure(int port) throws IOException {
    return new RawSocket(Tls.connected(connected(port, 0)), port);
  }

  private static Socket connected(int port, int receiveBuffer) throws IOException {
    Socket socket = new Socket();
    if (receiveBuffer > 0) {
      socket.setReceiveBufferSize(receiveBuffer);
    }
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return socket;
  }

  /** A WebSocket at {@code /mqtt} that offers the subprotocol mqtt. */
  public static RawSocket webSocket(int port) throws IOException {
    RawSocket raw = new RawSocket(port);
    raw.upgrade();
    return raw;
  }

  /** Lets every read give up after this time. */
  public void patience(Duration patience) throws IOException {
    socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
  }

  /** Becomes a WebSocket. */
  public void upgrade() throws IOException {
    Answer answer = handshake("/mqtt", "Sec-WebSocket-Protocol: mqtt");
    if (answer.status() != 101) {
      throw new IOException("refused: " + answer);
    }
  }

  /** Asks for a WebSocket. A header given here takes the place of the usual one of that name. */
  public Answer handshake(String path, String... headers) throws IOException {
    return get(path, Stream.concat(HANDSHAKE.stream(), Stream.of(headers)).toArray(String[]::new));
  }

  /** A GET request; of headers with the same name the last one counts. */
  public Answer get(String path, String... headers) throws IOException {
    StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\n");
    List<String> lines =
        Stream.concat(Stream.of("Host: 127.0.0.1:" + port), Stream.of(headers)).toList();
    for (int i = 0; i < lines.size(); i++) {
      String name = name(lines.get(i));
      if (lines.stream().skip(i + 1).noneMatch(later -> name(later).equals(name))) {
        request.append(lines.get(i)).append("\r\n");
      }
    }
    send(request.append("\r\n").toString().getBytes(ISO_8859_1));
    return answer();
  }

  private static String name(String header) {
    return header.substring(0, header.indexOf(':')).toLowerCase(Locale.ROOT);
  }

  private Answer answer() throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    byte[] buffer = new byte[65_536];
    int firstRead = in.read(buffer);
    for (int count = firstRead; count >= 0; count = in.read(buffer)) {
      read.write(buffer, 0, count);
      String text = read.toString(ISO_8859_1);
      int end = text.indexOf("\r\n\r\n");
      if (end >= 0) {
        in =
            new SequenceInputStream(
                new ByteArrayInputStream(text.substring(end + 4).getBytes(ISO_8859_1)), in);
        List<String> lines = Arrays.asList(text.substring(0, end).split("\r\n", -1));
        int status = Integer.parseInt(lines.get(0).split(" ", 3)[1]);
        Answer head = new Answer(status, lines.subList(1, lines.size()), "", firstRead, end + 4);
        return new Answer(status, head.headers(), body(head), firstRead, end + 4);
      }
    }
    throw new IOException("no answer, but " + read.toString(ISO_8859_1));
  }

  private String body(Answer head) throws IOException {
    if (head.status() == 101) {
      return "";
    }
    if (head.value("Transfer-Encoding").isPresent()) {
      return chunks();
    }
    int length = head.value("Content-Length").map(Integer::parseInt).orElse(Integer.MAX_VALUE);
    return new String(in.readNBytes(length), UTF_8);
  }

  private String chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int size;
    do {
      size = Integer.parseInt(line(), 16);
      body.writeBytes(in.readNBytes(size));
      line();
    } while (size > 0);
    return body.toString(UTF_8);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n' && c >= 0; c = in.read()) {
      line.append((char) c);
    }
    return line.toString().strip();
  }

  /** Sends bytes, in a TCP segment of their own if it's quiet. */
  public void send(byte... bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** Sends a frame in one write. */
  public void send(Frame frame) throws IOException {
    send(frame.bytes());
  }

  /** Sends a binary message. */
  public void binary(byte[]... packets) throws IOException {
    send(Frame.of(Frame.BINARY, Mqtt.join(packets)));
  }

  /** The next frame; {@code null} when the server has closed the connection. */
  public Frame read() throws IOException {
    try {
      return Frame.read(in);
    } catch (SocketException | EOFException e) { // reset, or cut in the middle of a frame
      return null;
    }
  }

  /** Reads until the server has closed the connection; the close code, or 1006 without one. */
  public int readToEnd() throws IOException {
    int code = 1006;
    for (Frame frame = read(); frame != null; frame = read()) {
      if (frame.opcode() == Frame.CLOSE) {
        code = frame.closeCode();
      }
    }
    return code;
  }

  /** Ends without a word: the server gets a TCP reset. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** This end's port. */
  public int localPort() {
    return socket.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
