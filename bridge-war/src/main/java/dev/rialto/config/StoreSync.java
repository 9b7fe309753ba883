package dev.rialto.config;

/** When what is stored is forced to the disk. */
public enum StoreSync {
  /** Before it is acknowledged: survives a power cut. */
  COMMIT,

  /** At times: a power cut loses what came since. */
  INTERVAL,

  /** When the operating system likes: a power cut may lose what came in the last half minute. */
  NEVER
}
