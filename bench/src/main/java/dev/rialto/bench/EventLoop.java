package dev.rialto.bench;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;

/**
 * One selector for all connections, turned by the thread that owns it: {@link #poll} reads, the
 * caller then does its own part of the turn, and {@link #flush} writes what both of them left.
 */
final class EventLoop implements AutoCloseable {
  private static final int READ_SIZE = 256 * 1024;

  private final Selector selector = Selector.open();
  private final byte[] input = new byte[READ_SIZE];
  private final ByteBuffer inputView = ByteBuffer.wrap(input);
  private final ArrayList<Wire> unflushed = new ArrayList<>();
  private long readAt;

  EventLoop() throws IOException {}

  SelectionKey register(SelectableChannel channel, int operations, Wire wire) throws IOException {
    return channel.register(selector, operations, wire);
  }

  /** Serves what is ready, after waiting for it; 0 does not wait. */
  void poll(long timeoutMillis) throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException();
    }
    if (timeoutMillis <= 0) {
      selector.selectNow(EventLoop::serve);
    } else {
      selector.select(EventLoop::serve, timeoutMillis);
    }
  }

  private static void serve(SelectionKey key) {
    ((Wire) key.attachment()).serve();
  }

  /** Fills {@link #input}; returns the number of bytes, or -1 at the end of the stream. */
  int read(SocketChannel channel) throws IOException {
    inputView.clear();
    var count = channel.read(inputView);
    readAt = System.nanoTime();
    return count;
  }

  byte[] input() {
    return input;
  }

  /** When the bytes that are being served were read, by {@link System#nanoTime}. */
  long readAt() {
    return readAt;
  }

  void flushLater(Wire wire) {
    unflushed.add(wire);
  }

  void flush() {
    for (var i = 0; i < unflushed.size(); i++) {
      unflushed.get(i).flush();
    }
    unflushed.clear();
  }

  @Override
  public void close() throws IOException {
    selector.close();
  }
}
