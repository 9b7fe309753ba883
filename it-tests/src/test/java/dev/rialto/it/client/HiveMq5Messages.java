package dev.rialto.it.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.datatypes.Mqtt5UserProperties;
import com.hivemq.client.mqtt.mqtt5.datatypes.Mqtt5UserProperty;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5ConnectBuilder;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5ConnectRestrictions;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5ConnectRestrictionsBuilder;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PayloadFormatIndicator;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishBuilder;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5RetainHandling;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscribe;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Between our terms and HiveMQ's. */
final class HiveMq5Messages {
  private HiveMq5Messages() {}

  static Mqtt5Connect connect(Terms5 terms) {
    Mqtt5ConnectBuilder connect =
        Mqtt5Connect.builder()
            .noKeepAlive()
            .cleanStart(terms.cleanStart)
            .sessionExpiryInterval(terms.sessionExpiry)
            .restrictions(restrictions(terms));
    if (terms.method != null) {
      connect = connect.enhancedAuth(new HiveMq5Method(terms.method));
    }
    if (terms.user != null) {
      connect =
          connect
              .simpleAuth()
              .username(terms.user)
              .password(terms.password.getBytes(UTF_8))
              .applySimpleAuth();
    }
    if (terms.will != null) {
      connect =
          connect.willPublish(
              toHiveMq(terms.will).asWill().extendAsWill().delayInterval(terms.willDelay).build());
    }
    return connect.build();
  }

  private static Mqtt5ConnectRestrictions restrictions(Terms5 terms) {
    Mqtt5ConnectRestrictionsBuilder restrictions =
        Mqtt5ConnectRestrictions.builder()
            .receiveMaximum(terms.receiveMaximum)
            .topicAliasMaximum(terms.topicAliases)
            .requestResponseInformation(terms.asksForResponses);
    return (terms.packetMaximum == 0
            ? restrictions
            : restrictions.maximumPacketSize(terms.packetMaximum))
        .build();
  }

  static Mqtt5Subscribe subscribe(Wish wish) {
    return Mqtt5Subscribe.builder()
        .addSubscription()
        .topicFilter(wish.filter())
        .qos(qos(wish.qos()))
        .noLocal(wish.noLocal())
        .retainAsPublished(wish.asPublished())
        .retainHandling(Objects.requireNonNull(Mqtt5RetainHandling.fromCode(wish.retainHandling())))
        .applySubscription()
        .build();
  }

  private static MqttQos qos(int code) {
    return Objects.requireNonNull(MqttQos.fromCode(code));
  }

  static Mqtt5Publish toHiveMq(Message5 message) {
    Extras extras = message.extras();
    Mqtt5PublishBuilder.Complete publish =
        Mqtt5Publish.builder()
            .topic(message.topic())
            .qos(qos(message.qos()))
            .retain(message.retained())
            .payload(message.text().getBytes(UTF_8))
            .contentType(extras.contentType())
            .responseTopic(extras.responseTopic())
            .correlationData(
                extras.correlation() == null ? null : extras.correlation().getBytes(UTF_8))
            .userProperties(
                Mqtt5UserProperties.of(
                    extras.user().stream()
                        .map(each -> Mqtt5UserProperty.of(each.getKey(), each.getValue()))
                        .toList()));
    if (extras.isText()) {
      publish = publish.payloadFormatIndicator(Mqtt5PayloadFormatIndicator.UTF_8);
    }
    if (extras.expiry() != null) {
      publish = publish.messageExpiryInterval(extras.expiry());
    }
    return publish.build();
  }

  static Message5 fromHiveMq(Mqtt5Publish message, List<Integer> by) {
    Extras extras =
        new Extras(
            message.getMessageExpiryInterval().isPresent()
                ? message.getMessageExpiryInterval().getAsLong()
                : null,
            message
                .getPayloadFormatIndicator()
                .equals(Optional.of(Mqtt5PayloadFormatIndicator.UTF_8)),
            message.getContentType().map(Object::toString).orElse(null),
            message.getResponseTopic().map(Object::toString).orElse(null),
            message.getCorrelationData().map(HiveMq5Messages::text).orElse(null),
            message.getUserProperties().asList().stream()
                .map(each -> Map.entry(each.getName().toString(), each.getValue().toString()))
                .toList(),
            by);
    return new Message5(
        message.getTopic().toString(),
        message.getQos().getCode(),
        message.isRetain(),
        new String(message.getPayloadAsBytes(), UTF_8),
        extras);
  }

  private static String text(ByteBuffer bytes) {
    return UTF_8.decode(bytes.duplicate()).toString();
  }
}
