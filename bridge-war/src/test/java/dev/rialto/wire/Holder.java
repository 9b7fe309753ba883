package dev.rialto.wire;

import dev.rialto.wire.Packet.Connect;
import dev.rialto.wire.Packet.Subscribe.Request;
import dev.rialto.wire.Packet.WillMessage;
import java.util.List;

/** The record that a {@link SpecifiedPlace} is with some properties or reason. */
final class Holder {
  private Holder() {}

  static Packet of(String place, Properties with) {
    return switch (place) {
      case "CONNECT" -> connect(null, with);
      case "WILL" -> connect(will(with), Properties.NONE);
      case "PUBLISH" -> publish(with);
      case "SUBSCRIBE" ->
          new Packet.Subscribe(1, List.of(new Request("a", Qos.AT_MOST_ONCE)), with);
      case "UNSUBSCRIBE" -> new Packet.Unsubscribe(1, List.of("a"), with);
      case "SUBACK" -> of(place, ReasonCode.GRANTED_QOS_0, with);
      case "DISCONNECT" -> of(place, ReasonCode.NORMAL_DISCONNECTION, with);
      case "AUTH" -> of(place, ReasonCode.CONTINUE_AUTHENTICATION, with);
      default -> of(place, ReasonCode.SUCCESS, with);
    };
  }

  static Packet of(String place, ReasonCode reason, Properties with) {
    return switch (place) {
      case "CONNACK" -> new Packet.ConnAck(false, reason, with);
      case "PUBACK" -> new Packet.PubAck(1, reason, with);
      case "PUBREC" -> new Packet.PubRec(1, reason, with);
      case "PUBREL" -> new Packet.PubRel(1, reason, with);
      case "PUBCOMP" -> new Packet.PubComp(1, reason, with);
      case "SUBACK" -> new Packet.SubAck(1, List.of(reason), with);
      case "UNSUBACK" -> new Packet.UnsubAck(1, List.of(reason), with);
      case "DISCONNECT" -> new Packet.Disconnect(reason, with);
      case "AUTH" -> new Packet.Auth(reason, with);
      default -> throw new IllegalArgumentException(place);
    };
  }

  private static Packet connect(WillMessage will, Properties with) {
    return new Connect(ProtocolVersion.MQTT_5, "id", true, 60, will, null, null, with);
  }

  private static WillMessage will(Properties with) {
    return new WillMessage(
        Reading.message("w", "'m'", with.without(Property.WILL_DELAY_INTERVAL)),
        Qos.AT_MOST_ONCE,
        false,
        with.number(Property.WILL_DELAY_INTERVAL, 0));
  }

  /** The identifiers of subscriptions are the delivery's. */
  private static Packet publish(Properties with) {
    Properties message = with.without(Property.SUBSCRIPTION_IDENTIFIER);
    Properties own = with.only(Property.SUBSCRIPTION_IDENTIFIER);
    return new Packet.Publish(
        Reading.message("a", "'p'", message), Delivery.of(Qos.AT_MOST_ONCE, false, own));
  }

  /** Without properties, of the payload p. */
  static Packet.Publish publishTo(String topic) {
    return new Packet.Publish(
        Reading.message(topic, "'p'"), Delivery.of(Qos.AT_MOST_ONCE, false, Properties.NONE));
  }

  /** A property from the table, as the main code has it. */
  static Properties property(SpecifiedProperty specified, Object value) {
    Property property = Property.valueOf(specified.name());
    Properties.Builder builder = Properties.builder();
    if (value instanceof Long number) {
      builder.put(property, number);
    } else if (value instanceof String text) {
      builder.put(property, text);
    } else if (value instanceof byte[] bytes) {
      builder.put(property, new Payload(bytes, 0, bytes.length));
    } else {
      List<?> pair = (List<?>) value;
      builder.user((String) pair.get(0), (String) pair.get(1));
    }
    return builder.build();
  }
}
