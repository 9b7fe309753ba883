package dev.rialto.wire;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What it costs to encode one delivery of a message of 64 bytes into a connection's buffer. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DeliveryBenchmark {
  private static final int ID = 7;
  private static final int ROOM = 1024;

  private final PacketEncoder version3 = PacketEncoder.of(ProtocolVersion.MQTT_3_1_1);
  private final PacketEncoder version5 = PacketEncoder.of(ProtocolVersion.MQTT_5);
  private final byte[] target = new byte[ROOM];
  private final Delivery live = Delivery.of(Qos.AT_MOST_ONCE, false, Properties.NONE);
  private final Delivery numbered = new Delivery(Qos.AT_LEAST_ONCE, false, false, ID);
  private final Delivery identified =
      live.with(Properties.of(Property.SUBSCRIPTION_IDENTIFIER, ID));
  private Message message;

  @Setup
  public void make() throws Exception {
    message = Samples.message();
  }

  /** By the encoding that all recipients share, which is there already. */
  @Benchmark
  public int shared() {
    return copy(version3, message, live);
  }

  /** The same with a packet identifier. */
  @Benchmark
  public int sharedWithId() {
    return copy(version3, message, numbered);
  }

  /** With a subscription identifier, which needs an encoding of its own. */
  @Benchmark
  public int own() {
    return copy(version5, message, identified);
  }

  /** The first recipient's, which makes the encoding; of a message not read from a packet. */
  @Benchmark
  public int first() throws Exception {
    return copy(version3, new Message(message.topic(), message.payload()), live);
  }

  private int copy(PacketEncoder encoder, Message shared, Delivery delivery) {
    byte[] bytes = encoder.encode(shared, delivery);
    PacketWriter.copy(bytes, delivery, target, 0);
    return bytes.length + target[0];
  }
}
