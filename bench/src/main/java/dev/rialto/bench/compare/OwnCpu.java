package dev.rialto.bench.compare;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The generator's share of CPU since this was made. */
final class OwnCpu {
  private static final OperatingSystemMXBean OWN =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final long cpu = OWN.getProcessCpuTime();
  private final long time = System.nanoTime();

  double share() {
    return (double) (OWN.getProcessCpuTime() - cpu) / (System.nanoTime() - time);
  }
}
