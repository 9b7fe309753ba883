package dev.rialto.store;

/**
 * Where changes go that must survive. The engine appends what it is about to promise, and makes the
 * promise (an acknowledgement, a delivery) in the {@code then} of {@link #commit}.
 *
 * <p>Any thread may call; no call blocks for the disk.
 */
public interface Store {
  /** What {@link #append} returns for a change that nothing later refers to. */
  long NO_POSITION = 0;

  /** Adds a change, and returns the position by which later changes refer to it. */
  long append(Change change);

  /**
   * Runs {@code then} once everything is safe that this thread has appended so far. Several {@code
   * then} run one after the other, in the order of their appends; {@code then} may run before this
   * call returns.
   */
  void commit(Runnable then);
}
