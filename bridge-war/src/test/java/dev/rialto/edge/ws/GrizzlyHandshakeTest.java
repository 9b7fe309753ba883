package dev.rialto.edge.ws;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.Setting;
import dev.rialto.edge.Rialto;
import dev.rialto.edge.ws.frame.CloseCode;
import dev.rialto.edge.ws.frame.FrameWriter;
import dev.rialto.session.Peer;
import dev.rialto.session.TestBroker;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.filterchain.FilterChain;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.utils.DelayedExecutor;
import org.glassfish.grizzly.utils.IdleTimeoutFilter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections of a real Grizzly, whose HTTP has little patience. */
@Timeout(30)
class GrizzlyHandshakeTest {
  private static final int PATIENCE_SECONDS = 1;
  private static final String HANDSHAKE =
      "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n";

  private final Rialto rialto = new Rialto();
  private final HttpServer server = new HttpServer();
  private final NetworkListener listener = new NetworkListener("test", "127.0.0.1", 0);
  private final BlockingQueue<String> gone = new ArrayBlockingQueue<>(10);
  private final AtomicLong received = new AtomicLong();
  private final DelayedExecutor executor = IdleTimeoutFilter.createDefaultIdleDelayedExecutor();
  private volatile FilterChain chain;
  private final CompletableFuture<WebSocketChannel> opened = new CompletableFuture<>();

  /** Sends back what comes. */
  private final class Echo implements Receiver {
    @Override
    public void binary(ByteBuffer part, boolean last) {
      received.addAndGet(part.remaining());
      byte[] payload = new byte[part.remaining()];
      part.get(payload);
      if (payload.length < 100) {
        send(payload);
      }
    }

    @Override
    public void text(ByteBuffer part, boolean last) {}

    @Override
    public void violation(CloseCode code, String sentence) {
      gone.add(sentence);
    }

    @Override
    public void unstoppable() {}

    @Override
    public void gone(String sentence) {
      gone.add(sentence);
    }
  }

  private void send(byte[]... payloads) {
    List<ByteBuffer> messages = Stream.of(payloads).map(GrizzlyHandshakeTest::withRoom).toList();
    opened.join().send(messages, error -> {});
  }

  private static ByteBuffer withRoom(byte[] payload) {
    ByteBuffer room = ByteBuffer.allocate(FrameWriter.LONGEST_HEADER + payload.length);
    room.position(FrameWriter.LONGEST_HEADER).put(payload).flip();
    return room.position(FrameWriter.LONGEST_HEADER);
  }

  @BeforeEach
  void start() throws Exception {
    rialto.start(TestBroker.settings(Setting.STORE, "memory"), Runnable::run);
    listener.getKeepAlive().setIdleTimeoutInSeconds(PATIENCE_SECONDS);
    listener.registerAddOn(
        (network, chain) ->
            chain.add(1, new IdleTimeoutFilter(executor, PATIENCE_SECONDS, TimeUnit.SECONDS)));
    server.addListener(listener);
    server.getServerConfiguration().addHttpHandler(upgrading(), "/");
    executor.start();
    server.start();
  }

  @AfterEach
  void stop() {
    server.shutdownNow();
    executor.destroy();
    executor.getThreadPool().shutdown();
    rialto.stop();
  }

  private HttpHandler upgrading() {
    Speech echo =
        new Speech() {
          @Override
          public String subprotocol(List<String> offered) {
            return "";
          }

          @Override
          public Receiver attend(Rialto deployment, Peer peer, WebSocketChannel channel) {
            opened.complete(channel);
            return new Echo();
          }
        };
    return new HttpHandler() {
      @Override
      public void service(Request request, Response response) throws Exception {
        response.setStatus(101);
        response.setHeader("Upgrade", "websocket");
        response.flush();
        Peer peer = new Peer("192.0.2.7:51123");
        Remote remote = Remote.of(FakeRequest.handshake().asRequest(), peer, echo);
        Connection<?> connection = request.getContext().getConnection();
        GrizzlyHandshake.of(request).serve(rialto, echo, remote);
        chain = (FilterChain) connection.getProcessor();
      }
    };
  }

