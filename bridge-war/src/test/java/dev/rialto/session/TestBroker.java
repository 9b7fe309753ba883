package dev.rialto.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.access.Access;
import dev.rialto.access.AuthenticationMethod;
import dev.rialto.config.InvalidSettingException;
import dev.rialto.config.Setting;
import dev.rialto.config.Settings;
import dev.rialto.history.History;
import dev.rialto.history.HistoryLimits;
import dev.rialto.observe.Counter;
import dev.rialto.observe.Counters;
import dev.rialto.observe.WaitingMemory;
import dev.rialto.route.RetainedMessages;
import dev.rialto.route.Router;
import dev.rialto.store.HeldStore;
import dev.rialto.store.Kept;
import dev.rialto.store.Store;
import dev.rialto.time.ManualScheduler;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.ProtocolVersion;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The engine without a server: the real one, over a clock and a disk that the test moves. */
public final class TestBroker {
  private static final Logger QUIET = Logger.getLogger("dev.rialto");

  static {
    QUIET.setLevel(Level.WARNING); // some tests connect thousands of times
  }

  private final ManualScheduler scheduler = new ManualScheduler();
  private final Counters counters = new Counters();
  private final HeldStore held;
  private final Router router;
  private final Clients clients;

  /** Settings as name and value in turn; all others have their defaults. */
  public TestBroker(Object... settings) {
    this(new HeldStore(), settings);
  }

  /** Over a store of the test's own. */
  public TestBroker(Store store, Object... settings) {
    this(store, Access.OPEN, List.of(), settings);
  }

  /** With rules and methods of enhanced authentication of the test's own. */
  public TestBroker(
      Store store, Access access, List<AuthenticationMethod> methods, Object... settings) {
    held = store instanceof HeldStore ours ? ours : null;
    HistoryLimits limits = HistoryLimits.of(settings(settings));
    router =
        new Router(
            store,
            scheduler,
            new History(limits, scheduler, "epoch"),
            RetainedMessages.Limits.of(settings(settings)),
            counters.waiting());
    AtomicInteger nameless = new AtomicInteger();
    clients =
        new Clients(
            settings(settings),
            scheduler,
            counters,
            store,
            router,
            access,
            methods,
            () -> "nameless-" + nameless.incrementAndGet());
  }

  /**
   * Settings as name and value in turn; all others have their defaults, but connections may come as
   * fast as they do while a test's clock stands still.
   */
  public static Settings settings(Object... namesAndValues) {
    Map<String, String> values = new HashMap<>();
    values.put(Setting.CONNECTIONS_RATE.key(), "0");
    values.put(Setting.CONNECTIONS_ADDRESS_RATE.key(), "0");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put(((Setting) namesAndValues[i]).key(), namesAndValues[i + 1].toString());
    }
    try {
      return new Settings(key -> Optional.ofNullable(values.get(key)));
    } catch (InvalidSettingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Publishes from now on what the server says of itself. */
  public void tellOfItself(Duration interval) {
    clients.tellOfItself("Rialto in a test", interval);
  }

  /** Brings back what a store has kept; before the first connection. */
  public void restore(Kept kept) {
    clients.restore(kept);
  }

  /** A new connection, which has sent nothing yet. */
  public TestClient client(String clientId) {
    RecordingLink link = new RecordingLink();
    return new TestClient(clientId, link, open(link));
  }

  /** A new connection of an MQTT 5 client, which has sent nothing yet. */
  public TestClient client5(String clientId) {
    RecordingLink link = new RecordingLink(ProtocolVersion.MQTT_5);
    return new TestClient(clientId, link, open(link));
  }

  /** An MQTT 5 client whose session ends with its connection, connected. */
  public TestClient clean5(String clientId) {
    TestClient client = client5(clientId);
    client.connect5(true, Properties.NONE);
    client.take();
    return client;
  }

  /** An MQTT 5 client whose session lasts an hour; what it is owed has been sent to it. */
  public TestClient persistent5(String clientId) {
    TestClient client = client5(clientId);
    client.connect5(false, Properties.of(Property.SESSION_EXPIRY_INTERVAL, 3600));
    return client;
  }

  /** Closes a client's connection as an operator does. */
  public boolean disconnect(String clientId) {
    return clients.disconnect(clientId);
  }

  /** Closes the connections of those who must go. */
  public void closeRevoked() {
    clients.closeRevoked();
  }

  /** A new connection over a link of the test's own. */
  public Dialogue open(Link link) {
    return open(new Peer("192.0.2.7:51123"), link);
  }

  /** A new connection of somebody in particular. */
  public Dialogue open(Peer peer, Link link) {
    return clients.open(peer, link);
  }

  /** A new connection of an MQTT 5 client from that address, which has sent nothing yet. */
  public TestClient client5(String clientId, String address) {
    RecordingLink link = new RecordingLink(ProtocolVersion.MQTT_5);
    return new TestClient(clientId, link, clients.open(new Peer(address), link));
  }

  /** How many connections there are. */
  public int connections() {
    return clients.connections();
  }

  /** A client with a clean session, connected. */
  public TestClient clean(String clientId) {
    TestClient client = client(clientId);
    client.connect(true);
    client.take();
    return client;
  }

  /** A client with a persistent session, connected; what it is owed has been sent to it. */
  public TestClient persistent(String clientId) {
    TestClient client = client(clientId);
    client.connect(false);
    return client;
  }

  /** How much waits for clients. */
  public WaitingMemory waiting() {
    return counters.waiting();
  }

  /** The number of something counted. */
  public long count(Counter counter) {
    return counters.get(counter);
  }

  /** How many sessions there are, connected or not. */
  public int sessions() {
    return clients.sessions();
  }

  /** Asserts that nobody is subscribed to anything. */
  public void expectNoSubscriptions() {
    assertThat(router)
        .extracting("tree")
        .usingRecursiveComparison()
        .ignoringFields("changes")
        .isEqualTo(assertThat(new Router(new HeldStore(), scheduler)).extracting("tree").actual());
  }

  /** Stops. */
  public void shutDown() {
    clients.shutDown();
  }

  /** The clock. */
  public ManualScheduler scheduler() {
    return scheduler;
  }

  /** The disk. */
  public HeldStore store() {
    return held;
  }
}
