package dev.rialto.it.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import com.hivemq.client.mqtt.mqtt3.Mqtt3ClientBuilder;
import com.hivemq.client.mqtt.mqtt3.message.connect.Mqtt3ConnectBuilder;
import com.hivemq.client.mqtt.mqtt3.message.connect.connack.Mqtt3ConnAck;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import dev.rialto.it.Await;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** HiveMQ MQTT Client, MQTT 3. */
final class HiveMqClient extends Client {
  private final Mqtt3AsyncClient client;
  private final Terms terms;

  HiveMqClient(Relay relay, Terms terms) {
    super(relay);
    this.terms = terms;
    Mqtt3ClientBuilder builder =
        Mqtt3Client.builder()
            .serverHost("127.0.0.1")
            .serverPort(relay.port())
            .webSocketConfig()
            .serverPath("mqtt")
            .applyWebSocketConfig()
            .addDisconnectedListener(context -> lost());
    client =
        (terms.clientId().isEmpty() ? builder : builder.identifier(terms.clientId())).buildAsync();
    client.publishes(MqttGlobalPublishFilter.ALL, this::take);
  }

  private void take(Mqtt3Publish message) {
    received(
        new Received(
            message.getTopic().toString(),
            message.getQos().getCode(),
            message.isRetain(),
            new Received.Body(message.getPayloadAsBytes())));
  }

  @Override
  boolean connect() throws Exception {
    Mqtt3ConnectBuilder.Send<? extends CompletableFuture<?>> connect =
        client.connectWith().cleanSession(terms.clean());
    connect = terms.keepAlive() == 0 ? connect.noKeepAlive() : connect.keepAlive(terms.keepAlive());
    if (terms.will() != null) {
      connect =
          connect
              .willPublish()
              .topic(terms.will())
              .payload("gone".getBytes(UTF_8))
              .qos(MqttQos.AT_LEAST_ONCE)
              .applyWillPublish();
    }
    if (terms.user() != null) {
      connect =
          connect
              .simpleAuth()
              .username(terms.user())
              .password("secret".getBytes(UTF_8))
              .applySimpleAuth();
    }
    return ((Mqtt3ConnAck) await(connect.send())).isSessionPresent();
  }

  private static <T> T await(CompletableFuture<T> answer) throws Exception {
    return answer.get(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  @Override
  public int subscribe(String filter, int qos) throws Exception {
    return await(client.subscribeWith().topicFilter(filter).qos(qos(qos)).send())
        .getReturnCodes()
        .get(0)
        .getCode();
  }

  private static MqttQos qos(int code) {
    return Objects.requireNonNull(MqttQos.fromCode(code));
  }

  @Override
  public void unsubscribe(String filter) throws Exception {
    await(client.unsubscribeWith().topicFilter(filter).send());
  }

  @Override
  public void publish(String topic, int qos, boolean retain, byte[] payload) throws Exception {
    await(send(topic, qos, retain, payload));
  }

  private CompletableFuture<Mqtt3Publish> send(
      String topic, int qos, boolean retain, byte[] payload) {
    return client.publishWith().topic(topic).qos(qos(qos)).retain(retain).payload(payload).send();
  }

  @Override
  public void publishAll(String topic, int qos, List<byte[]> payloads) throws Exception {
    List<CompletableFuture<Mqtt3Publish>> sent = new ArrayList<>();
    payloads.forEach(payload -> sent.add(send(topic, qos, false, payload)));
    for (CompletableFuture<Mqtt3Publish> each : sent) {
      await(each);
    }
  }

  @Override
  public void disconnect() throws Exception {
    await(client.disconnect());
  }

  @Override
  void abandon() throws Exception {
    if (client.getState().isConnected()) {
      disconnect();
    }
  }
}
