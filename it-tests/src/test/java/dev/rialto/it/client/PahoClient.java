package dev.rialto.it.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rialto.it.Await;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** Eclipse Paho, Java, MQTT 3. */
final class PahoClient extends Client {
  private static final long PATIENCE = Await.PATIENCE.toMillis();

  private final MqttAsyncClient client;
  private final MqttConnectOptions options = new MqttConnectOptions();

  PahoClient(Relay relay, Terms terms) throws MqttException {
    super(relay);
    client =
        new MqttAsyncClient(
            "ws://127.0.0.1:" + relay.port() + "/mqtt", terms.clientId(), new MemoryPersistence());
    options.setMqttVersion(
        terms.mqtt31()
            ? MqttConnectOptions.MQTT_VERSION_3_1
            : MqttConnectOptions.MQTT_VERSION_3_1_1);
    options.setCleanSession(terms.clean());
    options.setKeepAliveInterval(terms.keepAlive());
    options.setMaxInflight(10_000);
    if (terms.will() != null) {
      options.setWill(terms.will(), "gone".getBytes(UTF_8), 1, false);
    }
    if (terms.user() != null) {
      options.setUserName(terms.user());
      options.setPassword("secret".toCharArray());
    }
    client.setCallback(
        new MqttCallback() {
          @Override
          public void connectionLost(Throwable cause) {
            lost();
          }

          @Override
          public void messageArrived(String topic, MqttMessage message) {
            received(
                new Received(
                    topic,
                    message.getQos(),
                    message.isRetained(),
                    new Received.Body(message.getPayload())));
          }

          @Override
          public void deliveryComplete(IMqttDeliveryToken token) {}
        });
  }

  @Override
  boolean connect() throws MqttException {
    IMqttToken token = client.connect(options);
    token.waitForCompletion(PATIENCE);
    return token.getSessionPresent();
  }

  @Override
  public int subscribe(String filter, int qos) throws MqttException {
    IMqttToken token = client.subscribe(filter, qos);
    token.waitForCompletion(PATIENCE);
    return token.getGrantedQos()[0];
  }

  @Override
  public void unsubscribe(String filter) throws MqttException {
    client.unsubscribe(filter).waitForCompletion(PATIENCE);
  }

  @Override
  public void publish(String topic, int qos, boolean retain, byte[] payload) throws MqttException {
    client.publish(topic, payload, qos, retain).waitForCompletion(PATIENCE);
  }

  @Override
  public void publishAll(String topic, int qos, List<byte[]> payloads) throws MqttException {
    List<IMqttToken> tokens = new ArrayList<>();
    for (byte[] payload : payloads) {
      tokens.add(client.publish(topic, payload, qos, false));
    }
    for (IMqttToken token : tokens) {
      token.waitForCompletion(PATIENCE);
    }
  }

  @Override
  public void disconnect() throws MqttException {
    client.disconnect().waitForCompletion(PATIENCE);
  }

  @Override
  void abandon() throws MqttException {
    if (client.isConnected()) {
      client.disconnectForcibly(0, 1, false);
    }
    client.close(true);
  }
}
