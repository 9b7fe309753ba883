package dev.rialto.it.client;

import com.hivemq.client.mqtt.datatypes.MqttUtf8String;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5MessageException;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import com.hivemq.client.mqtt.mqtt5.message.publish.puback.Mqtt5PubAck;
import com.hivemq.client.mqtt.mqtt5.message.publish.pubrec.Mqtt5PubRec;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.suback.Mqtt5SubAck;
import com.hivemq.client.mqtt.mqtt5.message.unsubscribe.unsuback.Mqtt5UnsubAck;
import dev.rialto.it.Await;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** What the server answered, where HiveMQ's client has another type for each. */
final class HiveMq5Outcomes {
  private HiveMq5Outcomes() {}

  /** A refusal is an outcome as well, though the client makes it an exception. */
  static Outcome of(CompletableFuture<?> answer) throws Exception {
    try {
      return of(answer.get(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Mqtt5MessageException refusal) {
        return of(refusal.getMqttMessage());
      }
      throw e;
    }
  }

  private static Outcome of(Object answer) {
    if (answer instanceof Mqtt5PublishResult.Mqtt5Qos1Result once) {
      return of(once.getPubAck());
    } else if (answer instanceof Mqtt5PublishResult.Mqtt5Qos2Result twice) {
      return of(twice.getPubRec());
    } else if (answer instanceof Mqtt5PubAck ack) {
      return of(ack.getReasonCode().getCode(), ack.getReasonString());
    } else if (answer instanceof Mqtt5PubRec rec) {
      return of(rec.getReasonCode().getCode(), rec.getReasonString());
    } else if (answer instanceof Mqtt5SubAck ack) {
      return of(ack.getReasonCodes().get(0).getCode(), ack.getReasonString());
    } else if (answer instanceof Mqtt5UnsubAck ack) {
      return of(ack.getReasonCodes().get(0).getCode(), ack.getReasonString());
    }
    return Outcome.NONE;
  }

  private static Outcome of(int code, Optional<MqttUtf8String> reason) {
    return new Outcome(code, reason.map(MqttUtf8String::toString).orElse(null));
  }
}
