package dev.rialto.store.file;

import dev.rialto.config.StoreSync;
import dev.rialto.time.Scheduler;
import java.time.Duration;

/**
 * What the writing thread works with.
 *
 * @param interval how often the disk is forced when nobody waits for it
 * @param maxBytes how much space the store may take
 * @param forced called after the disk was forced
 */
record StoreParts(
    Disk disk,
    Log log,
    Model model,
    CommitQueue queue,
    Completions completions,
    Scheduler clock,
    StoreSync sync,
    Duration interval,
    long maxBytes,
    long segmentSize,
    Runnable forced) {}
