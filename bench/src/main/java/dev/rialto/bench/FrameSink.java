package dev.rialto.bench;

/** What a {@link FrameReader} found. The arrays are only valid during the call. */
interface FrameSink {
  /** Bytes of the binary stream; neither a frame nor a message need begin or end here. */
  void data(byte[] in, int from, int to);

  void ping(byte[] in, int length);

  void pong();

  /** The server closes; the code is 1005 when it sent none. */
  void close(int code);
}
