package dev.rialto.edge.ws;

import dev.rialto.edge.Rialto;
import dev.rialto.edge.client.Credentials;
import dev.rialto.edge.client.TopicPath;
import dev.rialto.session.Peer;
import dev.rialto.topic.InvalidTopicException;
import dev.rialto.topic.TopicFilter;
import dev.rialto.topic.TopicName;
import java.util.List;

/**
 * Plain values on one topic, for the smallest devices.
 *
 * @param topic where each message that comes is published
 * @param orders whose messages go back
 * @param credentials of whoever opens it
 */
record TextTopic(TopicName topic, TopicFilter orders, Credentials credentials) implements Speech {
  /** What the paths of all of these begin with. */
  static final String BASE = TextEndpoint.PATH + "/";

  private static final String ORDERS = "/set";

  /** Offered by arduinoWebSockets, whatever is spoken. */
  private static final String ARDUINO = "arduino";

  /**
   * The topic that a path ends with.
   *
   * @param path not decoded
   * @throws InvalidTopicException with a sentence for the client
   */
  static TextTopic of(String path, String context, Credentials credentials)
      throws InvalidTopicException {
    TopicName topic = TopicPath.topic(path, context + BASE);
    if (topic.isReserved()) { // behind which a filter might mean something else: $share
      throw new InvalidTopicException("topics that begin with $ are the server's own");
    }
    return new TextTopic(topic, TopicFilter.of(topic.value() + ORDERS), credentials);
  }

  @Override
  public String subprotocol(List<String> offered) {
    return named(offered);
  }

  /** The subprotocol to be named of those that are offered; empty to name none. */
  static String named(List<String> offered) {
    return offered.contains(ARDUINO) ? ARDUINO : "";
  }

  @Override
  public Receiver attend(Rialto rialto, Peer peer, WebSocketChannel channel) {
    return new TextClient(rialto, peer, this, channel);
  }
}
