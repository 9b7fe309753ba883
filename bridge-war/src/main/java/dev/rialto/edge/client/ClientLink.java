package dev.rialto.edge.client;

import dev.rialto.session.Link;
import dev.rialto.wire.Delivery;
import dev.rialto.wire.Message;
import dev.rialto.wire.Packet;
import dev.rialto.wire.ReasonCode;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The engine's way to a {@link Client}: messages go straight to its listener. */
record ClientLink(
    BiConsumer<Message, Delivery> messages,
    ClientListener listener,
    Consumer<Packet.ConnAck> welcome,
    Consumer<Packet> answers,
    Consumer<Boolean> held,
    Consumer<Answer> end)
    implements Link {
  @Override
  public void send(Packet packet) {
    if (packet instanceof Packet.ConnAck greeting && !greeting.reason().isError()) {
      welcome.accept(greeting);
    }
    answers.accept(packet);
  }

  @Override
  public void deliver(Message shared, Delivery own) {
    messages.accept(shared, own);
  }

  @Override
  public void flush() {
    listener.flush();
  }

  @Override
  public boolean congested() {
    return listener.congested();
  }

  @Override
  public void slowDown() {
    listener.slowDown();
  }

  @Override
  public void pauseReading() {
    held.accept(true);
    listener.pauseReading();
  }

  @Override
  public void resumeReading() {
    held.accept(false);
    listener.resumeReading();
  }

  @Override
  public void close(ReasonCode why, Packet farewell) {
    end.accept(
        farewell instanceof Packet.Disconnect said
            ? Answer.of(said.reason(), said.properties())
            : new Answer(why, ""));
  }
}
