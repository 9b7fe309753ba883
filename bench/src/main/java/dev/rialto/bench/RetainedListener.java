package dev.rialto.bench;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Hears the retained messages of {@link RetainedKeeper}, and checks them. */
final class RetainedListener implements Peer {
  private final Connection connection;
  private final int messages;
  private final Stamp stamp = new Stamp(RetainedKeeper.PAYLOAD);
  private final BitSet heard = new BitSet();
  private int count;
  private int duplicates;
  private int damaged;
  private long lastAt;

  RetainedListener(Connection connection, int messages) {
    this.connection = connection;
    this.messages = messages;
  }

  @Override
  public void delivered(PublishView message) {
    lastAt = connection.readAt();
    var at = message.payloadFrom;
    if (message.qos != 0 || !message.retain || !stamp.isIntact(message.in, at, message.payloadTo)) {
      damaged++;
      return;
    }
    var number = Stamp.publisher(message.in, at);
    if (number < 0 || number >= messages || !message.hasTopic(RetainedKeeper.topic(number))) {
      damaged++;
    } else if (heard.get(number)) {
      duplicates++;
    } else {
      heard.set(number);
      count++;
    }
  }

  int count() {
    return count;
  }

  boolean isComplete() {
    return count == messages;
  }

  /** When the last message was read. */
  long lastAt() {
    return lastAt;
  }

  List<String> faults() {
    var faults = new ArrayList<String>();
    if (count < messages) {
      faults.add(messages - count + " of " + messages + " retained messages did not come");
    }
    if (duplicates > 0) {
      faults.add(duplicates + " retained messages came twice");
    }
    if (damaged > 0) {
      faults.add(damaged + " retained messages are not as they were published");
    }
    return faults;
  }

  @Override
  public void acknowledged(int type, int packetId) {
    throw new ProtocolError("an acknowledgement to a client that sent nothing");
  }

  @Override
  public void drained() {}
}
