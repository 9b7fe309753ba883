package dev.rialto.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Bytes to try, made from bytes that led somewhere new: to other packets or properties, or to
 * another refusal behind one. That stands in for the coverage that a fuzzer would measure.
 */
final class Mutations {
  private static final int LONGEST = 300;
  private static final byte[] TELLING = Bytes.of("00 01 02 7F 80 FF 03 04 05 0B 10 23 26 2A");

  private final Random random;
  private final List<byte[]> corpus;
  private final Set<String> seen = new HashSet<>();

  Mutations(long seed, List<byte[]> corpus) {
    this.random = new Random(seed);
    this.corpus = new ArrayList<>(corpus);
  }

  int kindsSeen() {
    return seen.size();
  }

  byte[] next() {
    byte[] bytes = any();
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      bytes = changed(bytes);
    }
    bytes = bytes.length > LONGEST ? Arrays.copyOf(bytes, LONGEST) : bytes;
    if (bytes.length >= 2 && bytes.length < 130 && random.nextInt(3) > 0) {
      bytes[1] = (byte) (bytes.length - 2); // the remaining length comes true
    }
    return bytes;
  }

  /** Makes further ones from these, if they led somewhere new. */
  void ledTo(byte[] bytes, List<Object> outcome) {
    String before = "";
    boolean isNew = false;
    for (Object each : outcome) {
      String kind = kind(each);
      isNew |= seen.add(each instanceof Malformation ? before + kind : kind);
      before = each instanceof Packet packet ? packet.type() + " " : "";
    }
    if (isNew) {
      corpus.add(bytes);
    }
  }

  private static String kind(Object outcome) {
    if (outcome instanceof Malformation malformation) {
      return malformation.name();
    }
    Packet packet = (Packet) outcome;
    if (packet instanceof Packet.Publish publish) {
      return "PUBLISH " + publish.message().properties().values().keySet();
    }
    if (packet instanceof Packet.Connect connect) {
      boolean will = connect.will() != null;
      return connect.version() + "" + connect.properties().values().keySet() + will;
    }
    return packet.type().name();
  }

  private byte[] any() {
    return corpus.get(random.nextInt(corpus.size()));
  }

  private byte[] changed(byte[] bytes) {
    int at = random.nextInt(bytes.length + 1);
    int to = at + random.nextInt(Math.min(bytes.length - at, 12) + 1);
    return switch (random.nextInt(6)) {
      case 0 -> joined(bytes, at, new byte[] {telling()}, Math.min(at + 1, bytes.length));
      case 1 -> joined(bytes, at, new byte[] {(byte) random.nextInt()}, at);
      case 2 -> joined(bytes, at, new byte[0], to);
      case 3 -> joined(bytes, to, Arrays.copyOfRange(bytes, at, to), to);
      case 4 -> joined(bytes, at, part(any()), to);
      default -> bytes.length == 0 ? bytes.clone() : flipped(bytes);
    };
  }

  private byte telling() {
    return TELLING[random.nextInt(TELLING.length)];
  }

  private byte[] part(byte[] bytes) {
    int from = random.nextInt(bytes.length + 1);
    return Arrays.copyOfRange(bytes, from, from + random.nextInt(bytes.length - from + 1));
  }

  private byte[] flipped(byte[] bytes) {
    byte[] copy = bytes.clone();
    copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
    return copy;
  }

  private static byte[] joined(byte[] bytes, int upTo, byte[] middle, int from) {
    byte[] joined = Arrays.copyOf(bytes, upTo + middle.length + bytes.length - from);
    System.arraycopy(middle, 0, joined, upTo, middle.length);
    System.arraycopy(bytes, from, joined, upTo + middle.length, bytes.length - from);
    return joined;
  }
}
