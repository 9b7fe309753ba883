package dev.rialto.bench.stores;

import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;

/** Makes each message's bytes from its name, and so knows on reading whether they are the same. */
final class Bodies implements Engine.Owed {
  private final int length;
  private final long session;
  private final BitSet seen = new BitSet();
  private int wrong;

  Bodies(int length, long session) {
    this.length = length;
    this.session = session;
  }

  static byte[] of(long session, long position, int length) {
    byte[] body = new byte[length];
    new SplittableRandom(Engine.key(session, position)).nextBytes(body);
    return body;
  }

  @Override
  public void message(long whose, long position, byte[] body) {
    if (whose == session
        && Arrays.equals(body, of(whose, position, length))
        && position < 1 << 30) {
      seen.set((int) position);
    } else {
      wrong++;
    }
  }

  /** How many of the first so many are not there as they were. */
  int missing(int messages) {
    return messages - seen.get(0, messages).cardinality();
  }

  /** Messages that nobody has stored like this. */
  int wrong() {
    return wrong;
  }
}
