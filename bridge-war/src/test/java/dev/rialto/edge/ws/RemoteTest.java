package dev.rialto.edge.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.rialto.edge.client.Credentials;
import dev.rialto.session.Peer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.junit.jupiter.api.Test;

/** On Payara itself, BackPressureTest of the integration tests sees that a connection is cut. */
class RemoteTest {
  private final HttpServletRequest request = FakeRequest.handshake().asRequest();

  @Test
  void has_the_address_as_its_name() {
    assertThat(Remote.of(request, new Peer("192.0.2.7:51123"), Speech.MQTT).getName())
        .isEqualTo("192.0.2.7:51123");
  }

  @Test
  void knows_what_it_has_come_to_speak() {
    Speech speech = new JsonSpeech(Credentials.NONE);
    assertThat(Remote.of(request, new Peer("192.0.2.7"), speech).speech()).isSameAs(speech);
  }

  @Test
  void is_left_to_a_container_that_it_does_not_know() {
    Remote remote =
        Remote.of(new HttpServletRequestWrapper(request), new Peer("192.0.2.7"), Speech.MQTT);
    assertThatCode(remote::cut).doesNotThrowAnyException();
  }
}
