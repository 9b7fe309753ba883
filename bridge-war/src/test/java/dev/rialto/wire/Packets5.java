package dev.rialto.wire;

import dev.rialto.wire.Packet.Connect;
import dev.rialto.wire.Packet.Subscribe.Request;
import dev.rialto.wire.Packet.WillMessage;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitrary packets of every type with any of their properties, as MQTT 5.0 has them. */
final class Packets5 {
  /** What the codec takes out of a message, or needs, and {@link #with} leaves alone. */
  private static final Set<String> SPECIAL = Set.of("0B", "15", "18", "23");

  private Packets5() {}

  static Arbitrary<Packet> any() {
    Arbitrary<Packet> publish = publish().map(packet -> packet);
    return Arbitraries.oneOf(
        publish,
        publish,
        connect(),
        subscribe(),
        Combinators.combine(
                Packets.packetId(),
                Packets.text().list().ofMinSize(1).ofMaxSize(5),
                with("UNSUBSCRIBE"))
            .as(Packet.Unsubscribe::new),
        Arbitraries.of("CONNACK", "PUBACK", "PUBREC", "PUBREL", "PUBCOMP", "DISCONNECT")
            .flatMap(Packets5::reasoned),
        Combinators.combine(
                Packets.packetId(), reason("SUBACK").list().ofMaxSize(20), with("SUBACK"))
            .as(Packet.SubAck::new),
        Combinators.combine(
                Packets.packetId(), reason("UNSUBACK").list().ofMaxSize(20), with("UNSUBACK"))
            .as(Packet.UnsubAck::new),
        Combinators.combine(reason("AUTH"), with("AUTH"), Packets.text())
            .as(
                (reason, properties, method) ->
                    new Packet.Auth(reason, methodOf(properties, method))),
        Arbitraries.of(new Packet.PingReq(), new Packet.PingResp()));
  }

  private static Arbitrary<Packet> reasoned(String packet) {
    return Combinators.combine(reason(packet), with(packet))
        .as((reason, properties) -> Holder.of(packet, reason, properties));
  }

  static Arbitrary<Packet.Publish> publish() {
    return Combinators.combine(message(), delivery()).as(Packet.Publish::new);
  }

  static Arbitrary<Message> message() {
    return Combinators.combine(Packets.message(), with("PUBLISH"))
        .as((plain, properties) -> new Message(plain.topic(), plain.payload(), properties));
  }

  static Arbitrary<Delivery> delivery() {
    Arbitrary<Properties> own =
        value(SpecifiedProperty.of("0B"))
            .list()
            .ofMaxSize(3)
            .map(
                several -> {
                  Properties.Builder builder = Properties.builder();
                  several.forEach(
                      one ->
                          one.subscriptionIdentifiers()
                              .forEach(id -> builder.put(Property.SUBSCRIPTION_IDENTIFIER, id)));
                  return builder.build();
                });
    return Combinators.combine(Packets.delivery(), own).as(Delivery::with);
  }

  private static Arbitrary<Packet> connect() {
    Arbitrary<WillMessage> will =
        Combinators.combine(message(), Packets.qos(), Arbitraries.longs().between(0, 0xFFFF_FFFFL))
            .as((message, qos, delay) -> new WillMessage(message, qos, delay % 2 == 0, delay));
    return Combinators.combine(
            Packets.connect(),
            will.injectNull(0.5),
            with("CONNECT"),
            Packets.payload(40).injectNull(0.5),
            Packets.text())
        .as(
            (old, willMessage, properties, password, method) ->
                new Connect(
                    ProtocolVersion.MQTT_5,
                    old.clientId(),
                    old.cleanStart(),
                    old.keepAlive(),
                    willMessage,
                    old.userName(),
                    password,
                    properties.has(Property.AUTHENTICATION_DATA)
                        ? methodOf(properties, method)
                        : properties));
  }

  private static Properties methodOf(Properties properties, String method) {
    return properties.and(Properties.of(Property.AUTHENTICATION_METHOD, method));
  }

  private static Arbitrary<Packet> subscribe() {
    Arbitrary<Boolean> flag = Arbitraries.of(true, false);
    Arbitrary<Request> request =
        Combinators.combine(
                Packets.text(), Packets.qos(), flag, flag, Arbitraries.of(RetainHandling.values()))
            .as(Request::new);
    Arbitrary<Properties> properties =
        Combinators.combine(with("SUBSCRIBE"), value(SpecifiedProperty.of("0B")).injectNull(0.5))
            .as((user, identifier) -> identifier == null ? user : user.and(identifier));
    return Combinators.combine(
            Packets.packetId(), request.list().ofMinSize(1).ofMaxSize(5), properties)
        .as(Packet.Subscribe::new);
  }

  private static Arbitrary<ReasonCode> reason(String packet) {
    return Arbitraries.of(
        SpecifiedReason.ALL.stream()
            .filter(reason -> reason.packets().contains(packet))
            .map(reason -> ReasonCode.valueOf(reason.name()))
            .toList());
  }

  /** Any that the table allows there, each now and then. */
  static Arbitrary<Properties> with(String place) {
    List<Arbitrary<Properties>> each =
        SpecifiedProperty.ALL.stream()
            .filter(p -> p.places().contains(place) && !SPECIAL.contains(p.id()))
            .map(p -> value(p).injectNull(0.7))
            .toList();
    return Combinators.combine(each)
        .as(
            some -> {
              Properties all = Properties.NONE;
              for (Properties one : some) {
                all = one == null ? all : all.and(one);
              }
              return all;
            });
  }

  private static Arbitrary<Properties> value(SpecifiedProperty property) {
    Arbitrary<Properties> sample =
        Arbitraries.of(property.samples().map(s -> Holder.property(property, s.value())).toList());
    Arbitrary<?> random =
        switch (property.type()) {
          case "UTF-8" -> Packets.text();
          case "Topic" -> Packets.topic();
          case "Binary" -> Packets.payload(40).map(Payload::toBytes);
          case "Pair" -> Packets.text().list().ofSize(2);
          case "Byte" -> Arbitraries.longs().between(0, 1);
          case "Two", "Two not 0" -> Arbitraries.longs().between(1, 65_535);
          case "Variable" -> Arbitraries.longs().between(1, 268_435_455);
          default -> Arbitraries.longs().between(1, 0xFFFF_FFFFL);
        };
    return Arbitraries.oneOf(sample, random.map(any -> Holder.property(property, any)));
  }
}
