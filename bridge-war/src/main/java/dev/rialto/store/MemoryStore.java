package dev.rialto.store;

/** Keeps nothing: sessions and retained messages last as long as the process. */
public final class MemoryStore implements Store {
  @Override
  public long append(Change change) {
    return NO_POSITION;
  }

  @Override
  public void commit(Runnable then) {
    then.run();
  }
}
