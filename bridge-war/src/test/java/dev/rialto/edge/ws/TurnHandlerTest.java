package dev.rialto.edge.ws;

import static dev.rialto.edge.ws.Outboxes.acks;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the container reads at once is one turn, though it tells of each frame by itself. */
class TurnHandlerTest {
  private final Outboxes outboxes = Outboxes.taking(FakeChannel.AT_ONCE);
  private final Containers containers = new Containers();
  private final Stream stream = new Stream();
  private final TurnHandler handler = new TurnHandler();

  TurnHandlerTest() {
    handler.around(containers);
    handler.init(
        new WebConnection() {
          @Override
          public ServletInputStream getInputStream() {
            return stream;
          }

          @Override
          public ServletOutputStream getOutputStream() {
            return null;
          }

          @Override
          public void close() {
            stream.closed = true;
          }
        });
  }

  @AfterEach
  void no_turn_is_left_behind() {
    assertThat(Turn.current()).isNull();
  }

  /** The container's handler: each byte is a frame that is answered. */
  private final class Containers implements HttpUpgradeHandler, ReadListener {
    private WebConnection connection;
    private boolean destroyed;
    private Throwable error;

    @Override
    public void init(WebConnection upgraded) {
      connection = upgraded;
      try {
        upgraded.getInputStream().setReadListener(this);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void onDataAvailable() throws IOException {
      ServletInputStream in = connection.getInputStream();
      while (in.isReady()) {
        byte[] bytes = new byte[in.available()];
        int read = in.read(bytes);
        for (int i = 0; i < read; i++) {
          outboxes.send(bytes[i], bytes[i]);
        }
      }
      if (error != null) {
        throw new IOException(error);
      }
    }

    @Override
    public void onAllDataRead() {
      destroyed = true;
    }

    @Override
    public void onError(Throwable t) {
      error = t;
    }

    @Override
    public void destroy() {
      destroyed = true;
    }
  }

  private static final class Stream extends ServletInputStream {
    private ReadListener listener;
    private byte[][] reads = {};
    private int next;
    private boolean closed;

    void brings(byte[]... all) throws IOException {
      reads = all;
      next = 0;
      listener.onDataAvailable();
    }

    @Override
    public boolean isFinished() {
      return false;
    }

    @Override
    public boolean isReady() {
      return next < reads.length;
    }

    @Override
    public int available() {
      return reads[next].length;
    }

    @Override
    public void setReadListener(ReadListener readListener) {
      listener = readListener;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      System.arraycopy(reads[next], 0, bytes, offset, length);
      return reads[next++].length;
    }

    @Override
    public int read() {
      throw new AssertionError("one byte at a time");
    }
  }

  @Test
  void what_one_read_brings_is_answered_together() throws IOException {
    stream.brings(new byte[] {1, 2, 3});
    assertThat(outboxes.channel.messages()).containsExactly(acks(1, 3));
  }

  /** Or a client that never pauses would keep others waiting. */
  @Test
  void the_next_read_is_another_turn() throws IOException {
    stream.brings(new byte[] {1, 2}, new byte[] {3});
    assertThat(outboxes.channel.messages()).containsExactly(acks(1, 2), acks(3, 3));
  }

  @Test
  void the_turn_ends_with_an_error_too() {
    containers.onError(new IOException("broken"));
    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> stream.brings(new byte[] {1})))
        .isInstanceOf(IOException.class);
    assertThat(outboxes.channel.messages()).containsExactly(acks(1, 1));
  }

  @Test
  void everything_else_is_passed_on() throws Exception {
    IOException gone = new IOException("gone");
    stream.listener.onError(gone);
    assertThat(containers.error).isSameAs(gone);
    containers.connection.close();
    assertThat(stream.closed).isTrue();
    handler.destroy();
    assertThat(containers.destroyed).isTrue();
  }
}
