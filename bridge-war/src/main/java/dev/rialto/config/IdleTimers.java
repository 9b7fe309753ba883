package dev.rialto.config;

/** What to do about the container's idle timers; see {@code edge.ws.ContainerTimers}. */
public enum IdleTimers {
  /** Take the container's scheduler out of the way of idle time-outs that are switched off. */
  REPLACE,
  /** Leave the container as it is. */
  KEEP
}
