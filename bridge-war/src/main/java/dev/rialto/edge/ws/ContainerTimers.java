package dev.rialto.edge.ws;

import dev.rialto.observe.Counter;
import dev.rialto.observe.Counters;
import jakarta.servlet.ServletContext;
import jakarta.websocket.server.ServerContainer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Takes the container's scheduler out of the way of idle time-outs that are switched off.
 *
 * <p>Tyrus plans an idle time-out anew for every message, received or sent, also when it has none.
 * On Payara the scheduler that does so is the managed one, which captures the whole naming and
 * security context each time: 84 to 102 µs of CPU a frame against 9 µs without (64-byte frames, 100
 * subscribers). There is no setting for it; hence reflection, once, at start-up, and nothing lost
 * but speed where it doesn't work.
 */
public final class ContainerTimers {
  private static final Logger LOG = System.getLogger(ContainerTimers.class.getName());
  private static final String OWNER = "BaseContainer";
  private static final String FIELD = "managedScheduledExecutorService";

  private ContainerTimers() {}

  /** Does it, or logs one line and leaves everything as it is. Returns which. */
  public static boolean replace(ServletContext context, Counters counters) {
    return replace(context.getAttribute(ServerContainer.class.getName()), counters);
  }

  static boolean replace(Object container, Counters counters) {
    try {
      Field field = field(container);
      field.setAccessible(true);
      ScheduledExecutorService managed = (ScheduledExecutorService) field.get(container);
      if (managed == null) {
        throw new NoSuchFieldException("no " + FIELD); // it has another scheduler
      }
      field.set(
          container,
          new NoDelayNoTask(managed, () -> counters.count(Counter.CONTAINER_TIMERS_SKIPPED)));
      return true;
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.log(
          Level.INFO,
          "The container is not one whose idle timers can be replaced ({0}); all works, slower.",
          e.toString());
      return false;
    }
  }

  private static Field field(Object container) throws NoSuchFieldException {
    Class<?> type = container == null ? null : container.getClass();
    while (type != null && !type.getSimpleName().equals(OWNER)) {
      type = type.getSuperclass();
    }
    if (type == null) {
      throw new NoSuchFieldException("no " + OWNER);
    }
    return type.getDeclaredField(FIELD);
  }
}
