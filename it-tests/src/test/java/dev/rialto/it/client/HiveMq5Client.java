package dev.rialto.it.client;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttUtf8String;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5DisconnectException;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5Disconnect;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5DisconnectBuilder;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5DisconnectReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import com.hivemq.client.mqtt.mqtt5.message.unsubscribe.Mqtt5Unsubscribe;
import dev.rialto.it.Await;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** HiveMQ MQTT Client, MQTT 5.0. */
final class HiveMq5Client extends Client5 {
  private final Mqtt5AsyncClient client;
  private final Terms5 terms;

  HiveMq5Client(Relay relay, Terms5 terms) {
    super(relay);
    this.terms = terms;
    Mqtt5ClientBuilder builder =
        Mqtt5Client.builder()
            .serverHost("127.0.0.1")
            .serverPort(relay.port())
            .webSocketConfig()
            .serverPath("mqtt")
            .applyWebSocketConfig()
            .addDisconnectedListener(this::disconnected);
    client = (terms.clientId.isEmpty() ? builder : builder.identifier(terms.clientId)).buildAsync();
    // what no subscription of this connection brings: that of an earlier one
    client.publishes(MqttGlobalPublishFilter.REMAINING, message -> take(message, 0), terms.manual);
  }

  private void disconnected(MqttClientDisconnectedContext context) {
    lost(
        context.getCause() instanceof Mqtt5DisconnectException e
            ? new Outcome(
                e.getMqttMessage().getReasonCode().getCode(),
                text(e.getMqttMessage().getReasonString()))
            : Outcome.NONE);
  }

  private static String text(Optional<MqttUtf8String> text) {
    return text.map(MqttUtf8String::toString).orElse(null);
  }

  /** The library has the server's subscription identifiers for itself; this is its own way. */
  private void take(Mqtt5Publish message, int identifier) {
    List<Integer> by = identifier == 0 ? List.of() : List.of(identifier);
    received(HiveMq5Messages.fromHiveMq(message, by), () -> acknowledge(message));
  }

  private void acknowledge(Mqtt5Publish message) {
    if (terms.manual) {
      message.acknowledge();
    }
  }

  @Override
  Greeting5 connect() throws Exception {
    try {
      Mqtt5ConnAck says = await(client.connect(HiveMq5Messages.connect(terms)));
      return new Greeting5(
          says.isSessionPresent(),
          says.getAssignedClientIdentifier().map(Object::toString).orElse(null),
          text(says.getResponseInformation()));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Mqtt5ConnAckException refusal) {
        throw new RefusedException(refusal.getMqttMessage().getReasonCode().getCode(), e);
      }
      throw e;
    }
  }

  private static <T> T await(CompletableFuture<T> answer) throws Exception {
    return answer.get(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  @Override
  public Outcome subscribe(Wish wish) throws Exception {
    return HiveMq5Outcomes.of(
        client.subscribe(
            HiveMq5Messages.subscribe(wish),
            message -> take(message, wish.identifier()),
            terms.manual));
  }

  @Override
  public Outcome unsubscribe(String filter) throws Exception {
    return HiveMq5Outcomes.of(
        client.unsubscribe(Mqtt5Unsubscribe.builder().topicFilter(filter).build()));
  }

  @Override
  public List<Outcome> publish(List<Message5> messages) throws Exception {
    List<CompletableFuture<Mqtt5PublishResult>> sent = new ArrayList<>();
    messages.forEach(message -> sent.add(client.publish(HiveMq5Messages.toHiveMq(message))));
    List<Outcome> outcomes = new ArrayList<>();
    for (CompletableFuture<Mqtt5PublishResult> each : sent) {
      outcomes.add(HiveMq5Outcomes.of(each));
    }
    return outcomes;
  }

  @Override
  public void disconnect(int reason, long sessionExpiry) throws Exception {
    Mqtt5DisconnectBuilder with =
        Mqtt5Disconnect.builder()
            .reasonCode(Objects.requireNonNull(Mqtt5DisconnectReasonCode.fromCode(reason)));
    await(
        client.disconnect(
            (sessionExpiry < 0 ? with : with.sessionExpiryInterval(sessionExpiry)).build()));
  }

  @Override
  void abandon() throws Exception {
    if (client.getState().isConnected()) {
      await(client.disconnect());
    }
  }
}
