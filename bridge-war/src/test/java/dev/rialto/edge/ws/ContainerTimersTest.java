package dev.rialto.edge.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.observe.Counter;
import dev.rialto.observe.Counters;
import jakarta.servlet.ServletContext;
import jakarta.websocket.server.ServerContainer;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done to a container of the expected make, and that nothing is done to any other. */
class ContainerTimersTest {
  /** Named as Tyrus names it. */
  private static class BaseContainer {
    private ScheduledExecutorService managedScheduledExecutorService;

    BaseContainer(ScheduledExecutorService executor) {
      managedScheduledExecutorService = executor;
    }

    ScheduledExecutorService executor() {
      return managedScheduledExecutorService;
    }
  }

  private static class Middle extends BaseContainer {
    Middle(ScheduledExecutorService executor) {
      super(executor);
    }
  }

  private static final class Expected extends Middle {
    Expected(ScheduledExecutorService executor) {
      super(executor);
    }
  }

  /** The right name in the wrong place. */
  private static final class Unexpected {
    @SuppressWarnings("unused")
    private final ScheduledExecutorService managedScheduledExecutorService = null;
  }

  private static final class OtherField {
    /** The right name for the class, but nothing of what is looked for in it. */
    private static class BaseContainer {
      @SuppressWarnings("unused")
      private final Object another = "";
    }
  }

  private static final class OtherType {
    private static class BaseContainer {
      private final String managedScheduledExecutorService = new String("untouched");
    }
  }

  private final List<String> calls = new ArrayList<>();
  private final Counters counters = new Counters();
  private final ScheduledExecutorService managed =
      (ScheduledExecutorService)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {ScheduledExecutorService.class},
              (proxy, method, arguments) -> {
                calls.add(method.getName());
                Class<?> type = method.getReturnType();
                return type == boolean.class ? true : type == List.class ? List.of() : null;
              });

  private ScheduledExecutorService replaced() {
    Expected container = new Expected(managed);
    assertThat(ContainerTimers.replace(container, counters)).isTrue();
    assertThat(container.executor()).isNotSameAs(managed);
    return container.executor();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void an_idle_timer_that_is_switched_off_is_not_planned_but_counted(long delay) {
    Runnable timer = () -> calls.add("ran");
    ScheduledFuture<?> planned = replaced().schedule(timer, delay, TimeUnit.MILLISECONDS);
    assertThat(calls).isEmpty();
    assertThat(counters.get(Counter.CONTAINER_TIMERS_SKIPPED)).isEqualTo(1);
    assertThat(planned.isDone()).isTrue();
    assertThat(planned.cancel(true)).isFalse();
    assertThat(planned.getDelay(TimeUnit.SECONDS)).isZero();
  }

  @Test
  void one_with_a_time_is_planned_by_the_container() {
    var unused = replaced().schedule(() -> {}, 1, TimeUnit.NANOSECONDS);
    assertThat(calls).containsExactly("schedule");
    assertThat(counters.get(Counter.CONTAINER_TIMERS_SKIPPED)).isZero();
  }

  /** Only idle timers are known to do nothing without a delay. */
  @Test
  void everything_else_is_the_containers_own() throws Exception {
    ScheduledExecutorService executor = replaced();
    Callable<String> callable = () -> "";
    var first = executor.schedule(callable, 0, TimeUnit.SECONDS);
    var second = executor.scheduleAtFixedRate(() -> {}, 0, 1, TimeUnit.SECONDS);
    var third = executor.scheduleWithFixedDelay(() -> {}, 0, 1, TimeUnit.SECONDS);
    assertThat(new Object[] {first, second, third}).containsOnlyNulls();
    executor.execute(() -> {});
    executor.shutdown();
    assertThat(executor.shutdownNow()).isEmpty();
    assertThat(executor.isShutdown()).isTrue();
    assertThat(executor.isTerminated()).isTrue();
    assertThat(executor.awaitTermination(1, TimeUnit.SECONDS)).isTrue();
    assertThat(calls)
        .containsExactly(
            "schedule",
            "scheduleAtFixedRate",
            "scheduleWithFixedDelay",
            "execute",
            "shutdown",
            "shutdownNow",
            "isShutdown",
            "isTerminated",
            "awaitTermination");
    assertThat(counters.get(Counter.CONTAINER_TIMERS_SKIPPED)).isZero();
  }

  @Test
  void no_container_and_an_unknown_one_are_left_alone() {
    assertThat(ContainerTimers.replace((Object) null, counters)).isFalse();
    assertThat(ContainerTimers.replace("a container", counters)).isFalse();
    assertThat(ContainerTimers.replace(new Unexpected(), counters)).isFalse();
    assertThat(ContainerTimers.replace(new OtherField.BaseContainer(), counters)).isFalse();
    OtherType.BaseContainer other = new OtherType.BaseContainer();
    assertThat(ContainerTimers.replace(other, counters)).isFalse();
    assertThat(other.managedScheduledExecutorService).isEqualTo("untouched");
  }

  /** Tyrus makes a scheduler of its own when it has been given none; that must stay so. */
  @Test
  void a_container_without_a_managed_scheduler_is_left_alone() {
    Expected container = new Expected(null);
    assertThat(ContainerTimers.replace(container, counters)).isFalse();
    assertThat(container.executor()).isNull();
  }

  @Test
  void the_container_is_the_one_that_the_servlet_context_knows() {
    Expected container = new Expected(managed);
    ServletContext context =
        Fakes.of(
            ServletContext.class,
            (method, arguments) ->
                method.equals("getAttribute")
                        && arguments[0].equals(ServerContainer.class.getName())
                    ? container
                    : null);
    assertThat(ContainerTimers.replace(context, counters)).isTrue();
    assertThat(container.executor()).isInstanceOf(NoDelayNoTask.class);
    ServletContext empty = Fakes.of(ServletContext.class, (method, arguments) -> null);
    assertThat(ContainerTimers.replace(empty, counters)).isFalse();
  }
}
