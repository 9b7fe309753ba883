package dev.rialto.it.client;

import dev.rialto.it.Await;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Eclipse Paho, Java, MQTT 5.0. */
final class Paho5Client extends Client5 {
  private static final long PATIENCE = Await.PATIENCE.toMillis();
  private static final int FIRST_ERROR = 0x80;
  private static final int LAST_REASON_CODE = 0xff; // greater numbers are the library's own

  private final MqttAsyncClient client;
  private final MqttConnectionOptions options;

  Paho5Client(Relay relay, Terms5 terms) throws MqttException {
    super(relay);
    client =
        new MqttAsyncClient(
            "ws://127.0.0.1:" + relay.port() + "/mqtt", terms.clientId, new MemoryPersistence());
    options = Paho5Messages.options(terms);
    client.setManualAcks(terms.manual);
    client.setCallback(
        new Paho5Callback(this::lost) {
          @Override
          void arrived(Message5 message, int packetId) {
            received(message, () -> acknowledge(packetId, message.qos()));
          }
        });
  }

  private void acknowledge(int packetId, int qos) {
    try {
      client.messageArrivedComplete(packetId, qos);
    } catch (MqttException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  Greeting5 connect() throws Exception {
    IMqttToken token = client.connect(options);
    try {
      token.waitForCompletion(PATIENCE);
    } catch (MqttException e) {
      throw new RefusedException(e.getReasonCode(), e);
    }
    MqttProperties says = token.getResponseProperties();
    return new Greeting5(
        token.getSessionPresent(), says.getAssignedClientIdentifier(), says.getResponseInfo());
  }

  @Override
  public Outcome subscribe(Wish wish) throws Exception {
    MqttSubscription subscription = new MqttSubscription(wish.filter(), wish.qos());
    subscription.setNoLocal(wish.noLocal());
    subscription.setRetainAsPublished(wish.asPublished());
    subscription.setRetainHandling(wish.retainHandling());
    MqttProperties properties = new MqttProperties();
    if (wish.identifier() > 0) {
      properties.setSubscriptionIdentifier(wish.identifier());
    }
    return outcome(client.subscribe(new MqttSubscription[] {subscription}, null, null, properties));
  }

  @Override
  public Outcome unsubscribe(String filter) throws Exception {
    return outcome(client.unsubscribe(filter));
  }

  @Override
  public List<Outcome> publish(List<Message5> messages) throws Exception {
    List<IMqttToken> tokens = new ArrayList<>();
    for (Message5 message : messages) {
      tokens.add(client.publish(message.topic(), Paho5Messages.toPaho(message)));
    }
    List<Outcome> outcomes = new ArrayList<>();
    for (IMqttToken token : tokens) {
      outcomes.add(outcome(token));
    }
    return outcomes;
  }

  private static Outcome outcome(IMqttToken token) throws MqttException {
    try {
      token.waitForCompletion(PATIENCE);
    } catch (MqttException e) {
      if (e.getReasonCode() < FIRST_ERROR || e.getReasonCode() > LAST_REASON_CODE) {
        throw e;
      }
    }
    int[] codes = token.getReasonCodes();
    MqttProperties says = token.getResponseProperties();
    return codes == null || codes.length == 0
        ? Outcome.NONE
        : new Outcome(codes[0], says == null ? null : says.getReasonString());
  }

  @Override
  public void disconnect(int reason, long sessionExpiry) throws MqttException {
    MqttProperties properties = new MqttProperties();
    if (sessionExpiry >= 0) {
      properties.setSessionExpiryInterval(sessionExpiry);
    }
    client.disconnect(PATIENCE, null, null, reason, properties).waitForCompletion(PATIENCE);
  }

  @Override
  void abandon() throws MqttException {
    if (client.isConnected()) {
      client.disconnectForcibly(0, 1, false);
    }
    client.close(true);
  }
}
