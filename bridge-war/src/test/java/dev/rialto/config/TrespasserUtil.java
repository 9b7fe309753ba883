package dev.rialto.config;

import dev.rialto.EmbeddedBroker;
import dev.rialto.edge.Rialto;
import jakarta.websocket.Session;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Logger;
import org.eclipse.microprofile.health.HealthCheck;

/** Breaks every rule of the architecture, to show that the tests of the rules would notice. */
final class TrespasserUtil {
  Rialto upstairs;
  EmbeddedBroker engine;
  Session socket;
  HealthCheck health;
  Logger logger = Logger.getGlobal();

  void print() {
    System.out.println("here");
  }

  void sleep() throws InterruptedException {
    Thread.sleep(1);
  }

  long clock() {
    return System.currentTimeMillis() + System.nanoTime() + Instant.now().getEpochSecond();
  }

  long chance() {
    return new Random().nextLong()
        + ThreadLocalRandom.current().nextLong()
        + Math.round(Math.random())
        + UUID.randomUUID().getLeastSignificantBits();
  }
}
