package dev.rialto.edge.manage;

import dev.rialto.edge.Rialto;
import dev.rialto.observe.Counter;
import dev.rialto.observe.StoreStatus;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.ObjectName;

/** Shows a deployment to the JVM's management (JMX), by default reachable on this machine only. */
public final class Management implements BrokerMXBean {
  private static final Logger LOG = System.getLogger(Management.class.getName());

  private final Rialto rialto;
  private final String contextPath;

  /**
   * Not shown yet.
   *
   * @param contextPath tells several deployments in one server apart
   */
  public Management(Rialto rialto, String contextPath) {
    this.rialto = rialto;
    this.contextPath = contextPath;
  }

  /** Shows it. Without management the broker works all the same. */
  public void show() {
    try {
      ManagementFactory.getPlatformMBeanServer().registerMBean(this, name());
    } catch (JMException e) {
      LOG.log(Level.WARNING, "Rialto can't be managed by JMX.", e);
    }
  }

  /** Takes it away; else the server would keep all classes of a deployment that is gone. */
  public void hide() {
    try {
      ManagementFactory.getPlatformMBeanServer().unregisterMBean(name());
    } catch (JMException e) {
      LOG.log(Level.DEBUG, "Rialto was not managed by JMX.", e);
    }
  }

  private ObjectName name() throws JMException {
    return new ObjectName("dev.rialto:type=Broker,context=" + ObjectName.quote(contextPath + "/"));
  }

  @Override
  public int getSessions() {
    return rialto.sessions().orElse(0);
  }

  @Override
  public Map<String, Long> getCounters() {
    Map<String, Long> counters = new TreeMap<>();
    for (Counter counter : Counter.values()) {
      counters.put(counter.label(), rialto.counters().get(counter));
    }
    return counters;
  }

  @Override
  public Map<String, String> getStore() {
    return rialto.store().map(StoreStatus::report).orElse(Map.of());
  }

  @Override
  public long backup(String directory) throws IOException {
    return rialto.backup(Path.of(directory));
  }

  @Override
  public String reload() {
    return rialto.reloadAccess();
  }

  @Override
  public boolean disconnect(String clientId) {
    return rialto.broker().disconnect(clientId);
  }
}
