package dev.rialto.peer.hivemq;

import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import java.nio.file.Path;

/** HiveMQ Community Edition for the integration tests, which start it in a process of its own. */
public final class HiveMqMain {
  /** What it prints when it can be connected to. */
  public static final String READY = "rialto's tests: HiveMQ is ready";

  private HiveMqMain() {}

  /** Starts it in a folder with the folders conf, data and extensions, for as long as it lives. */
  @SuppressWarnings("resource")
  public static void main(String... arguments) {
    Path home = Path.of(arguments[0]);
    EmbeddedHiveMQ.builder()
        .withConfigurationFolder(home.resolve("conf"))
        .withDataFolder(home.resolve("data"))
        .withExtensionsFolder(home.resolve("extensions"))
        .withEmbeddedExtension(
            EmbeddedExtension.builder()
                .withId("accept-all")
                .withName("Accepts every client")
                .withVersion("1")
                .withExtensionMain(new AcceptAll())
                .build())
        .build()
        .start()
        .join();
    System.out.println(READY);
  }
}
