package dev.rialto.edge.ws;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;

/**
 * Makes all that one read brings on a connection of the container's WebSockets one {@link Turn}, as
 * it is on our own transports. The container tells an endpoint of each frame by itself; only the
 * stream knows which of them came together.
 */
public final class TurnHandler implements HttpUpgradeHandler {
  private HttpUpgradeHandler inner;

  /** Called by the container. */
  public TurnHandler() {}

  /** Before the container calls anything. */
  void around(HttpUpgradeHandler containers) {
    inner = containers;
  }

  @Override
  public void init(WebConnection connection) {
    inner.init(new Connection(connection));
  }

  @Override
  public void destroy() {
    inner.destroy();
  }

  @SuppressWarnings("try") // the interface says that close() throws anything
  private record Connection(WebConnection connection) implements WebConnection {
    @Override
    public ServletInputStream getInputStream() throws IOException {
      return new Stream(connection.getInputStream());
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
      return connection.getOutputStream();
    }

    @Override
    public void close() throws Exception {
      connection.close();
    }
  }

  /** The container's stream; each read ends what was the turn of the one before. */
  private static final class Stream extends ServletInputStream {
    private final ServletInputStream in;

    Stream(ServletInputStream in) {
      this.in = in;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      in.setReadListener(new Listener(listener));
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      Turn.letGo(); // a client that never pauses has no other end
      return in.read(bytes, offset, length);
    }

    @Override
    public int read() throws IOException {
      Turn.letGo();
      return in.read();
    }

    @Override
    public int available() throws IOException {
      return in.available();
    }

    @Override
    public boolean isFinished() {
      return in.isFinished();
    }

    @Override
    public boolean isReady() {
      return in.isReady();
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  private record Listener(ReadListener inner) implements ReadListener {
    @Override
    public void onDataAvailable() throws IOException {
      Turn turn = Turn.begin();
      try {
        inner.onDataAvailable();
      } finally {
        turn.end();
      }
    }

    @Override
    public void onAllDataRead() throws IOException {
      inner.onAllDataRead();
    }

    @Override
    public void onError(Throwable error) {
      inner.onError(error);
    }
  }
}
