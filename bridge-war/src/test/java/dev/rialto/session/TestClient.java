package dev.rialto.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.topic.InvalidTopicException;
import dev.rialto.topic.TopicName;
import dev.rialto.wire.ConnectReturnCode;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Payload;
import dev.rialto.wire.ProtocolVersion;
import dev.rialto.wire.Qos;
import dev.rialto.wire.ReasonCode;
import java.util.Arrays;
import java.util.List;

/** One connection as its client sees it: what it sends, and what it expects to get, in order. */
public final class TestClient {
  /** CONNACK for a new session. */
  public static final Packet WELCOME = new Packet.ConnAck(false, ConnectReturnCode.ACCEPTED);

  /** CONNACK for a continued session. */
  public static final Packet WELCOME_BACK = new Packet.ConnAck(true, ConnectReturnCode.ACCEPTED);

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
    dialogue.on(packet);
  }

  void connect(boolean clean) {
    connect(clean, 0, null);
  }

  void connect(boolean clean, int keepAlive, Packet.WillMessage will) {
    send(
        new Packet.Connect(
            ProtocolVersion.MQTT_3_1_1, clientId, clean, keepAlive, will, null, null));
  }

  void connect31(boolean clean) {
    send(new Packet.Connect(ProtocolVersion.MQTT_3_1, clientId, clean, 0, null, null, null));
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
  void subscribe(String filter, int qos) {
    ask(filter, qos, 9999);
    assertThat(link.take()).last().isEqualTo(granted(9999, qos));
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
    return new Packet.WillMessage(message(0, topic, payload, 0).message(), QOS[qos], retain);
  }

  static Packet.Subscribe.Request request(String filter, int qos) {
    return new Packet.Subscribe.Request(filter, QOS[qos]);
  }

  /** SUBACK; -1 for a refusal. */
  static Packet granted(int packetId, int... qos) {
    return new Packet.SubAck(
        packetId, Arrays.stream(qos).mapToObj(value -> value < 0 ? null : QOS[value]).toList());
  }

  static String payload(Packet.Publish publish) {
    return new String(
        publish.message().payload().toBytes(), java.nio.charset.StandardCharsets.UTF_8);
  }
}
