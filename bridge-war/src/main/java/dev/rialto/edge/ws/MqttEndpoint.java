package dev.rialto.edge.ws;

import dev.rialto.edge.Rialto;
import dev.rialto.edge.ws.frame.CloseCode;
import dev.rialto.observe.Counter;
import dev.rialto.session.Peer;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
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

  private static final Logger LOG = System.getLogger(MqttEndpoint.class.getName());

  private final Rialto rialto;
  private Attendant attendant;
  private QuietMoment quiet;
  private Brake brake;

  /** Called by the container. */
  @Inject
  public MqttEndpoint(Rialto rialto) {
    this.rialto = rialto;
  }

  /** The handshake is complete, and {@link HandshakeFilter} has let it through. */
  @OnOpen
  public void open(Session session) {
    Principal principal = session.getUserPrincipal();
    Peer peer = principal instanceof Remote remote ? remote.peer() : new Peer(principal.getName());
    EndpointChannel channel = new EndpointChannel(session, rialto.scheduler());
    quiet = channel.quiet();
    brake = channel.brake();
    attendant = new Attendant(rialto, peer, channel);
  }

  /** Some bytes came. */
  @OnMessage
  public void binary(ByteBuffer part, boolean last) {
    rialto.counters().count(Counter.BYTES_RECEIVED, part.remaining());
    quiet.readBegins();
    Turn turn = Turn.begin();
    try {
      attendant.binary(part);
    } finally {
      turn.end();
      if (!brake.hold()) {
        attendant.unstoppable();
      }
      quiet.readEnds();
    }
  }

  /** Text came. */
  @OnMessage
  public void text(String part, boolean last) {
    quiet.readBegins();
    try {
      attendant.text();
    } finally {
      quiet.readEnds();
    }
  }

  /** What the container, or this endpoint, threw. */
  @OnError
  public void error(Session session, Throwable error) {
    LOG.log(Level.WARNING, "A connection failed.", error);
    if (attendant == null) { // open() failed, after which the container leaves the connection open
      EndpointChannel.close(session, CloseCode.UNEXPECTED.value(), "the server is not ready");
    } else {
      attendant.failed("the connection failed: " + error);
    }
  }

  /** The connection is gone, whoever closed it. */
  @OnClose
  public void close(CloseReason reason) {
    if (attendant != null) {
      attendant.gone("the connection was closed (" + reason.getCloseCode() + ")");
    }
  }
}
