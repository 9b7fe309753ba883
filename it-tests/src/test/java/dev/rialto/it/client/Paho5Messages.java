package dev.rialto.it.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;

/** Between our terms and Paho's. */
final class Paho5Messages {
  private static final int MANY = 10_000;

  private Paho5Messages() {}

  static MqttConnectionOptions options(Terms5 terms) {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setCleanStart(terms.cleanStart);
    options.setKeepAliveInterval(0);
    options.setSessionExpiryInterval(terms.sessionExpiry);
    options.setReceiveMaximum(terms.receiveMaximum);
    options.setRequestResponseInfo(terms.asksForResponses);
    options.setConnectionTimeout(MANY);
    if (terms.packetMaximum > 0) {
      options.setMaximumPacketSize((long) terms.packetMaximum);
    }
    if (terms.topicAliases > 0) {
      options.setTopicAliasMaximum(terms.topicAliases);
    }
    if (terms.method != null) {
      options.setAuthMethod(terms.method);
      options.setAuthData("secret".getBytes(UTF_8));
    }
    if (terms.user != null) {
      options.setUserName(terms.user);
      options.setPassword(terms.password.getBytes(UTF_8));
    }
    if (terms.will != null) {
      MqttMessage will = toPaho(terms.will);
      will.getProperties().setWillDelayInterval(terms.willDelay);
      options.setWill(terms.will.topic(), will);
      options.setWillMessageProperties(will.getProperties());
    }
    return options;
  }

  static MqttMessage toPaho(Message5 message) {
    MqttMessage ours = new MqttMessage(message.text().getBytes(UTF_8));
    ours.setQos(message.qos());
    ours.setRetained(message.retained());
    ours.setProperties(properties(message.extras()));
    return ours;
  }

  private static MqttProperties properties(Extras extras) {
    MqttProperties properties = new MqttProperties();
    properties.setMessageExpiryInterval(extras.expiry());
    properties.setContentType(extras.contentType());
    properties.setResponseTopic(extras.responseTopic());
    if (extras.isText()) {
      properties.setPayloadFormat(true);
    }
    if (extras.correlation() != null) {
      properties.setCorrelationData(extras.correlation().getBytes(UTF_8));
    }
    properties.setUserProperties(
        extras.user().stream()
            .map(each -> new UserProperty(each.getKey(), each.getValue()))
            .toList());
    return properties;
  }

  static Message5 fromPaho(String topic, MqttMessage message) {
    return new Message5(
        topic,
        message.getQos(),
        message.isRetained(),
        new String(message.getPayload(), UTF_8),
        extras(message.getProperties()));
  }

  private static Extras extras(MqttProperties properties) {
    byte[] correlation = properties.getCorrelationData();
    return new Extras(
        properties.getMessageExpiryInterval(),
        properties.getPayloadFormat(),
        properties.getContentType(),
        properties.getResponseTopic(),
        correlation == null ? null : new String(correlation, UTF_8),
        properties.getUserProperties().stream()
            .map(each -> Map.entry(each.getKey(), each.getValue()))
            .toList(),
        List.copyOf(properties.getSubscriptionIdentifiers()));
  }
}
