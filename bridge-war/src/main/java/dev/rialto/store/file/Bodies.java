package dev.rialto.store.file;

import dev.rialto.time.Scheduler;
import dev.rialto.wire.MalformedPacketException;
import dev.rialto.wire.Message;
import dev.rialto.wire.StoredMessage;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;

/** Messages that stay on the disk until they are needed. Any thread may call. */
final class Bodies {
  private static final Logger LOG = System.getLogger(Bodies.class.getName());
  private static final int OBJECTS = 400; // about what a message takes besides its bytes
  private static final int REPORTS = 100;

  private final Scheduler clock;
  private final List<Damage> damage = new CopyOnWriteArrayList<>();

  Bodies(Scheduler clock) {
    this.clock = clock;
  }

  /** What could not be read. */
  List<Damage> damage() {
    return damage;
  }

  /** The message that is there. */
  Message message(StoredBody body) {
    long left =
        body.deadline == StoredBody.NEVER
            ? Long.MAX_VALUE
            : TimeUnit.MILLISECONDS.toNanos(body.deadline - clock.wallClock());
    return Message.elsewhere(
        body.topic, () -> read(body), body.length + OBJECTS, left, clock.now());
  }

  private Message read(StoredBody body) {
    while (true) {
      StoredBody.Place place = body.place();
      try {
        return read(body, place);
      } catch (IOException | DamageException | MalformedPacketException e) {
        if (place.equals(body.place())) { // or it was moved meanwhile
          throw unreadable(body, place, e);
        }
      }
    }
  }

  private static Message read(StoredBody body, StoredBody.Place place)
      throws IOException, DamageException, MalformedPacketException {
    byte[] bytes = new byte[body.length];
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    place.segment().channel().read(buffer, place.offset());
    CRC32C sum = new CRC32C();
    sum.update(bytes, 0, bytes.length);
    if (buffer.hasRemaining() || (int) sum.getValue() != body.checksum) {
      throw new DamageException("the checksum of a message is wrong");
    }
    return StoredMessage.read(bytes);
  }

  private IllegalStateException unreadable(StoredBody body, StoredBody.Place place, Exception why) {
    Damage found =
        new Damage(place.segment().name(), place.offset(), body.length, why.getMessage());
    if (damage.size() < REPORTS) {
      damage.add(found);
    }
    LOG.log(Level.ERROR, "A message is lost: {0}", found);
    return new IllegalStateException("A message is lost: " + found, why);
  }
}
