package dev.rialto.edge.ws;

import dev.rialto.edge.ws.frame.FrameWriter;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The frames that wait to be written on one connection, at most one of each kind but for messages,
 * and which goes first. Any thread may call; its lock is a leaf.
 */
final class FrameQueue {
  private List<ByteBuffer> messages;
  private WebSocketChannel.Done done; // of the messages, also when they have been written
  private ByteBuffer pong;
  private boolean ping;
  private ByteBuffer close; // once there is one, no message follows
  private boolean closeWritten;
  private boolean closeReceived;
  private boolean abandoned;

  /**
   * Adds the frames of messages, unless a close frame has been added: then nothing more may follow
   * it.
   */
  synchronized boolean addMessages(List<ByteBuffer> frames, WebSocketChannel.Done whenTaken) {
    if (abandoned || close != null) {
      return false;
    }
    messages = frames;
    done = whenTaken;
    return true;
  }

  synchronized void addPing() {
    ping = true;
  }

  /** In the place of one that still waits, as RFC 6455 section 5.5.3 allows. */
  synchronized void addPong(ByteBuffer payload) {
    pong = ByteBuffer.wrap(FrameWriter.pong(payload));
  }

  /** Returns whether it is the first. */
  synchronized boolean addClose(int code, String reason) {
    if (abandoned || close != null) {
      return false;
    }
    close = ByteBuffer.wrap(FrameWriter.close(code, reason));
    return true;
  }

  /** The client's close frame is there. */
  synchronized void closeReceived() {
    closeReceived = true;
  }

  /** Whether both sides have sent a close frame, so that the connection may end. */
  synchronized boolean isOver() {
    return closeWritten && closeReceived;
  }

  /** What is to be written next, or {@code null}; a close frame goes when nothing else waits. */
  synchronized List<ByteBuffer> poll() {
    if (abandoned || closeWritten) {
      return null;
    }
    if (pong != null) {
      List<ByteBuffer> next = List.of(pong);
      pong = null;
      return next;
    }
    if (ping) {
      ping = false;
      return List.of(ByteBuffer.wrap(FrameWriter.ping()));
    }
    if (messages != null) {
      List<ByteBuffer> next = messages;
      messages = null;
      return next;
    }
    closeWritten = close != null;
    return closeWritten ? List.of(close) : null;
  }

  /** Whom to tell about messages that have been written; at most once. */
  synchronized WebSocketChannel.Done pollDone() {
    if (messages != null) {
      return null;
    }
    WebSocketChannel.Done whenTaken = done;
    done = null;
    return whenTaken;
  }

  /** Nothing can be written any more. Returns whom to tell, or {@code null}. */
  synchronized WebSocketChannel.Done abandon() {
    abandoned = true;
    messages = null;
    return pollDone();
  }
}
