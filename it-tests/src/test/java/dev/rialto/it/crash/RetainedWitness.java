package dev.rialto.it.crash;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.rialto.it.raw.Packet;
import dev.rialto.it.raw.RawClient;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/** Retains a message and removes another. */
final class RetainedWitness implements Witness {
  private static final String NAME = "retained-witness";
  private static final String PREFIX = "witness/retained/";

  private final Ledger ledger;
  private int round;

  RetainedWitness(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Of the message that is there from this round to the next. */
  private static String topic(int round) {
    return PREFIX + round % 2;
  }

  private byte[] value() {
    return String.valueOf(round).getBytes(US_ASCII);
  }

  @Override
  public void promise(int port) throws IOException {
    round++;
    try (RawClient client = RawClient.connected(port, NAME)) {
      client.send(Version.retain(1, topic(round), value()));
      client.expect(Packet.PUBACK);
      client.send(Version.retain(2, topic(round + 1)));
      client.expect(Packet.PUBACK);
    }
  }

  @Override
  public void recall(int port) throws IOException {
    if (round == 0) {
      return; // nothing was promised
    }
    Map<String, byte[]> values = RetainedValues.read(port, PREFIX + "#", Set.of(topic(round)));
    if (values.containsKey(topic(round + 1))) {
      ledger.complain(NAME, "a removed message is back");
    }
    if (!Arrays.equals(values.get(topic(round)), value())) {
      ledger.complain(NAME, "message " + round + " is gone");
    }
  }
}
