package dev.rialto.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacketReaderTest {
  private static final class Heard implements PacketSink {
    private final List<String> packets = new ArrayList<>();

    @Override
    public void connack(int returnCode) {
      packets.add("connack " + returnCode);
    }

    @Override
    public void suback(int packetId, int returnCode) {
      packets.add("suback " + packetId + " " + returnCode);
    }

    @Override
    public void publish(PublishView message) {
      var payload =
          new String(
              message.in, message.payloadFrom, message.payloadTo - message.payloadFrom, UTF_8);
      packets.add(
          "publish q"
              + message.qos
              + (message.dup ? " dup" : "")
              + (message.retain ? " retain" : "")
              + (message.hasTopic(new byte[] {'t'}) ? " t " : " other ")
              + message.packetId
              + " "
              + payload);
    }

    @Override
    public void acknowledged(int type, int packetId) {
      packets.add("ack " + type + " " + packetId);
    }

    @Override
    public void pingresp() {
      packets.add("pingresp");
    }
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  @Test
  void aStreamOfPacketsIsReadAtEverySplit() {
    var stream =
        bytes(
            "20020000 9003000102 30050001747879 3b0700017400017879 34050001750005"
                + "40020007 50020008 62020009 7002000a d000 3003000174");
    var expected =
        List.of(
            "connack 0",
            "suback 1 2",
            "publish q0 t 0 xy",
            "publish q1 dup retain t 1 xy",
            "publish q2 other 5 ",
            "ack 4 7",
            "ack 5 8",
            "ack 6 9",
            "ack 7 10",
            "pingresp",
            "publish q0 t 0 ");
    for (var i = 0; i <= stream.length; i++) {
      for (var j = i; j <= stream.length; j++) {
        var heard = new Heard();
        var reader = new PacketReader();
        reader.read(stream, 0, i, heard);
        reader.read(stream, i, j, heard);
        reader.read(stream, j, stream.length, heard);
        assertThat(heard.packets).as("split at %d and %d", i, j).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "36050001740001", // QoS 3
        "3803000174", // DUP at QoS 0
        "32050001740000", // packet identifier 0
        "30020001", // a topic name beyond the packet
        "3000", // no topic name
        "320400017400", // half a packet identifier
        "4103000100", // flags of a PUBACK
        "60020001", // flags of a PUBREL
        "4003000100", // a long PUBACK
        "2003000000", // a long CONNACK
        "900400010000", // two return codes for one topic filter
        "d00100", // a PINGRESP with a body
        "b0020001", // an UNSUBACK that nobody asked for
        "1000" // a packet that only clients send
      })
  void whatABrokerMustNotSendIsAnError(String hex) {
    var stream = bytes(hex);
    assertThatExceptionOfType(ProtocolError.class)
        .isThrownBy(() -> new PacketReader().read(stream, 0, stream.length, new Heard()));
  }
}
