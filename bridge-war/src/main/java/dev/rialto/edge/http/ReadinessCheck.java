package dev.rialto.edge.http;

import dev.rialto.edge.Rialto;
import dev.rialto.observe.Counter;
import dev.rialto.observe.StoreStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Whether clients can connect, with every counter: {@code /health/ready}. */
@Readiness
@ApplicationScoped
public class ReadinessCheck implements HealthCheck {
  private final Rialto rialto;

  /** Called by the container. */
  @Inject
  public ReadinessCheck(Rialto rialto) {
    this.rialto = rialto;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("rialto-ready");
    OptionalInt sessions = rialto.sessions();
    if (sessions.isEmpty()) {
      return response.down().withData("reason", "Rialto is starting or stopping.").build();
    }
    Optional<StoreStatus> store = rialto.store();
    boolean stores = store.isEmpty() || store.get().state() == StoreStatus.State.READY;
    response.withData(
        "reason", stores ? "Connections are accepted." : "New work is refused: see store.");
    store.ifPresent(status -> status.report().forEach(response::withData));
    rialto.accessProblem().ifPresent(problem -> response.withData("access-files", problem));
    response.withData("sessions", sessions.getAsInt());
    response.withData("memory-waiting", rialto.counters().waiting().bytes());
    response.withData("memory-tight", rialto.counters().waiting().isTight());
    for (Counter counter : Counter.values()) {
      response.withData(counter.label(), rialto.counters().get(counter));
    }
    return response.status(stores).build();
  }
}
