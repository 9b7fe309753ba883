package dev.rialto.edge.http;

import dev.rialto.edge.Rialto;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Whether time goes on for keep alive and the like: {@code /health/live}. */
@Liveness
@ApplicationScoped
public class LivenessCheck implements HealthCheck {
  private static final Duration LATE = Duration.ofSeconds(30);

  private final Rialto rialto;

  /** Called by the container. */
  @Inject
  public LivenessCheck(Rialto rialto) {
    this.rialto = rialto;
  }

  @Override
  public HealthCheckResponse call() {
    Duration silent = rialto.sinceLastBeat();
    boolean alive = silent.compareTo(LATE) < 0;
    return HealthCheckResponse.named("rialto-alive")
        .status(alive)
        .withData(
            "reason",
            alive
                ? "The timer thread runs."
                : "The timer thread has been silent for %d s.".formatted(silent.toSeconds()))
        .build();
  }
}
