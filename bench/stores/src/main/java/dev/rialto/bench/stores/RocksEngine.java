package dev.rialto.bench.stores;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.rocksdb.CompressionType;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** RocksDB: one batch a group, with a log. */
final class RocksEngine extends GroupCommit {
  /** Small, so that most messages are consumed before they'd be sorted into a file. */
  private static final long MEMTABLE_BYTES = 8 << 20;

  static {
    RocksDB.loadLibrary();
  }

  private final Options options =
      new Options()
          .setCreateIfMissing(true)
          .setWriteBufferSize(MEMTABLE_BYTES)
          .setMaxTotalWalSize(4 * MEMTABLE_BYTES)
          .setCompressionType(CompressionType.NO_COMPRESSION)
          // The default takes damage in the log for its end, and forgets what follows.
          .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords);
  private final WriteOptions forced = new WriteOptions().setSync(true);
  private final WriteOptions unforced = new WriteOptions();
  private final RocksDB db;
  private final AtomicLong forces = new AtomicLong();

  RocksEngine(Path folder, Owed owed) throws RocksDBException {
    db = RocksDB.open(options, folder.toString());
    try (RocksIterator each = db.newIterator()) {
      for (each.seekToFirst(); each.isValid(); each.next()) {
        long key = ByteBuffer.wrap(each.key()).getLong();
        owed.message(Engine.session(key), Engine.position(key), each.value());
      }
      each.status();
    } catch (RocksDBException e) {
      db.close();
      throw e;
    }
    start();
  }

  @Override
  void write(List<Change> group, boolean force) throws RocksDBException {
    try (WriteBatch batch = new WriteBatch()) {
      for (Change change : group) {
        byte[] key = ByteBuffer.allocate(Long.BYTES).putLong(change.key()).array();
        if (change.isConsumed()) {
          batch.singleDelete(key);
        } else {
          batch.put(key, change.body());
        }
      }
      db.write(force ? forced : unforced, batch);
    }
    if (force) {
      forces.incrementAndGet();
    }
  }

  @Override
  void shut() throws RocksDBException {
    db.closeE();
    forced.close();
    unforced.close();
    options.close();
  }

  /** Of the log, which are nearly all. */
  @Override
  public long forces() {
    return forces.get();
  }
}
