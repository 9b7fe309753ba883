package dev.rialto.edge.ws;

import dev.rialto.edge.Rialto;
import dev.rialto.session.Peer;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.ByteBuffer;
import java.security.Principal;

/**
 * MQTT in binary WebSocket messages (MQTT 3.1.1 section 6), by the standard's own WebSockets. The
 * container makes one instance per connection and calls it from one thread at a time.
 */
@ServerEndpoint(
    value = MqttEndpoint.PATH,
    subprotocols = {"mqtt", "mqttv3.1"},
    configurator = Handshakes.class)
public class MqttEndpoint {
  /** Where MQTT clients connect. */
  public static final String PATH = "/mqtt";

  private final EndpointEvents events;

  /** Called by the container. */
  @Inject
  public MqttEndpoint(Rialto rialto) {
    events = new EndpointEvents(rialto);
  }

  /** The handshake is complete, and {@link HandshakeFilter} has let it through. */
  @OnOpen
  public void open(Session session) {
    Principal principal = session.getUserPrincipal();
    Peer peer = principal instanceof Remote remote ? remote.peer() : new Peer(principal.getName());
    events.open(session, peer, Speech.MQTT);
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
