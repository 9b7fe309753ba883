import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.ByteArrayOutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A simulated NodeMCU: publishes the readings of its A0 pin as MQTT 3.1.1 over WebSocket. A plain
 * JDK 17 runs it: {@code java Device.java --help}. The packets are written by hand, so this is also
 * the part of MQTT that a sensor needs; rules of the specification are in square brackets.
 */
public final class Device {
  static final int KEEP_ALIVE_S = 45; // many proxies cut a connection that is silent for 60 s
  static final int CHECK_MS = 10_000;
  static final int SILENCE_MS = 30_000; // then PINGREQ; together with CHECK_MS below keep alive
  static final int BACKOFF_MIN_MS = 1_000;
  static final int BACKOFF_MAX_MS = 60_000;
  static final int UNACKNOWLEDGED_MAX = 1_000;
  static final int GOODBYE_MS = 2_000;

  /** All timers and callbacks of all devices. Nothing in them blocks, so four threads do. */
  static final ScheduledExecutorService THREADS =
      Executors.newScheduledThreadPool(4, Device::daemon);

  static final HttpClient HTTP = HttpClient.newBuilder().executor(THREADS).build();

  private Device() {}

  private static Thread daemon(Runnable task) {
    var thread = new Thread(task, "device");
    thread.setDaemon(true);
    return thread;
  }

  public static void main(String[] args) throws InterruptedException {
    try {
      run(Options.parse(args));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  private static void run(Options options) throws InterruptedException {
    if (options.has("--help")) {
      System.out.print(Options.HELP);
      return;
    }
    int count = options.has("--listen") ? 1 : options.number("--count");
    var finished = new CountDownLatch(count);
    var clients =
        IntStream.rangeClosed(1, count).mapToObj(n -> new Client(options, n, finished)).toList();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> sayGoodbye(clients)));
    for (int i = 0; i < count; i++) {
      THREADS.schedule(clients.get(i)::connect, i * 5L, MILLISECONDS);
    }
    finished.await();
    System.exit(0); // and so to the shutdown hook, as Ctrl-C does
  }

  private static void sayGoodbye(List<Client> clients) {
    var goodbyes = clients.stream().map(Client::close).toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(goodbyes)
        .completeOnTimeout(null, GOODBYE_MS, MILLISECONDS)
        .exceptionally(e -> null)
        .join();
  }

