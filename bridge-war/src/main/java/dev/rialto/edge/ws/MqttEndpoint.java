package dev.rialto.edge.ws;

import dev.rialto.config.Setting;
import dev.rialto.config.Settings;
import dev.rialto.edge.Rialto;
import dev.rialto.session.Cause;
import dev.rialto.session.Dialogue;
import dev.rialto.session.Peer;
import dev.rialto.time.Scheduler;
import dev.rialto.wire.MalformedPacketException;
import dev.rialto.wire.Packet;
import dev.rialto.wire.PacketReader;
import dev.rialto.wire.ReasonCode;
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

/**
 * MQTT in binary WebSocket messages (MQTT 3.1.1 section 6). The container makes one instance per
 * connection and calls it from one thread at a time.
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
  private PacketReader reader;
  private Outbox outbox;
  private Dialogue dialogue;
  private Pinger pinger;

  /** Called by the container. */
  @Inject
  public MqttEndpoint(Rialto rialto) {
    this.rialto = rialto;
  }

  /** The handshake is complete, and {@link HandshakeFilter} has let it through. */
  @OnOpen
  public void open(Session session) {
    EndpointChannel channel = new EndpointChannel(session);
    Settings settings = rialto.settings();
    Scheduler scheduler = rialto.scheduler();
    outbox = new Outbox(Outbox.Terms.of(settings), channel, scheduler, rialto.counters());
    reader = new PacketReader(settings.count(Setting.PACKET_MAX));
    dialogue = rialto.broker().open(new Peer(session.getUserPrincipal().getName()), outbox);
    outbox.belongsTo(dialogue);
    pinger = new Pinger(scheduler, settings.time(Setting.PING_INTERVAL), outbox, channel);
  }

  /** Some bytes came: a part of a packet, or many packets. [MQTT-6.0.0-2] */
  @OnMessage
  public void binary(ByteBuffer part, boolean last) {
    try {
      Packet packet;
      while ((packet = reader.next(part)) != null) {
        dialogue.on(packet);
      }
    } catch (MalformedPacketException e) {
      dialogue.closed(Cause.malformed(e));
    }
  }

  /** Refused: MQTT is binary. [MQTT-6.0.0-1] */
  @OnMessage
  public void text(String part, boolean last) {
    dialogue.closed(new Cause(ReasonCode.PAYLOAD_FORMAT_INVALID, "it sent a text message"));
  }

  /** What the container, or this endpoint, threw. */
  @OnError
  public void error(Session session, Throwable error) {
    LOG.log(Level.WARNING, "A connection failed.", error);
    if (dialogue == null) { // open() failed, after which the container leaves the connection open
      new EndpointChannel(session).close(CloseCode.UNEXPECTED.value(), "the server is not ready");
    } else {
      dialogue.closed(Cause.lost("the connection failed: " + error));
    }
  }

  /** The connection is gone, whoever closed it. */
  @OnClose
  public void close(CloseReason reason) {
    if (dialogue != null) {
      pinger.stop();
      dialogue.closed(Cause.lost("the connection was closed (" + reason.getCloseCode() + ")"));
    }
  }
}
