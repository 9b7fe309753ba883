package dev.rialto.bench.stores;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.activemq.artemis.core.io.DummyCallback;
import org.apache.activemq.artemis.core.io.SequentialFile;
import org.apache.activemq.artemis.core.io.nio.NIOSequentialFile;
import org.apache.activemq.artemis.core.io.nio.NIOSequentialFileFactory;
import org.apache.activemq.artemis.core.journal.IOCompletion;
import org.apache.activemq.artemis.core.journal.LoaderCallback;
import org.apache.activemq.artemis.core.journal.PreparedTransactionInfo;
import org.apache.activemq.artemis.core.journal.RecordInfo;
import org.apache.activemq.artemis.core.journal.impl.JournalImpl;
import org.apache.activemq.artemis.core.journal.impl.dataformat.ByteArrayEncoding;

/** ActiveMQ Artemis' journal on plain files (NIO). It gathers groups itself, in its TimedBuffer. */
final class ArtemisEngine implements Engine {
  private static final int BUFFER_BYTES = 490 << 10; // Artemis' own default

  /**
   * At most this long a write waits for company, less the time that the last one took. `artemis
   * create` measures it; its default of 3.3 ms is for a disk that takes as long. With 0 there are
   * no groups at all.
   */
  private static final int BUFFER_TIMEOUT_NS = 100_000;

  private static final int FILE_BYTES = 10 << 20;
  private static final int MIN_FILES = 2;
  private static final int POOLED_FILES = 10;
  private static final int COMPACT_MIN_FILES = 10;
  private static final int COMPACT_PERCENTAGE = 30;
  private static final byte MESSAGE = 1;

  private final AtomicLong forces = new AtomicLong();
  private final JournalImpl journal;
  private volatile String failure;

  ArtemisEngine(Path folder, Owed owed) throws Exception {
    Files files = new Files(folder.toFile(), forces);
    journal =
        new JournalImpl(
            FILE_BYTES,
            MIN_FILES,
            POOLED_FILES,
            COMPACT_MIN_FILES,
            COMPACT_PERCENTAGE,
            files,
            "messages",
            "log",
            1);
    journal.start();
    Loader loader = new Loader();
    journal.load(loader);
    loader.messages.forEach(
        (key, body) -> owed.message(Engine.session(key), Engine.position(key), body));
  }

  @Override
  public void queued(long session, long position, byte[] body, Runnable then) {
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
    try {
      journal.appendAddRecord(
          Engine.key(session, position),
          MESSAGE,
          new ByteArrayEncoding(body),
          true,
          new Kept(then));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void consumed(long session, long position) {
    try {
      journal.appendDeleteRecord(Engine.key(session, position), false, DummyCallback.getInstance());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public long forces() {
    return forces.get();
  }

  @Override
  public void close() {
    journal.stop();
  }

  private final class Kept implements IOCompletion {
    private final Runnable then;

    Kept(Runnable then) {
      this.then = then;
    }

    @Override
    public void storeLineUp() {}

    @Override
    public void done() {
      then.run();
    }

    @Override
    public void onError(int code, String message) {
      failure = message;
    }
  }

  /** Counts what the disk is made to keep. */
  private static final class Files extends NIOSequentialFileFactory {
    private final File folder;
    private final AtomicLong forces;

    Files(File folder, AtomicLong forces) {
      super(folder, true, BUFFER_BYTES, BUFFER_TIMEOUT_NS, 1, false);
      this.folder = folder;
      this.forces = forces;
    }

    @Override
    public SequentialFile createSequentialFile(String name) {
      return new NIOSequentialFile(this, folder, name, 1) {
        @Override
        protected void syncChannel(FileChannel channel) throws IOException {
          forces.incrementAndGet();
          super.syncChannel(channel);
        }
      };
    }
  }

  /** A message may come before we hear that it has been deleted. */
  private static final class Loader implements LoaderCallback {
    private final Map<Long, byte[]> messages = new LinkedHashMap<>();

    @Override
    public void addRecord(RecordInfo message) {
      messages.put(message.id, message.data);
    }

    @Override
    public void deleteRecord(long id) {
      messages.remove(id);
    }

    @Override
    public void updateRecord(RecordInfo message) {}

    @Override
    public void addPreparedTransaction(PreparedTransactionInfo transaction) {}

    @Override
    public void failedTransaction(
        long id, List<RecordInfo> records, List<RecordInfo> recordsToDelete) {}
  }
}
