package dev.rialto.wire;

import dev.rialto.wire.Packet.Connect;
import dev.rialto.wire.Packet.Subscribe.Request;
import dev.rialto.wire.Packet.WillMessage;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitrary packets of every type, as a client or a server of MQTT 3.1.1 may send them. */
final class Packets {
  private Packets() {}

  static Arbitrary<Packet> any() {
    Arbitrary<Packet> publish = publish().map(packet -> packet);
    return Arbitraries.oneOf(
        publish,
        publish,
        connect().map(packet -> packet),
        Combinators.combine(Arbitraries.of(true, false), Arbitraries.of(ConnectReturnCode.values()))
            .as((present, code) -> new Packet.ConnAck(present, code.reason())),
        packetId().map(Packet.PubAck::new),
        packetId().map(Packet.PubRec::new),
        packetId().map(Packet.PubRel::new),
        packetId().map(Packet.PubComp::new),
        packetId().map(id -> new Packet.UnsubAck(id, List.of())),
        subscribe(),
        Combinators.combine(packetId(), granted().list().ofMaxSize(20)).as(Packet.SubAck::new),
        Combinators.combine(packetId(), text().list().ofMinSize(1).ofMaxSize(5))
            .as(Packet.Unsubscribe::new),
        Arbitraries.of(new Packet.PingReq(), new Packet.PingResp(), new Packet.Disconnect()));
  }

  static Arbitrary<Packet.Publish> publish() {
    return Combinators.combine(message(), delivery()).as(Packet.Publish::new);
  }

  static Arbitrary<Message> message() {
    return Combinators.combine(topic(), payload(400))
        .as((topic, payload) -> new Message(Reading.topic(topic), payload));
  }

  static Arbitrary<Delivery> delivery() {
    Arbitrary<Boolean> flag = Arbitraries.of(true, false);
    return Combinators.combine(qos(), flag, flag, packetId())
        .as(
            (qos, duplicate, retain, id) ->
                qos == Qos.AT_MOST_ONCE
                    ? new Delivery(qos, false, retain, 0)
                    : new Delivery(qos, duplicate, retain, id));
  }

  static Arbitrary<Connect> connect() {
    Arbitrary<Boolean> flag = Arbitraries.of(true, false);
    Arbitrary<WillMessage> will =
        Combinators.combine(message(), qos(), flag)
            .as((message, qos, retain) -> new WillMessage(message, qos, retain, 0));
    return Combinators.combine(
            text(),
            flag,
            Arbitraries.integers().between(0, 65_535),
            will.injectNull(0.5),
            text().injectNull(0.3),
            payload(40).injectNull(0.3))
        .as(
            (id, clean, keepAlive, willMessage, user, password) ->
                new Connect(
                    ProtocolVersion.MQTT_3_1_1,
                    id,
                    clean,
                    keepAlive,
                    willMessage,
                    user,
                    user == null ? null : password,
                    Properties.NONE));
  }

  private static Arbitrary<Packet> subscribe() {
    Arbitrary<Request> request = Combinators.combine(text(), qos()).as(Request::new);
    return Combinators.combine(packetId(), request.list().ofMinSize(1).ofMaxSize(5))
        .as(Packet.Subscribe::new);
  }

  private static Arbitrary<ReasonCode> granted() {
    return Arbitraries.of(
        ReasonCode.GRANTED_QOS_0,
        ReasonCode.GRANTED_QOS_1,
        ReasonCode.GRANTED_QOS_2,
        ReasonCode.UNSPECIFIED_ERROR);
  }

  static Arbitrary<Integer> packetId() {
    return Arbitraries.integers().between(1, 65_535);
  }

  static Arbitrary<Qos> qos() {
    return Arbitraries.of(Qos.values());
  }

  /** Anything that MQTT takes as a string: no U+0000, no surrogates but in pairs. */
  static Arbitrary<String> text() {
    Arbitrary<Integer> ascii = Arbitraries.integers().between(1, 127);
    Arbitrary<Integer> any =
        Arbitraries.integers()
            .between(1, Character.MAX_CODE_POINT)
            .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE);
    return Arbitraries.oneOf(
        joined(ascii), joined(Arbitraries.oneOf(ascii, any)), Arbitraries.of("", "/", "a/b"));
  }

  private static Arbitrary<String> joined(Arbitrary<Integer> codePoints) {
    return codePoints
        .list()
        .ofMaxSize(80)
        .map(
            list -> {
              StringBuilder text = new StringBuilder();
              list.forEach(text::appendCodePoint);
              return text.toString();
            });
  }

  static Arbitrary<String> topic() {
    return text().map(text -> text.replace('+', '/').replace('#', '/')).filter(t -> !t.isEmpty());
  }

  static Arbitrary<Payload> payload(int maxSize) {
    return Arbitraries.bytes()
        .array(byte[].class)
        .ofMaxSize(maxSize)
        .map(bytes -> new Payload(bytes, 0, bytes.length));
  }
}
