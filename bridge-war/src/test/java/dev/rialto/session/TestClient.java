package dev.rialto.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.topic.InvalidTopicException;
import dev.rialto.topic.TopicName;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Payload;
import dev.rialto.wire.Properties;
import dev.rialto.wire.ProtocolVersion;
import dev.rialto.wire.Qos;
import dev.rialto.wire.ReasonCode;
import java.util.Arrays;
import java.util.List;

/** One connection as its client sees it: what it sends, and what it expects to get, in order. */
public final class TestClient {
  /** CONNACK for a new session. */
  public static final Packet WELCOME = new Packet.ConnAck(false, ReasonCode.SUCCESS);

  /** CONNACK for a continued session. */
  public static final Packet WELCOME_BACK = new Packet.ConnAck(true, ReasonCode.SUCCESS);

  private static final Qos[] QOS = Qos.values();

  private final String clientId;
  private final RecordingLink link;
  private final Dialogue dialogue;

  TestClient(String clientId, RecordingLink link, Dialogue dialogue) {
    this.clientId = clientId;
    this.link = link;
    this.dialogue = dialogue;
  }

  RecordingLink link() {
    return link;
  }

  Dialogue dialogue() {
    return dialogue;
  }

  // --- what it sends ---

  void send(Packet packet) {
    if (packet instanceof Packet.Connect connect && connect.version().hasProperties()) {
      link.encodeFor(connect);
    }
    dialogue.on(packet);
  }

  void connect(boolean clean) {
    connect(clean, 0, null);
  }

  void connect(boolean clean, int keepAlive, Packet.WillMessage will) {
    send(
        new Packet.Connect(
            ProtocolVersion.MQTT_3_1_1,
            clientId,
            clean,
            keepAlive,
            will,
            null,
            null,
            Properties.NONE));
  }

  void connect31(boolean clean) {
    send(
        new Packet.Connect(
            ProtocolVersion.MQTT_3_1, clientId, clean, 0, null, null, null, Properties.NONE));
  }

  void connect5(boolean cleanStart, Properties properties) {
    connect5(cleanStart, 0, null, properties);
  }

  void connect5(boolean cleanStart, int keepAlive, Packet.WillMessage will, Properties properties) {
    send(
        new Packet.Connect(
            ProtocolVersion.MQTT_5, clientId, cleanStart, keepAlive, will, null, null, properties));
  }

  void publish(String topic, String payload) {
    send(message(0, topic, payload, 0));
  }

  void publish(int qos, String topic, String payload, int packetId) {
    send(message(qos, topic, payload, packetId));
  }

  void retain(int qos, String topic, String payload, int packetId) {
    send(retained(message(qos, topic, payload, packetId)));
  }

  /** All three steps of QoS 2; what comes back is not looked at. */
  void publishTwice(String topic, String payload, int packetId) {
    publish(2, topic, payload, packetId);
    send(new Packet.PubRel(packetId));
  }

  void ask(String filter, int qos, int packetId) {
    send(new Packet.Subscribe(packetId, List.of(request(filter, qos))));
  }

  /** Subscribes, and is granted that. */
  public void subscribe(String filter, int qos) {
    ask(filter, qos, 9999);
    assertThat(link.take()).last().isEqualTo(granted(9999, qos));
  }

  /** Subscribes with the options of MQTT 5, and is granted what it asks for. */
  void subscribe(Packet.Subscribe.Request request, Properties properties) {
    send(new Packet.Subscribe(9999, List.of(request), properties));
    assertThat(link.take()).last().isEqualTo(granted(9999, request.qos().value()));
  }

  void puback(int packetId) {
    send(new Packet.PubAck(packetId));
  }

  void pubrec(int packetId) {
    send(new Packet.PubRec(packetId));
  }

  void pubrel(int packetId) {
    send(new Packet.PubRel(packetId));
  }

  void pubcomp(int packetId) {
    send(new Packet.PubComp(packetId));
  }

  void disconnect() {
    send(new Packet.Disconnect());
  }

  void disconnect(ReasonCode reason, Properties properties) {
    send(new Packet.Disconnect(reason, properties));
  }

  /** The network is gone. */
  void vanish() {
    dialogue.closed(Cause.lost("the cable was cut"));
  }

  // --- what it gets ---

  /** Exactly that has come since the last time, in that order. */
  void expect(Packet... packets) {
    assertThat(link.take()).containsExactly(packets);
  }

  void expectNothing() {
    assertThat(link.take()).isEmpty();
  }

  void expectClosed(ReasonCode why) {
    assertThat(link.closed()).isEqualTo(why);
  }

  void expectOpen() {
    assertThat(link.closed()).isNull();
  }

  List<Packet> take() {
    return link.take();
  }

  /** The payloads of the PUBLISH packets that have come since the last time. */
  List<String> takePayloads() {
    return take().stream()
        .filter(Packet.Publish.class::isInstance)
        .map(packet -> payload((Packet.Publish) packet))
        .toList();
  }

  // --- packets ---

  static Packet.Publish message(int qos, String topic, String payload, int packetId) {
    try {
      return new Packet.Publish(
          new Message(TopicName.of(topic), Payload.of(payload)),
          new Delivery(QOS[qos], false, false, packetId));
    } catch (InvalidTopicException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** A message with properties, of those that go to its subscribers. */
  static Packet.Publish message(
      int qos, String topic, String payload, int packetId, Properties properties) {
    Packet.Publish plain = message(qos, topic, payload, packetId);
    return new Packet.Publish(
        new Message(plain.message().topic(), plain.message().payload(), properties),
        plain.delivery());
  }

  static Packet.Publish again(Packet.Publish first) {
    Delivery own = first.delivery();
    return new Packet.Publish(
        first.message(), new Delivery(own.qos(), true, own.retain(), own.packetId()));
  }

  static Packet.Publish retained(Packet.Publish live) {
    Delivery own = live.delivery();
    return new Packet.Publish(
        live.message(), new Delivery(own.qos(), own.duplicate(), true, own.packetId()));
  }

  static Packet.WillMessage will(int qos, String topic, String payload, boolean retain) {
    return new Packet.WillMessage(message(0, topic, payload, 0).message(), QOS[qos], retain, 0);
  }

  static Packet.Subscribe.Request request(String filter, int qos) {
    return new Packet.Subscribe.Request(filter, QOS[qos]);
  }

  /** SUBACK; -1 for a refusal. */
  static Packet granted(int packetId, int... qos) {
    return new Packet.SubAck(
        packetId,
        Arrays.stream(qos)
            .mapToObj(q -> q < 0 ? ReasonCode.UNSPECIFIED_ERROR : ReasonCode.granted(QOS[q]))
            .toList());
  }

  static String payload(Packet.Publish publish) {
    return new String(
        publish.message().payload().toBytes(), java.nio.charset.StandardCharsets.UTF_8);
  }
}
