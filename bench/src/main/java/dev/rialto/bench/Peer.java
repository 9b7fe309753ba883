package dev.rialto.bench;

/** What a connection is for: it sends, or receives and answers. Called by the loop's thread. */
interface Peer {
  /** A PUBLISH came. */
  void delivered(PublishView message);

  /** A PUBACK, PUBREC, PUBREL or PUBCOMP came. */
  void acknowledged(int type, int packetId);

  /** All that was to be sent has been taken by the socket. */
  void drained();
}
