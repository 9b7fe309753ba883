package dev.rialto.it.client;

import java.util.function.Consumer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** What happens to a {@link Paho5Client}. */
abstract class Paho5Callback implements MqttCallback {
  private final Consumer<Outcome> lost;

  Paho5Callback(Consumer<Outcome> lost) {
    this.lost = lost;
  }

  abstract void arrived(Message5 message, int packetId);

  @Override
  public void disconnected(MqttDisconnectResponse why) {
    lost.accept(new Outcome(why.getReturnCode(), why.getReasonString()));
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) {
    arrived(Paho5Messages.fromPaho(topic, message), message.getId());
  }

  @Override
  public void mqttErrorOccurred(MqttException exception) {}

  @Override
  public void deliveryComplete(IMqttToken token) {}

  @Override
  public void connectComplete(boolean reconnect, String uri) {}

  @Override
  public void authPacketArrived(int reasonCode, MqttProperties properties) {}
}
