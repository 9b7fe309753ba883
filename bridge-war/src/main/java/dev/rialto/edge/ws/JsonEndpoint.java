package dev.rialto.edge.ws;

import dev.rialto.edge.Rialto;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * JSON messages over the standard's own WebSockets. The container makes one instance per connection
 * and calls it from one thread at a time.
 */
@ServerEndpoint(value = JsonEndpoint.PATH, configurator = JsonEndpoint.Subprotocol.class)
public class JsonEndpoint {
  /** Where it is. */
  public static final String PATH = "/json";

  private final EndpointEvents events;

  /** Called by the container. */
  @Inject
  public JsonEndpoint(Rialto rialto) {
    events = new EndpointEvents(rialto);
  }

  /** What is answered to the subprotocols that a client offers. */
  public static final class Subprotocol extends ServerEndpointConfig.Configurator {
    @Override
    public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
      return JsonSpeech.named(requested);
    }
  }

  /** The handshake is complete, and {@link SpeechFilter} has let it through. */
  @OnOpen
  public void open(Session session) {
    events.open(session);
  }

  /** Some bytes came. */
  @OnMessage
  public void binary(ByteBuffer part, boolean last) {
    events.binary(part, last);
  }

  /** Text came. */
  @OnMessage
  public void text(String part, boolean last) {
    events.text(part, last);
  }

  /** It has answered a ping. */
  @OnMessage
  public void pong(PongMessage pong) {
    events.pong();
  }

  /** What the container, or this endpoint, threw. */
  @OnError
  public void error(Session session, Throwable error) {
    events.error(session, error);
  }

  /** The connection is gone, whoever closed it. */
  @OnClose
  public void close(CloseReason reason) {
    events.close(reason);
  }
}
