package dev.rialto.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.it.proxy.ConnectProxy;
import dev.rialto.it.raw.Mqtt;
import dev.rialto.it.raw.Packet;
import dev.rialto.it.raw.RawClient;
import dev.rialto.it.raw.RawSocket;
import dev.rialto.it.raw.Tls;
import dev.rialto.it.server.Ports;
import dev.rialto.it.server.Server;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** {@code wss://}, on whichever transport the tests run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsTest {
  private int port;
  private Server server;

  @BeforeAll
  void start() throws Exception {
    port = Ports.free();
    server = Server.startSecure("tls", port);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private RawClient client(String clientId) throws IOException {
    RawSocket socket = RawSocket.secure(port);
    socket.upgrade();
    RawClient client = new RawClient(socket);
    client.send(Mqtt.connect(clientId));
    client.expect(Packet.CONNACK);
    return client;
  }

  @Test
  void messages_of_all_sizes_come_as_they_were_sent() throws Exception {
    try (RawClient publisher = client("publisher");
        RawClient subscriber = client("subscriber")) {
      subscriber.subscribe("tls", 1);
      Random random = new Random(7);
      for (int size = 0; size <= 900_000; size = 3 * size + 1) { // TLS records have 16 KiB
        byte[] payload = new byte[size];
        random.nextBytes(payload);
        publisher.publish("tls", payload);
        Packet message = subscriber.expect(Packet.PUBLISH);
        assertThat(message.payload()).isEqualTo(payload);
        subscriber.send(Mqtt.pubAck(message.packetId()));
      }
    }
  }

  @Test
  void a_burst_in_one_write_is_answered_whole() throws Exception {
    try (RawClient client = client("burst")) {
      byte[][] burst = new byte[2000][];
      for (int i = 0; i < burst.length; i++) {
        burst[i] = Mqtt.publish(1, i + 1, "burst", (byte) i);
      }
      client.send(burst);
      for (int i = 0; i < burst.length; i++) {
        assertThat(client.expect(Packet.PUBACK).packetId()).isEqualTo(i + 1);
      }
    }
  }

  @Test
  void a_client_that_stops_reading_does_not_stop_another() throws Exception {
    try (RawClient deaf = client("deaf");
        RawClient publisher = client("publisher-2");
        RawClient subscriber = client("subscriber-2")) {
      deaf.subscribe("loud", 1);
      subscriber.subscribe("quiet", 1);
      for (int i = 0; i < 40; i++) { // more than the sockets' buffers take
        publisher.publish("loud", new byte[500_000]);
      }
      publisher.publish("quiet", (byte) 1);
      assertThat(subscriber.expect(Packet.PUBLISH).payload()).containsExactly(1);
    }
  }

  @Test
  void an_origin_is_compared_with_the_scheme_that_is_used() throws Exception {
    try (RawSocket same = RawSocket.secure(port);
        RawSocket plain = RawSocket.secure(port)) {
      assertThat(same.handshake("/mqtt", "Origin: https://127.0.0.1:" + port).status())
          .isEqualTo(101);
      assertThat(plain.handshake("/mqtt", "Origin: http://127.0.0.1:" + port).status())
          .isEqualTo(403);
    }
  }

  /** What browsers do, too, when a proxy is set: RFC 6455 section 4.1. */
  @Test
  void a_client_behind_a_forward_proxy_comes_through_a_tunnel() throws Exception {
    BlockingQueue<ByteBuffer> received = new LinkedBlockingQueue<>();
    try (ConnectProxy proxy = new ConnectProxy()) {
      WebSocket socket =
          HttpClient.newBuilder()
              .sslContext(Tls.context())
              .proxy(ProxySelector.of(proxy.address()))
              .build()
              .newWebSocketBuilder()
              .subprotocols("mqtt")
              .buildAsync(
                  URI.create("wss://localhost:" + port + "/mqtt"),
                  new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onBinary(
                        WebSocket from, ByteBuffer data, boolean last) {
                      received.add(data);
                      from.request(1);
                      return null; // it is not used any more
                    }
                  })
              .get(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
      socket.sendBinary(ByteBuffer.wrap(Mqtt.connect("tunnelled")), true).join();
      ByteBuffer answer = received.poll(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(answer).isEqualTo(ByteBuffer.wrap(Mqtt.bytes(Packet.CONNACK << 4, 2, 0, 0)));
      assertThat(proxy.requests()).containsExactly("CONNECT localhost:" + port + " HTTP/1.1");
      socket.abort();
    }
  }

  @Test
  void closing_has_its_code() throws Exception {
    try (RawClient client = client("closing")) {
      client.send(Mqtt.packet(0xf0));
      assertThat(client.readToEnd()).isEqualTo(1002);
    }
  }
}