  private Socket connect(byte... together) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.getPort());
    socket.setSoTimeout(10_000); // what never comes fails
    socket.getOutputStream().write(concat(HANDSHAKE.getBytes(US_ASCII), together));
    String answer = "";
    while (!answer.endsWith("\r\n\r\n")) {
      answer += (char) socket.getInputStream().read();
    }
    assertThat(answer).startsWith("HTTP/1.1 101 ");
    return socket;
  }

  private static byte[] concat(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }

  /** A binary frame whose mask is zero. */
  private static byte[] frame(String payload) {
    byte[] header = {(byte) 0x82, (byte) (0x80 | payload.length()), 0, 0, 0, 0};
    return concat(header, payload.getBytes(US_ASCII));
  }

  private static void write(Socket socket, String payload) throws IOException {
    socket.getOutputStream().write(frame(payload));
  }

  private static String read(Socket socket) throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    assertThat(in.readUnsignedByte()).isEqualTo(0x82);
    return new String(in.readNBytes(in.readUnsignedByte()), US_ASCII);
  }

  @Test
  void what_comes_goes_to_the_receiver_and_what_it_sends_to_the_client() throws Exception {
    try (Socket socket = connect()) {
      for (String each : List.of("one", "two", "three")) {
        write(socket, each);
        assertThat(read(socket)).isEqualTo(each);
      }
    }
    assertThat(gone.take()).isEqualTo("it closed the connection without a word");
  }

  @Test
  void what_comes_with_the_handshake_is_not_lost() throws Exception {
    try (Socket socket = connect(frame("hasty"))) {
      assertThat(read(socket)).isEqualTo("hasty");
      write(socket, "calm");
      assertThat(read(socket)).isEqualTo("calm");
    }
  }

  @Test
  void a_connection_outlives_the_patience_of_http() throws Exception {
    try (Socket socket = connect()) {
      write(socket, "early");
      assertThat(read(socket)).isEqualTo("early");
      assertThat(gone.poll(3 * PATIENCE_SECONDS, TimeUnit.SECONDS)).isNull();
      write(socket, "late");
      assertThat(read(socket)).isEqualTo("late");
    }
  }

  @Test
  void several_messages_of_one_send_are_a_frame_each() throws Exception {
    byte[] large = new byte[12 << 10];
    large[0] = 3;
    try (Socket socket = connect()) {
      send(new byte[] {1}, new byte[0], large, new byte[] {4});
      DataInputStream in = new DataInputStream(socket.getInputStream());
      assertThat(in.readNBytes(3 + 2)).isEqualTo(new byte[] {(byte) 0x82, 1, 1, (byte) 0x82, 0});
      assertThat(in.readInt()).isEqualTo(0x827e_0000 | large.length);
      assertThat(in.readNBytes(large.length)).isEqualTo(large);
      assertThat(in.readNBytes(3)).isEqualTo(new byte[] {(byte) 0x82, 1, 4});
    }
  }

  @Test
  void a_message_larger_than_all_buffers_arrives_whole() throws Exception {
    byte[] large = new byte[20 << 20];
    large[large.length - 1] = 7;
    try (Socket socket = connect()) {
      send(large);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      assertThat(in.readUnsignedShort()).isEqualTo(0x827f);
      assertThat(in.readLong()).isEqualTo(large.length);
      assertThat(in.readNBytes(large.length)).isEqualTo(large);
    }
  }

  @Test
  void a_client_that_is_not_read_can_not_send_more_than_buffers_take() throws Exception {
    try (Socket socket = connect()) {
      opened.join().pauseReading();
      Thread sender =
          new Thread(
              () -> {
                try {
                  for (int i = 0; i < 64; i++) {
                    byte[] frame = new byte[14 + (1 << 20)];
                    ByteBuffer.wrap(frame).putShort((short) 0x82ff).putLong(1 << 20);
                    socket.getOutputStream().write(frame);
                  }
                } catch (IOException e) {
                  gone.add(e.toString());
                }
              });
      sender.start();
      sender.join(1000);
      assertThat(sender.isAlive()).isTrue();
      assertThat(received.get()).isLessThan(1 << 20);
      opened.join().resumeReading();
      sender.join();
      while (received.get() < 64L << 20) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void a_chain_is_left_when_the_deployment_and_the_last_connection_are_over() throws Exception {
    try (Socket socket = connect()) {
      write(socket, "one");
      assertThat(read(socket)).isEqualTo("one");
      GrizzlyHandshake.finish();
      write(socket, "two");
      assertThat(read(socket)).isEqualTo("two");
      assertThat(chain).hasAtLeastOneElementOfType(GrizzlyFilter.class);
    }
    gone.take();
    while (chain.indexOfType(GrizzlyFilter.class) >= 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void a_connection_that_is_closed_ends() throws Exception {
    try (Socket socket = connect()) {
      opened.join().close(1000, "enough");
      DataInputStream in = new DataInputStream(socket.getInputStream());
      assertThat(in.readUnsignedByte()).isEqualTo(0x88);
      in.skipNBytes(in.readUnsignedByte());
      assertThat(in.read()).isEqualTo(-1); // it has not answered
    }
    assertThat(gone.take()).isEqualTo("the connection was closed");
  }
}
