package dev.rialto.wire;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Cuts and decodes PUBLISH packets that have come together; the score is for each packet. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PacketReaderBenchmark {
  private static final int PACKETS = 100;
  private static final int LARGEST = 1 << 20;

  @Param({"AT_MOST_ONCE", "AT_LEAST_ONCE"})
  Qos qos;

  private final PacketReader reader = new PacketReader(LARGEST, 0);
  private ByteBuffer stream;

  /** The same packet again and again, but for its identifier. */
  @Setup
  public void encode() throws Exception {
    Message message = Samples.message();
    byte[] first = publish(message, qos, 1);
    stream = ByteBuffer.allocate(PACKETS * first.length);
    for (int id = 1; id <= PACKETS; id++) {
      stream.put(publish(message, qos, id));
    }
    stream.flip();
  }

  private static byte[] publish(Message message, Qos qos, int id) {
    Delivery delivery = new Delivery(qos, false, false, qos == Qos.AT_MOST_ONCE ? 0 : id);
    return PacketWriter.encode(new Packet.Publish(message, delivery), ProtocolVersion.MQTT_3_1_1);
  }

  /** What a connection does with each WebSocket message that brings some. */
  @Benchmark
  @OperationsPerInvocation(PACKETS)
  public void read(Blackhole hole) throws MalformedPacketException {
    stream.rewind();
    Packet packet = reader.next(stream);
    while (packet != null) {
      hole.consume(packet);
      packet = reader.next(stream);
    }
  }
}
