package dev.rialto.bench.compare;

import dev.rialto.bench.broker.RunningBroker;
import java.io.IOException;
import java.util.List;

/** Measures one thing about a broker that has just been started. */
interface Probe {
  /** Warms it up, then measures as often as the effort says. */
  List<Reading> measure(RunningBroker broker, Effort effort) throws IOException;
}
