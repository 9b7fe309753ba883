package dev.rialto.bench.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** HiveMQ Community Edition, from Maven. */
final class HiveMq implements Recipe {
  /**
   * In memory, and it calls nobody. Raised: the queue of 1,000 messages per client, which loses
   * messages in fan-in at QoS 1, and the receive maximum of 10, which is below the window.
   */
  private static final String CONFIGURATION =
      """
      <?xml version="1.0"?>
      <hivemq>
        <listeners>
          <websocket-listener>
            <port>{port}</port>
            <bind-address>127.0.0.1</bind-address>
            <path>/mqtt</path>
            <subprotocols><subprotocol>mqtt</subprotocol></subprotocols>
          </websocket-listener>
        </listeners>
        <persistence><mode>in-memory</mode></persistence>
        <mqtt>
          <queued-messages><max-queue-size>1000000</max-queue-size></queued-messages>
          <receive-maximum><server-receive-maximum>65535</server-receive-maximum></receive-maximum>
        </mqtt>
        <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
      </hivemq>
      """;

  @Override
  public List<String> command(Place place) throws IOException {
    place.write("conf/config.xml", CONFIGURATION);
    Files.createDirectories(place.home().resolve("data"));
    Files.createDirectories(place.home().resolve("extensions"));
    return place.java(
        "hivemq",
        List.of("-Dhivemq.log.folder=" + place.home().resolve("log")),
        "dev.rialto.peer.hivemq.HiveMqMain",
        place.home().toString());
  }
}
