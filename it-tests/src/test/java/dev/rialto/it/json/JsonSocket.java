package dev.rialto.it.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rialto.it.raw.Answer;
import dev.rialto.it.raw.Frame;
import dev.rialto.it.raw.RawSocket;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * A client at {@code /json}. All that is said is checked against the schema; an apostrophe is a
 * quotation mark.
 */
public final class JsonSocket implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RawSocket socket;
  private final Answer handshake;
  private final Queue<JsonNode> read = new ArrayDeque<>();

  /** Connects. */
  public JsonSocket(int port, String... headers) throws IOException {
    socket = new RawSocket(port);
    handshake = socket.handshake("/json", headers);
  }

  Answer handshake() {
    return handshake;
  }

  RawSocket socket() {
    return socket;
  }

  /** Sends a message. */
  public void send(String json) throws IOException {
    String text = json.replace('\'', '"');
    Schema.FROM_CLIENT.check(text);
    sendAnything(text);
  }

  /** Sends what the server will not like. */
  void sendAnything(String text) throws IOException {
    socket.send(Frame.of(Frame.TEXT, text.getBytes(UTF_8)));
  }

  /** The next object, from an array or by itself; {@code null} when the server closes. */
  public JsonNode read() throws IOException {
    while (read.isEmpty()) {
      Frame frame = socket.read();
      if (frame == null || frame.opcode() == Frame.CLOSE) {
        return null;
      }
      if (frame.opcode() == Frame.TEXT) {
        String text = new String(frame.payload(), UTF_8);
        Schema.FROM_SERVER.check(text);
        JsonNode said = JSON.readTree(text);
        if (said.isArray()) {
          said.forEach(read::add);
        } else {
          read.add(said);
        }
      }
    }
    return read.remove();
  }

  /** Sends a request, and reads its answer. */
  public JsonNode ask(String json) throws IOException {
    send(json);
    return read();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
