package dev.rialto.edge.manage;

import java.io.IOException;
import java.util.Map;

/** The running broker in jconsole, JDK Mission Control and the like. */
public interface BrokerMXBean {
  /** How many sessions there are, connected or not. */
  int getSessions();

  /** What has been counted since the start of the deployment. */
  Map<String, Long> getCounters();

  /** How the durable store is: its state, and its bytes on disk; empty without one. */
  Map<String, String> getStore();

  /**
   * Copies the durable store while it is used. To go back to the copy, start with {@code
   * rialto.store.directory} set to it, or to a copy of it.
   *
   * @param directory where to; an empty one, or none yet
   * @return how many bytes the copy has
   * @throws IOException with a sentence
   */
  long backup(String directory) throws IOException;

  /**
   * Reads password and ACL file now, and not only when their change has been noticed.
   *
   * @return what is in them, or what is wrong; then what was read before stays in effect
   */
  String reload();

  /**
   * Closes a client's connection; an MQTT 5 client is told that it was an administrative action
   * (0x98). Its session stays, and nothing keeps it from connecting again.
   *
   * @return whether the client had a connection
   */
  boolean disconnect(String clientId);
}
