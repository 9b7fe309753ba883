package dev.rialto.bench;

/** A client whose topic nobody publishes to. */
final class Idle implements Peer {
  @Override
  public void delivered(PublishView message) {
    throw new ProtocolError("a message on a topic that was not subscribed to");
  }

  @Override
  public void acknowledged(int type, int packetId) {
    throw new ProtocolError("an acknowledgement to a client that sent nothing");
  }

  @Override
  public void drained() {}
}
