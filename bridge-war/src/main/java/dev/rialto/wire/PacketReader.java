package dev.rialto.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Cuts a stream of bytes into packets, however it arrives: half a packet, or forty. A packet is
 * refused as soon as its fixed header shows that it must be, before its body is waited for; and
 * memory is taken for bytes that have come, never for a length that a client merely claims.
 *
 * <p>One reader per direction of a connection; one thread at a time.
 */
public final class PacketReader {
  /** A carry-over that has grown above this is given back after its packet. */
  private static final int KEEP = 1024;

  private static final int LONGEST_HEADER = 5;

  private final int maxPacketSize;
  private int maxNow; // less before the first packet has come
  private final InboundAliases aliases;
  private ProtocolVersion version = ProtocolVersion.MQTT_3_1_1;
  private Decoder decoder;
  private byte[] carry = new byte[0];
  private int carried;

  /**
   * Makes a reader at the beginning of a stream.
   *
   * @param maxPacketSize in bytes, fixed header included
   * @param topicAliasMaximum how many topic aliases the sender may use
   */
  public PacketReader(int maxPacketSize, int topicAliasMaximum) {
    this(maxPacketSize, maxPacketSize, topicAliasMaximum);
  }

  /**
   * The same for a sender that has to introduce itself.
   *
   * @param maxFirstSize how large its first packet may be: nobody knows yet who sends it
   */
  public PacketReader(int maxFirstSize, int maxPacketSize, int topicAliasMaximum) {
    this.maxPacketSize = maxPacketSize;
    maxNow = Math.min(maxFirstSize, maxPacketSize);
    aliases = new InboundAliases(topicAliasMaximum);
    decoder = new Decoder(version, aliases);
  }

  /** How much memory it takes for what has not come whole, in bytes. */
  public int held() {
    return carry.length;
  }

  /**
   * The next packet, or {@code null} when {@code in} is used up; what is left of it then is kept
   * until more comes. After an exception the stream has no further packets.
   */
  public Packet next(ByteBuffer in) throws MalformedPacketException {
    byte[] packet = carried == 0 ? cut(in) : complete(in);
    if (packet == null) {
      return null;
    }
    int header = 1;
    while (packet[header++] < 0) {} // a set high bit: the length goes on
    Packet decoded = decoder.decode(packet, header);
    maxNow = maxPacketSize;
    if (decoded instanceof Packet.Connect connect) {
      version = connect.version();
      decoder = new Decoder(version, aliases);
      if (header > 2 && packet[header - 1] == 0 && version.hasProperties()) { // as in size()
        throw new MalformedPacketException(Malformation.VARIABLE_INTEGER_NOT_SHORTEST)
            .inConnect(version);
      }
    }
    return decoded;
  }

  /** Takes a whole packet out of {@code in}, or puts all of {@code in} aside. */
  private byte[] cut(ByteBuffer in) throws MalformedPacketException {
    int size = size(in);
    if (size > 0 && in.remaining() >= size) {
      byte[] packet = new byte[size];
      in.get(packet);
      return packet;
    }
    carry(in, in.remaining(), size);
    return null;
  }

  /** Adds to what was put aside until it is a whole packet. */
  private byte[] complete(ByteBuffer in) throws MalformedPacketException {
    int size = size(ByteBuffer.wrap(carry, 0, carried));
    while (size == 0 && in.hasRemaining()) {
      carry(in, 1, 0); // at most four times: then the header is whole
      size = size(ByteBuffer.wrap(carry, 0, carried));
    }
    if (size == 0) {
      return null;
    }
    carry(in, Math.min(in.remaining(), size - carried), size);
    if (carried < size) {
      return null;
    }
    byte[] packet = Arrays.copyOf(carry, size);
    carried = 0;
    if (carry.length > KEEP) {
      carry = new byte[0];
    }
    return packet;
  }

  private void carry(ByteBuffer in, int bytes, int size) {
    int needed = carried + bytes;
    if (needed > carry.length) {
      int grown = Math.max(needed, 2 * carried); // what has come, at most doubled
      carry = Arrays.copyOf(carry, size == 0 ? grown : Math.max(needed, Math.min(grown, size)));
    }
    in.get(carry, carried, bytes);
    carried += bytes;
  }

  /** The size of the packet that begins here, or 0 while its fixed header is incomplete. */
  private int size(ByteBuffer in) throws MalformedPacketException {
    if (!in.hasRemaining()) {
      return 0;
    }
    int start = in.position();
    var unused = PacketType.of(in.get(start), version); // refused here: its body is not waited for
    int length = 0;
    for (int i = 1; i < LONGEST_HEADER; i++) {
      if (i >= in.remaining()) {
        return 0;
      }
      byte b = in.get(start + i);
      length |= (b & 0x7F) << (7 * (i - 1));
      if (b == 0 && i > 1 && version.hasProperties()) { // MQTT 3 does not forbid it
        throw new MalformedPacketException(Malformation.VARIABLE_INTEGER_NOT_SHORTEST);
      }
      if (b >= 0) {
        return checked(1 + i + length);
      }
    }
    throw new MalformedPacketException(Malformation.LENGTH_TOO_LONG);
  }

  private int checked(int size) throws MalformedPacketException {
    if (size > maxNow) {
      throw new MalformedPacketException(Malformation.PACKET_TOO_LARGE);
    }
    return size;
  }
}
