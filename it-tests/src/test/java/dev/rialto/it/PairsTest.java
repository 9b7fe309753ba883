package dev.rialto.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.it.json.JsonSocket;
import dev.rialto.it.raw.Frame;
import dev.rialto.it.raw.Mqtt;
import dev.rialto.it.raw.Packet;
import dev.rialto.it.raw.RawClient;
import dev.rialto.it.raw.RawSocket;
import dev.rialto.it.server.Server;
import dev.rialto.it.server.SharedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever one edge publishes, with QoS 1 and in order, every other one receives, and itself. */
@ExtendWith(SharedServer.class)
class PairsTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final List<String> VALUES = List.of("461", "é", "{\"t\":21.5}");

  private static URI uri(int port, String rest) {
    return URI.create("http://127.0.0.1:" + port + rest);
  }

  /** A way to publish. */
  enum From {
    MQTT {
      @Override
      void publish(int port, String topic, List<String> values) throws Exception {
        try (RawClient client = RawClient.connected(port, "pairs-from")) {
          for (String value : values) {
            client.publish(topic, value.getBytes(UTF_8));
          }
        }
      }
    },
    JSON {
      @Override
      void publish(int port, String topic, List<String> values) throws Exception {
        try (JsonSocket page = new JsonSocket(port)) {
          for (String value : values) {
            String publish =
                "{'type':'publish','id':1,'topic':'%s','value':'%s'}"
                    .formatted(topic, value.replace("'", "\\u0027").replace("\"", "\\u0022"));
            assertThat(page.ask(publish).get("type").asText()).isEqualTo("ok");
          }
        }
      }
    },
    TEXT {
      @Override
      void publish(int port, String topic, List<String> values) throws Exception {
        try (RawSocket device = new RawSocket(port)) {
          device.handshake("/text/" + topic);
          for (String value : values) {
            device.send(Frame.of(Frame.TEXT, value.getBytes(UTF_8)));
          }
          device.send(Frame.of(Frame.CLOSE));
          device.readToEnd();
        }
      }
    },
    HTTP_POST {
      @Override
      void publish(int port, String topic, List<String> values) throws Exception {
        for (String value : values) {
          post(port, topic, value);
        }
      }
    },
    /** A page that listens to events, which go one way only: what it says it posts. */
    EVENTS {
      @Override
      void publish(int port, String topic, List<String> values) throws Exception {
        try (Receiver own = To.EVENTS.receive(port, topic)) {
          for (String value : values) {
            post(port, topic, value, "Origin", "http://127.0.0.1:" + port);
            assertThat(own.next()).isEqualTo(value);
          }
        }
      }
    };

    private static void post(int port, String topic, String value, String... headers)
        throws Exception {
      HttpRequest.Builder post =
          HttpRequest.newBuilder(uri(port, "/api/topics/" + topic))
              .POST(BodyPublishers.ofString(value));
      if (headers.length > 0) {
        post.headers(headers);
      }
      assertThat(HTTP.send(post.build(), BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    }

    abstract void publish(int port, String topic, List<String> values) throws Exception;
  }

  /** Somebody who receives. */
  interface Receiver extends AutoCloseable {
    String next() throws Exception;

    @Override
    default void close() throws IOException {}
  }

  /** A way to receive; what is published from here on. */
  enum To {
    MQTT {
      @Override
      Receiver receive(int port, String topic) throws Exception {
        RawClient client = RawClient.connected(port, "pairs-to");
        client.subscribe(topic, 1);
        return new Receiver() {
          @Override
          public String next() throws Exception {
            Packet publish = client.expect(Packet.PUBLISH);
            client.send(Mqtt.pubAck(publish.packetId()));
            return new String(publish.payload(), UTF_8);
          }

          @Override
          public void close() throws IOException {
            client.close();
          }
        };
      }
    },
    JSON {
      @Override
      Receiver receive(int port, String topic) throws Exception {
        JsonSocket page = new JsonSocket(port);
        page.ask("{'type':'subscribe','id':1,'filter':'%s'}".formatted(topic));
        return new Receiver() {
          @Override
          public String next() throws Exception {
            JsonNode message = page.read();
            page.send("{'type':'ack','ack':%d}".formatted(message.get("ack").asInt()));
            return message.get("value").asText();
          }

          @Override
          public void close() throws IOException {
            page.close();
          }
        };
      }
    },
    TEXT {
      @Override
      Receiver receive(int port, String topic) throws Exception {
        RawSocket device = new RawSocket(port);
        String own = topic.replaceFirst("/set$", "");
        device.handshake("/text/" + own);
        device.send(Frame.of(Frame.TEXT, "here".getBytes(UTF_8))); // once it is, it has subscribed
        Await.until("here", () -> get(port, "/api/topics/" + own).body().equals("here"));
        return new Receiver() {
          @Override
          public String next() throws Exception {
            return new String(device.read().payload(), UTF_8);
          }

          @Override
          public void close() throws IOException {
            device.close();
          }
        };
      }
    },
    LONG_POLL {
      @Override
      Receiver receive(int port, String topic) throws Exception {
        String path = "/api/topics/" + topic + "?wait=25&since=";
        String[] since = {offset(get(port, "/api/topics/" + topic + "?wait=0"))};
        return () -> {
          HttpResponse<String> answer = get(port, path + since[0]);
          since[0] = offset(answer);
          return answer.body();
        };
      }
    },
    EVENTS {
      @Override
      Receiver receive(int port, String topic) throws Exception {
        HttpResponse<Stream<String>> response =
            HTTP.send(
                HttpRequest.newBuilder(uri(port, "/api/events?filter=" + topic)).build(),
                BodyHandlers.ofLines());
        Iterator<String> lines = response.body().iterator();
        while (!lines.next().equals("event: ready")) {
          // retry, id
        }
        return new Receiver() {
          @Override
          public String next() {
            String line = lines.next();
            while (!line.startsWith("data: {\"topic\"")) {
              line = lines.next();
            }
            return line.replaceAll(".*\"value\":\"|\"}$", "").replace("\\\"", "\"");
          }

          @Override
          public void close() {
            response.body().close();
          }
        };
      }
    };

    abstract Receiver receive(int port, String topic) throws Exception;
  }

  private static HttpResponse<String> get(int port, String path) throws Exception {
    return HTTP.send(HttpRequest.newBuilder(uri(port, path)).build(), BodyHandlers.ofString());
  }

  private static String offset(HttpResponse<String> answer) {
    return answer.headers().firstValue("Rialto-Offset").orElseThrow();
  }

  static Stream<Arguments> pairs() {
    return Arrays.stream(From.values())
        .flatMap(from -> Arrays.stream(To.values()).map(to -> Arguments.of(from, to)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void what_one_publishes_the_other_receives_in_order(From from, To to, Server server)
      throws Exception {
    String topic = "pairs/" + from + "-" + to + "/set"; // to which a text client listens
    try (Receiver receiver = to.receive(server.port(), topic)) {
      from.publish(server.port(), topic, VALUES);
      for (String value : VALUES) {
        assertThat(receiver.next()).isEqualTo(value);
      }
    }
  }
}
