package dev.rialto.bench.stores;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.SingleFileStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.LongDataType;

/** H2's MVStore: one map, one commit and sync a group. */
final class MvStoreEngine extends GroupCommit {
  /**
   * Chunks are overwritten this long after they died. Each commit is forced, so 45 s aren't needed.
   */
  private static final int RETENTION_MS = 1_000;

  private static final int COMMITS_PER_COMPACTION = 1_000;
  private static final int FILL_RATE = 50;
  private static final int COMPACTION_BYTES = 4 << 20;
  private static final int TIDY_MS = 50;

  private final AtomicLong forces = new AtomicLong();
  private final MVStore store;
  private final MVMap<Long, byte[]> messages;
  private int commits;
  private boolean tidy = true;

  MvStoreEngine(Path folder, Owed owed) {
    SingleFileStore file =
        new SingleFileStore(new HashMap<>()) {
          @Override
          public void sync() {
            forces.incrementAndGet();
            super.sync();
          }
        };
    file.open(folder.resolve("messages.mv").toString(), false, null);
    store = new MVStore.Builder().adoptFileStore(file).autoCommitDisabled().open();
    store.setRetentionTime(RETENTION_MS);
    store.setVersionsToKeep(0);
    messages =
        store.openMap(
            "messages",
            new MVMap.Builder<Long, byte[]>()
                .keyType(LongDataType.INSTANCE)
                .valueType(ByteArrayDataType.INSTANCE));
    for (Cursor<Long, byte[]> each = messages.cursor(null); each.hasNext(); ) {
      long key = each.next();
      owed.message(Engine.session(key), Engine.position(key), each.getValue());
    }
    start();
  }

  @Override
  void write(List<Change> group, boolean force) {
    for (Change change : group) {
      if (change.isConsumed()) {
        messages.remove(change.key());
      } else {
        messages.put(change.key(), change.body());
      }
    }
    store.commit();
    if (force) {
      store.sync();
    }
    tidy = false;
    if (++commits % COMMITS_PER_COMPACTION == 0) {
      store.compact(FILL_RATE, COMPACTION_BYTES);
    }
  }

  @Override
  void idle() {
    if (!tidy) {
      store.compactFile(TIDY_MS);
      tidy = true;
    }
  }

  @Override
  void shut() {
    store.close();
  }

  @Override
  public long forces() {
    return forces.get();
  }
}
