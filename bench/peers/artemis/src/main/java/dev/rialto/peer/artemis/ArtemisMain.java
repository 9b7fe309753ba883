package dev.rialto.peer.artemis;

import java.nio.file.Path;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** Apache Artemis with MQTT over WebSockets on loopback, in memory, for the bench to start. */
public final class ArtemisMain {
  private static final long WITHOUT_LIMIT = -1;

  private ArtemisMain() {}

  /** Takes the port, and a folder for whatever it writes all the same. */
  public static void main(String... arguments) throws Exception {
    Path home = Path.of(arguments[1]);
    Configuration configuration =
        new ConfigurationImpl()
            .setPersistenceEnabled(false)
            .setSecurityEnabled(false)
            .setJMXManagementEnabled(false)
            .setJournalDirectory(home.resolve("journal").toString())
            .setBindingsDirectory(home.resolve("bindings").toString())
            .setPagingDirectory(home.resolve("paging").toString())
            .setLargeMessagesDirectory(home.resolve("large").toString())
            .addAcceptorConfiguration(
                "mqtt", "tcp://127.0.0.1:" + Integer.parseInt(arguments[0]) + "?protocols=MQTT")
            .addAddressSetting("#", unlimited());
    EmbeddedActiveMQ server = new EmbeddedActiveMQ();
    server.setConfiguration(configuration);
    server.start();
  }

  /** By default an address that holds too much pages to disk. Topics come and go by themselves. */
  private static AddressSettings unlimited() {
    return new AddressSettings()
        .setMaxSizeBytes(WITHOUT_LIMIT)
        .setMaxSizeMessages(WITHOUT_LIMIT)
        .setAutoCreateQueues(true)
        .setAutoCreateAddresses(true);
  }
}