  private static String text(Throwable e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  /** The command line: what was given, else the defaults. */
  record Options(Map<String, String> values) {
    static final String HELP =
        """
        A simulated NodeMCU that publishes A0 readings as MQTT over WebSocket.

          --url URL        the broker (default ws://127.0.0.1:8080/mqtt)
          --count N        devices at once, nodemcu-1 to nodemcu-N (default 1)
          --topic PREFIX   publish to PREFIX/nodemcu-1/a0 and so on (default rialto/demo)
          --interval MS    milliseconds between two readings (default 1000)
          --qos 0|1        0: at most once (default); 1: until acknowledged
          --messages N     stop after N readings of each device (default: never)
          --user NAME      user name
          --password TEXT  password
          --seed N         the same readings each time
          --listen FILTER  subscribe instead, and print what arrives ('rialto/demo/#')
          --quiet          print only problems, and what --listen receives
          --help           this text
        """;

    static Options parse(String[] args) {
      var values = new HashMap<>(Map.of("--url", "ws://127.0.0.1:8080/mqtt", "--count", "1"));
      values.putAll(Map.of("--topic", "rialto/demo", "--interval", "1000", "--qos", "0"));
      values.putAll(Map.of("--messages", "2147483647", "--user", "", "--password", ""));
      values.putAll(Map.of("--seed", "" + System.nanoTime() % 1_000_000_000, "--listen", ""));
      for (int i = 0; i < args.length; i++) {
        boolean flag = List.of("--quiet", "--help").contains(args[i]);
        require(flag || values.containsKey(args[i]), "There is no option %s; see --help.", args[i]);
        require(flag || i + 1 < args.length, "The option %s needs a value; see --help.", args[i]);
        values.put(args[i], flag ? "yes" : args[++i]);
      }
      var options = new Options(values);
      options.range("--count", 1, 10_000);
      options.range("--interval", 1, 86_400_000);
      options.range("--qos", 0, 1);
      options.range("--messages", 1, Integer.MAX_VALUE);
      options.range("--seed", 0, Integer.MAX_VALUE);
      String url = options.get("--url");
      String address = "The option --url needs an address like ws://127.0.0.1:8080/mqtt, not '%s'.";
      require(url.matches("wss?://[\\w.\\[\\]:-]+(/\\S*)?"), address, url);
      String name = "The option --topic needs a topic name without + and #, not '%s'.";
      require(options.get("--topic").matches("[^+#]+"), name, options.get("--topic"));
      boolean user = options.has("--user") || !options.has("--password"); // [MQTT-3.1.2-22]
      require(user, "The option --password needs --user as well.");
      return options;
    }

    private void range(String name, int min, int max) {
      String sentence = "The option %s needs a number from %d to %d, not '%s'.";
      boolean digits = get(name).matches("\\d{1,10}");
      long value = digits ? Long.parseLong(get(name)) : -1;
      require(value >= min && value <= max, sentence, name, min, max, get(name));
    }

    private static void require(boolean condition, String sentence, Object... values) {
      if (!condition) {
        throw new IllegalArgumentException(sentence.formatted(values));
      }
    }

    String get(String name) {
      return values.getOrDefault(name, "");
    }

    boolean has(String name) {
      return !get(name).isEmpty();
    }

    int number(String name) {
      return Integer.parseInt(get(name));
    }
  }

  /** A received packet: its first byte, and what follows the remaining length [section 2.2]. */
  record Packet(int header, ByteBuffer body) {}

  /** The packets that a small device sends. */
  static final class Mqtt {
    static final int CONNACK = 2;
    static final int PUBLISH = 3;
    static final int PUBACK = 4;
    static final int SUBACK = 9;
    static final List<String> REFUSALS =
        List.of(
            "the broker does not speak MQTT 3.1.1",
            "the broker does not allow this client identifier",
            "the broker is not available",
            "the user name or password is wrong",
            "this client is not authorised");
    static final byte[] PINGREQ = {(byte) 0xC0, 0};
    static final byte[] DISCONNECT = {(byte) 0xE0, 0};

    /** Section 3.1. The will is "offline", retained, at QoS 1; a listener has none. */
    static byte[] connect(String clientId, boolean clean, String willTopic, Options options) {
      boolean will = !willTopic.isEmpty();
      boolean user = options.has("--user");
      boolean password = options.has("--password");
      int flags =
          (clean ? 0x02 : 0) | (will ? 0x2C : 0) | (user ? 0x80 : 0) | (password ? 0x40 : 0);
      byte[] none = {};
      return packet(
          0x10,
          string("MQTT"),
          new byte[] {4, (byte) flags, 0, KEEP_ALIVE_S},
          string(clientId),
          will ? string(willTopic) : none,
          will ? string("offline") : none,
          user ? string(options.get("--user")) : none,
          password ? string(options.get("--password")) : none);
    }

    /** Section 3.3. At QoS 0 there is no packet identifier: {@code id} is 0. */
    static byte[] publish(String topic, String payload, boolean retain, int id) {
      int header = 0x30 | (retain ? 1 : 0) | (id > 0 ? 2 : 0);
      return packet(
          header, string(topic), id > 0 ? twoBytes(id) : new byte[0], payload.getBytes(UTF_8));
    }

    static byte[] puback(int id) {
      return packet(0x40, twoBytes(id));
    }

    static byte[] subscribe(int id, String filter, int qos) {
      return packet(0x82, twoBytes(id), string(filter), new byte[] {(byte) qos});
    }

    private static byte[] packet(int header, byte[]... parts) {
      var packet = new ByteArrayOutputStream();
      packet.write(header);
      int length = 0;
      for (byte[] part : parts) {
        length += part.length;
      }
      do { // the remaining length: seven bits a byte, the low ones first [section 2.2.3]
        packet.write(length % 128 | (length > 127 ? 128 : 0));
        length /= 128;
      } while (length > 0);
      for (byte[] part : parts) {
        packet.writeBytes(part);
      }
      return packet.toByteArray();
    }

    private static byte[] string(String text) {
      byte[] bytes = text.getBytes(UTF_8);
      return ByteBuffer.allocate(2 + bytes.length).put(twoBytes(bytes.length)).put(bytes).array();
    }

    private static byte[] twoBytes(int number) {
      return new byte[] {(byte) (number >> 8), (byte) number};
    }
  }

  /** Cuts the received bytes into packets, wherever the WebSocket messages begin and end. */
  static final class Parser {
    private ByteBuffer unread = ByteBuffer.allocate(256);

    void feed(ByteBuffer data, Consumer<Packet> packets) {
      if (unread.remaining() < data.remaining()) {
        int size = unread.position() + data.remaining();
        unread = ByteBuffer.allocate(size * 2).put(unread.flip());
      }
      unread.put(data).flip();
      for (var packet = next(); packet != null; packet = next()) {
        packets.accept(packet);
      }
      unread.compact();
    }

    /** The next whole packet; or null, and then nothing is consumed. */
    private Packet next() {
      int length = 0;
      for (int i = 1; i <= 4 && unread.remaining() > i; i++) {
        byte b = unread.get(unread.position() + i);
        length |= (b & 0x7F) << (7 * i - 7);
        if (b >= 0) {
          if (unread.remaining() < 1 + i + length) {
            return null;
          }
          int header = unread.get() & 0xFF;
          byte[] body = new byte[length];
          unread.position(unread.position() + i).get(body);
          return new Packet(header, ByteBuffer.wrap(body));
        }
      }
      if (unread.remaining() > 4) {
        throw new IllegalStateException("a remaining length of over four bytes [section 2.2.3]");
      }
      return null;
    }
  }

  /** A device, or with --listen a subscriber; keeps its one MQTT connection up. */
  static final class Client {
    private final Options options;
    private final CountDownLatch finished;
    private final boolean listening;
    private final String id;
    private final String base;
    private final int qos;
    private final Random random;
    private double level = 461;
    private boolean firstReading = true;
    private final Map<Integer, byte[]> unacknowledged = new LinkedHashMap<>();
    private int remaining; // readings to publish, or messages to receive
    private int lastPacketId;
    private int backoff = BACKOFF_MIN_MS;
    private boolean reading;
    private boolean closed;
    private Link link;

    Client(Options options, int number, CountDownLatch finished) {
      this.options = options;
      this.finished = finished;
      listening = options.has("--listen");
      id = listening ? "listener-" + ProcessHandle.current().pid() : "nodemcu-" + number;
      base = options.get("--topic") + "/" + id;
      qos = options.number("--qos");
      remaining = options.number("--messages");
      random = new Random(options.number("--seed") * 1_000_003L + number);
    }

    synchronized void connect() {
      if (closed) {
        return;
      }
      var fresh = new Link(this);
      link = fresh;
      HTTP.newWebSocketBuilder()
          .subprotocols("mqtt")
          .connectTimeout(Duration.ofSeconds(10))
          .buildAsync(URI.create(options.get("--url")), fresh)
          .whenComplete(
              (socket, e) -> {
                if (e != null) {
                  lost(fresh, reason(e));
                }
              });
    }

    synchronized void opened(Link opened) {
      boolean clean = listening || qos == 0; // at QoS 1, go on where it stopped [MQTT-4.4.0-1]
      opened.send(Mqtt.connect(id, clean, listening ? "" : base + "/status", options));
      opened.watch =
          THREADS.scheduleAtFixedRate(() -> check(opened), CHECK_MS, CHECK_MS, MILLISECONDS);
    }

    /** A dead link can stay open for minutes: who is silent is asked, and then given up. */
    private synchronized void check(Link checked) {
      if (!checked.accepted) {
        lost(checked, "no answer to CONNECT");
      } else if (millisSince(checked.lastHeard) >= SILENCE_MS + 2 * CHECK_MS) {
        lost(checked, "no answer to PINGREQ");
      } else if (millisSince(Math.min(checked.lastHeard, checked.lastSent)) >= SILENCE_MS) {
        checked.send(Mqtt.PINGREQ);
      }
    }

    synchronized void received(Link from, Packet packet) {
      if (from != link) {
        return; // the rest of a connection that was given up
      }
      from.lastHeard = System.nanoTime();
      ByteBuffer body = packet.body();
      switch (packet.header() >> 4) {
        case Mqtt.CONNACK -> accepted(from, body.get(1));
        case Mqtt.PUBACK -> {
          unacknowledged.remove((int) body.getChar());
          finishIfDone();
        }
        case Mqtt.SUBACK -> {
          if (body.get(2) < 0) { // 0x80
            System.out.println(id + " may not subscribe to " + options.get("--listen"));
            finished.countDown();
          }
        }
        case Mqtt.PUBLISH -> print(packet.header(), body);
        default -> {} // PINGRESP: lastHeard is all that matters
      }
    }

    private void accepted(Link from, int returnCode) {
      if (returnCode != 0) {
        boolean known = returnCode > 0 && returnCode <= Mqtt.REFUSALS.size();
        lost(from, known ? Mqtt.REFUSALS.get(returnCode - 1) : "refused with code " + returnCode);
        return;
      }
      from.accepted = true;
      backoff = BACKOFF_MIN_MS;
      say("connected");
      if (listening) {
        from.send(Mqtt.subscribe(1, options.get("--listen"), qos));
        return;
      }
      from.send(Mqtt.publish(base + "/status", "online", true, 0));
      for (byte[] packet : unacknowledged.values()) {
        from.send(packet.clone());
        packet[0] |= 8; // DUP, should it have to be sent once more [MQTT-3.3.1-1]
      }
      if (!reading) {
        reading = true;
        int interval = options.number("--interval");
        THREADS.scheduleAtFixedRate(this::read, 0, interval, MILLISECONDS);
      }
    }

    /** The first reading is 1024, an open pin; then a level that wanders slowly around 461. */
    private String a0() {
      level += random.nextGaussian() * 0.7 + (461 - level) * 0.02;
      long noisy = Math.round(level + random.nextGaussian() * 0.8);
      String value = firstReading ? "1024" : "" + Math.max(0, Math.min(1023, noisy));
      firstReading = false;
      return value;
    }

    private synchronized void read() {
      boolean online = link != null && link.accepted;
      boolean possible = qos == 0 ? online && link.sent.isDone() : !closed;
      if (!possible || remaining <= 0 || unacknowledged.size() >= UNACKNOWLEDGED_MAX) {
        return; // QoS 0: now or never; QoS 1: kept while there is room
      }
      String value = a0();
      remaining--;
      if (qos == 0) {
        link.send(Mqtt.publish(base + "/a0", value, false, 0));
      } else {
        lastPacketId = lastPacketId % 65_535 + 1; // never 0 [MQTT-2.3.1-1]
        byte[] packet = Mqtt.publish(base + "/a0", value, false, lastPacketId);
        unacknowledged.put(lastPacketId, packet);
        if (online) {
          link.send(packet.clone());
          packet[0] |= 8;
        }
      }
      say((online ? "published " : "kept ") + value);
      finishIfDone();
    }

    private void print(int header, ByteBuffer body) {
      byte[] topic = new byte[body.getChar()];
      body.get(topic);
      if ((header & 0x06) != 0) {
        link.send(Mqtt.puback(body.getChar()));
      }
      if (remaining > 0) {
        remaining--;
        System.out.println(
            "Received: " + UTF_8.decode(body) + "  (" + new String(topic, UTF_8) + ")");
      }
      finishIfDone();
    }

    private void finishIfDone() {
      if (remaining == 0 && unacknowledged.isEmpty()) {
        remaining = -1; // counts down once
        finished.countDown();
      }
    }

    synchronized void lost(Link gone, String reason) {
      if (gone != link || closed) {
        return;
      }
      link = null;
      gone.abort();
      // Half of the delay is random, or a thousand devices would all come back at once.
      int delay = backoff / 2 + ThreadLocalRandom.current().nextInt(backoff / 2 + 1);
      backoff = Math.min(backoff * 2, BACKOFF_MAX_MS);
      String what = gone.accepted ? "lost the connection" : "could not connect";
      System.out.printf("%s %s: %s; next attempt in %d ms%n", id, what, reason, delay);
      THREADS.schedule(this::connect, delay, MILLISECONDS);
    }

    /** Says goodbye; the future completes when the broker has closed the connection. */
    synchronized CompletableFuture<Void> close() {
      closed = true;
      if (link == null || !link.accepted) {
        return CompletableFuture.completedFuture(null);
      }
      if (!listening) {
        link.send(Mqtt.publish(base + "/status", "offline", true, 0));
      }
      link.send(Mqtt.DISCONNECT); // the broker then drops the will [MQTT-3.14.4-3]
      say("disconnected");
      var last = link;
      return last.sent
          .thenCompose(socket -> socket.sendClose(WebSocket.NORMAL_CLOSURE, ""))
          .thenCompose(socket -> last.ended);
    }

    private void say(String what) {
      if (!options.has("--quiet")) {
        System.out.println(id + " " + what);
      }
    }

    private static long millisSince(long nanos) {
      return (System.nanoTime() - nanos) / 1_000_000;
    }

    private String reason(Throwable e) {
      Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
      if (cause instanceof WebSocketHandshakeException refused) {
        int status = refused.getResponse().statusCode();
        String body = String.valueOf(refused.getResponse().body()).strip();
        boolean sentence = !body.isEmpty() && !body.startsWith("<") && !body.equals("null");
        return "the server answered HTTP " + status + (sentence ? ": " + body : "");
      }
      if (cause instanceof ConnectException) {
        return "nothing listens at " + options.get("--url");
      }
      return text(cause);
    }
  }

  /** One WebSocket. Its callbacks come one at a time; its sends wait for one another. */
  static final class Link implements WebSocket.Listener {
    private final Client client;
    private final Parser parser = new Parser();
    private WebSocket socket;
    CompletableFuture<WebSocket> sent;
    final CompletableFuture<Void> ended = new CompletableFuture<>();
    Future<?> watch;
    boolean accepted;
    long lastHeard = System.nanoTime();
    long lastSent = lastHeard;

    Link(Client client) {
      this.client = client;
    }

    @Override
    public void onOpen(WebSocket opened) {
      socket = opened;
      sent = CompletableFuture.completedFuture(opened);
      client.opened(this);
      opened.request(1);
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
      try {
        parser.feed(data, packet -> client.received(this, packet));
        from.request(1);
      } catch (RuntimeException e) {
        client.lost(this, "bad packet: " + text(e));
      }
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      ended.complete(null);
      boolean broken = code == 1006; // there was no close frame: RFC 6455, section 7.4.1
      client.lost(this, broken ? "it broke off" : "closed by the broker: " + code + " " + reason);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      ended.complete(null);
      client.lost(this, text(error));
    }

    /** Under the client's lock. The JDK's WebSocket takes one message at a time. */
    void send(byte[] packet) {
      lastSent = System.nanoTime();
      sent = sent.thenCompose(to -> to.sendBinary(ByteBuffer.wrap(packet), true));
    }

    void abort() {
      if (watch != null) {
        watch.cancel(false);
      }
      if (socket != null) {
        socket.abort();
      }
    }
  }
}
