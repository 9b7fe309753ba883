package dev.rialto.edge.ws;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.WebConnection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;

/**
 * An upgraded connection whose streams keep to the letter of the servlet specification: a call that
 * was not preceded by a true isReady() is noted as wrong, since a container would block in it.
 */
final class FakeConnection implements WebConnection {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final Queue<byte[]> arrived = new ArrayDeque<>();
  private final List<String> wrong = new ArrayList<>();
  private ReadListener readListener;
  private WriteListener writeListener;
  private int room = Integer.MAX_VALUE;
  private boolean allowed;
  private int unflushed;
  private int writes;
  private boolean closed;
  private Runnable onClose = () -> {};
  private IOException broken;

  private final ServletOutputStream out =
      new ServletOutputStream() {
        @Override
        public boolean isReady() {
          allowed = room > 0;
          return allowed;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
          writeListener = listener;
        }

        @Override
        public void write(int octet) {
          throw new AssertionError("byte by byte");
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
          spend("write");
          writes++;
          room -= count;
          unflushed += count;
          written.write(bytes, from, count);
        }

        @Override
        public void flush() throws IOException {
          spend("flush");
          unflushed = 0;
        }
      };

  private final ServletInputStream in =
      new ServletInputStream() {
        @Override
        public boolean isFinished() {
          return false;
        }

        @Override
        public boolean isReady() {
          return !arrived.isEmpty();
        }

        @Override
        public void setReadListener(ReadListener listener) {
          readListener = listener;
        }

        @Override
        public int read() {
          throw new AssertionError("byte by byte");
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
          if (broken != null) {
            throw broken;
          }
          byte[] next = arrived.remove();
          System.arraycopy(next, 0, bytes, from, next.length);
          return next.length;
        }
      };

  private void spend(String call) throws IOException {
    if (broken != null) {
      throw broken;
    }
    if (!allowed) {
      wrong.add(call + " without isReady");
    }
    if (closed) {
      wrong.add(call + " after close");
    }
    allowed = false;
  }

  @Override
  public ServletInputStream getInputStream() {
    return in;
  }

  @Override
  public ServletOutputStream getOutputStream() {
    return out;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      onClose.run();
    }
  }

  void onClose(Runnable action) {
    onClose = action;
  }

  /** How many bytes it takes until it is no longer ready. */
  void room(int bytes) {
    room = bytes;
  }

  /** Is ready again, and says so. */
  void drain() throws IOException {
    room = Integer.MAX_VALUE;
    writeListener.onWritePossible();
  }

  /** From now on every call fails. */
  void breakDown() {
    broken = new IOException("connection reset");
  }

  /** These bytes come, each group in a read of its own. */
  void arrive(String... hex) throws IOException {
    for (String bytes : hex) {
      arrived.add(HexFormat.of().parseHex(bytes.replace(" ", "")));
    }
    readListener.onDataAvailable();
  }

  /** What was written since the last call; all of it must have been flushed. */
  String take() {
    if (unflushed > 0) {
      wrong.add("not flushed");
    }
    String hex = HexFormat.of().formatHex(written.toByteArray());
    written.reset();
    return hex;
  }

  int writes() {
    return writes;
  }

  boolean isClosed() {
    return closed;
  }

  List<String> wrong() {
    return wrong;
  }
}
