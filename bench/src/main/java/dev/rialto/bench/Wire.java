package dev.rialto.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** The socket of a {@link Connection}: bytes in, and at the end of a turn, bytes out. */
final class Wire {
  private final EventLoop loop;
  private final Connection connection;
  private final Outbox out;
  private SocketChannel channel;
  private SelectionKey key;
  private boolean flushPending;

  /** The seed decides the masks of the frames. */
  Wire(EventLoop loop, Connection connection, int maskSeed) {
    this.loop = loop;
    this.connection = connection;
    this.out = new Outbox(maskSeed);
  }

  void open(InetSocketAddress address) throws IOException {
    channel = SocketChannel.open();
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    if (channel.connect(address)) {
      key = loop.register(channel, SelectionKey.OP_READ, this);
      connection.reached();
    } else {
      key = loop.register(channel, SelectionKey.OP_CONNECT, this);
    }
  }

  /** What goes out; {@link #flushLater} has to follow. */
  Outbox out() {
    return out;
  }

  /** Sends what is in {@link #out} at the end of the turn. */
  void flushLater() {
    if (!flushPending) {
      flushPending = true;
      loop.flushLater(this);
    }
  }

  /** When the bytes that are being handled were read, by {@link System#nanoTime}. */
  long readAt() {
    return loop.readAt();
  }

  void close() {
    if (channel == null) {
      return;
    }
    try {
      channel.close();
    } catch (IOException e) {
      // it is over either way
    }
  }

  /** Called by the loop when the socket is ready for something. */
  void serve() {
    try {
      if (key.isConnectable() && channel.finishConnect()) {
        key.interestOps(SelectionKey.OP_READ);
        connection.reached();
      }
      if (key.isValid() && key.isReadable()) {
        receive();
      }
      if (key.isValid() && key.isWritable()) {
        key.interestOps(SelectionKey.OP_READ);
        flush();
      }
    } catch (IOException e) {
      connection.end(String.valueOf(e.getMessage()));
    } catch (ProtocolError e) {
      connection.end("protocol error: " + e.getMessage());
    }
  }

  private void receive() throws IOException {
    var count = loop.read(channel);
    if (count < 0) {
      connection.end("closed by the broker");
    } else {
      connection.received(loop.input(), count);
    }
  }

  /** Called by the loop at the end of a turn. */
  void flush() {
    flushPending = false;
    if (!key.isValid() || key.interestOps() != SelectionKey.OP_READ) {
      return; // over, or waiting until the socket takes more
    }
    try {
      if (out.writeTo(channel)) {
        connection.drained();
      } else {
        key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
      }
    } catch (IOException e) {
      connection.end(String.valueOf(e.getMessage()));
    }
  }
}
