package dev.rialto.edge.ws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rialto.edge.Rialto;
import dev.rialto.edge.client.Credentials;
import dev.rialto.edge.json.Schema;
import dev.rialto.session.Peer;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonReader;
import jakarta.json.JsonStructure;
import java.io.StringReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MonitorInfo;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A page that speaks JSON: whatever is said, either way, is checked against the schema. */
final class JsonPage implements WebSocketChannel {
  private final Receiver receiver;
  private final List<String> said = new ArrayList<>();
  private final List<Integer> sizes = new ArrayList<>();
  private Done stuck;
  private boolean reads = true;
  private int pings;
  private boolean paused;

  JsonPage(Rialto rialto, Credentials credentials) {
    receiver = new JsonSpeech(credentials).attend(rialto, new Peer("192.0.2.7:51123"), this);
  }

  /** Sends a message, in which an apostrophe is a quotation mark. */
  void send(String json) {
    String text = json.replace('\'', '"');
    Schema.FROM_CLIENT.check(text);
    sendAnything(text);
  }

  /** The same, which the server will not like. */
  void sendAnything(String text) {
    receive(ByteBuffer.wrap(text.getBytes(UTF_8)), true);
  }

  void receive(ByteBuffer part, boolean last) {
    Turn turn = Turn.begin();
    try {
      receiver.text(part, last);
    } finally {
      turn.end();
    }
  }

  Receiver receiver() {
    return receiver;
  }

  /** From now on nothing is taken, or again. */
  void reads(boolean does) {
    reads = does;
    Done waiting = stuck;
    if (does && waiting != null) {
      stuck = null;
      waiting.done(null);
    }
  }

  /** A container has locks of its own, so whoever calls it must hold none. */
  private static void expectNoLock() {
    long self = Thread.currentThread().getId();
    for (MonitorInfo each :
        ManagementFactory.getThreadMXBean()
            .getThreadInfo(new long[] {self}, true, false)[0]
            .getLockedMonitors()) {
      if (each.getClassName().startsWith("dev.rialto.edge.ws.")) {
        throw new AssertionError("sent with a lock held: " + each);
      }
    }
  }

  /** Takes what is under way, but not what follows; returns whether there was anything. */
  boolean readsOne() {
    Done waiting = stuck;
    stuck = null;
    if (waiting != null) {
      waiting.done(null);
    }
    return waiting != null;
  }

  @Override
  public void sendText(ByteBuffer message, Done done) {
    expectNoLock();
    String text = UTF_8.decode(message.duplicate()).toString();
    Schema.FROM_SERVER.check(text);
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      JsonStructure read = reader.read();
      if (read instanceof JsonArray batch) {
        batch.forEach(each -> said.add(each.toString()));
        sizes.add(batch.size());
      } else {
        said.add(read.toString());
        sizes.add(1);
      }
    }
    if (reads) {
      done.done(null);
    } else {
      stuck = done;
    }
  }

  @Override
  public void send(List<ByteBuffer> messages, Done done) {
    throw new AssertionError("binary");
  }

  @Override
  public void ping() {
    pings++;
  }

  @Override
  public void pauseReading() {
    paused = true;
  }

  @Override
  public void resumeReading() {
    paused = false;
  }

  /** Whether the server wants to hear nothing more for the moment. */
  boolean isPaused() {
    return paused;
  }

  int pings() {
    return pings;
  }

  @Override
  public void close(int code, String reason) {
    said.add("close " + code);
    receiver.gone("closed");
  }

  @Override
  public void cut(int code, String reason) {
    said.add("cut " + code);
    receiver.gone("cut");
  }

  /** What came since the last time, with apostrophes for quotation marks. */
  List<String> take() {
    List<String> taken = said.stream().map(each -> each.replace('"', '\'')).toList();
    said.clear();
    return taken;
  }

  /** How many objects each WebSocket message had since the last time. */
  List<Integer> takeSizes() {
    List<Integer> taken = List.copyOf(sizes);
    sizes.clear();
    return taken;
  }
}
