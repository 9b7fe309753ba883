package dev.rialto.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandshakeTest {
  /** The nonce of RFC 6455 section 1.3, and the answer that it gives. */
  private static final byte[] NONCE = "the sample nonce".getBytes(US_ASCII);

  private static final String GOOD =
      String.join(
          "\r\n",
          "HTTP/1.1 101 Switching Protocols",
          "upgrade: WebSocket",
          "Connection: Upgrade",
          "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
          "Sec-WebSocket-Protocol: mqtt",
          "\r\n");

  @Test
  void theRequestIsTheOneOfTheRfc() {
    var request = new Handshake(NONCE).request(Target.of(URI.create("ws://127.0.0.1:19/mqtt?a")));

    assertThat(new String(request, ISO_8859_1).lines())
        .contains(
            "GET /mqtt?a HTTP/1.1",
            "Host: 127.0.0.1:19",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Protocol: mqtt",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
  }

  @Test
  void aUserOfTheAddressIsForConnectAndNotForHttp() {
    var target = Target.of(URI.create("ws://anna:a%3Ab@127.0.0.1:19/mqtt"));

    assertThat(target.user()).isEqualTo("anna:a:b");
    assertThat(target.host()).isEqualTo("127.0.0.1:19");
    assertThat(Target.of(URI.create("ws://127.0.0.1/mqtt")).user()).isEmpty();
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> Target.of(URI.create("ws://anna@127.0.0.1/mqtt")))
        .withMessageContaining("password");
  }

  @Test
  void theResponseIsReadAtEverySplitAndTheFirstFrameIsFound() {
    var whole = (GOOD + "\u0082").getBytes(ISO_8859_1);
    for (var i = 1; i < GOOD.length(); i++) {
      var rest = Arrays.copyOfRange(whole, i, whole.length);
      var handshake = new Handshake(NONCE);
      assertThat(handshake.read(whole, i)).isEqualTo(-1);
      assertThat(handshake.read(rest, rest.length)).isEqualTo(GOOD.length() - i);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "101 Switching Protocols, 404 Not Found",
    "101 , 1010 ",
    "WebSocket, h2c",
    "s3p, S3p",
    "mqtt, mqttv3.1",
    "Sec-WebSocket-Protocol, X-Other",
    "Connection:, Sec-WebSocket-Extensions: permessage-deflate"
  })
  void anyOtherResponseIsAnError(String part, String instead) {
    var response = GOOD.replace(part, instead).getBytes(ISO_8859_1);
    assertThatExceptionOfType(ProtocolError.class)
        .isThrownBy(() -> new Handshake(NONCE).read(response, response.length));
  }
}
