package dev.rialto.config;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Every setting there is: key, type with bounds, default, and one sentence. The table in README.md
 * is checked against this enum.
 */
public enum Setting {
  CONFIG_FILE(
      "rialto.config.file",
      new Kind.Text("the path of a file in Java's properties format", ".*"),
      "",
      "A properties file with any of these settings; environment and system properties go first."),

  ACCESS_ANONYMOUS(
      "rialto.access.anonymous",
      new Kind.Choice<>(Admission.class),
      "automatic",
      "Who needs no password; automatic is loopback, and nobody where there are users."),
  ACCESS_AUTHENTICATORS(
      "rialto.access.authenticators",
      new Kind.Entries(
          "tokens, passwords, server or certificate",
          Pattern.compile("tokens|passwords|server|certificate")),
      "tokens,passwords",
      "By what clients are known, the first that applies; the server's is its own user."),
  ACCESS_PASSWORDS_FILE(
      "rialto.access.passwords.file",
      new Kind.Text("the path of a file made by Passwd or mosquitto_passwd", "[^\\x00]*"),
      "",
      "Users and their passwords; who has one may connect from anywhere."),
  ACCESS_SCRAM_FILE(
      "rialto.access.scram.file",
      new Kind.Text("the path of a file made by Passwd --scram", "[^\\x00]*"),
      "",
      "Users who prove by SCRAM-SHA-256 (MQTT 5) that they know their password."),
  ACCESS_JWT_KEYS(
      "rialto.access.jwt.keys",
      new Kind.Text(
          "the path of a JSON Web Key Set, or its https address",
          "(?!(?i)http:)[^\\x00]*|(?i:http)://(127\\.0\\.0\\.1|localhost|\\[::1])([:/].*)?"),
      "",
      "The keys that tokens are signed with; who has a token may connect from anywhere."),
  ACCESS_JWT_ISSUER(
      "rialto.access.jwt.issuer",
      new Kind.Text("what tokens have as iss", "[^\\x00]*"),
      "",
      "Who must have issued a token; needed where the keys come from an address."),
  ACCESS_JWT_AUDIENCE(
      "rialto.access.jwt.audience",
      new Kind.Text("what tokens have as aud, or in it", "[^\\x00]*"),
      "",
      "For whom a token must be; needed where the keys come from an address."),
  ACCESS_JWT_USER_CLAIM(
      "rialto.access.jwt.user.claim",
      new Kind.Text("the name of a claim", "[^\\x00]+"),
      "sub",
      "Which claim of a token is the user name."),
  ACCESS_JWT_ROLES_CLAIM(
      "rialto.access.jwt.roles.claim",
      new Kind.Text("the name of a claim, or a path such as realm_access.roles", "[^\\x00]+"),
      "roles",
      "Which claim of a token has the user's roles: an array, or a text with blanks between them."),
  ACCESS_JWT_COOKIE(
      "rialto.access.jwt.cookie",
      new Kind.Text("the name of a cookie", "[!#$%&'*+.^_`|~0-9A-Za-z-]*"),
      "",
      "A cookie that has the token, for pages of this address and of the origins listed by name."),
  ACCESS_JWT_SKEW(
      "rialto.access.jwt.skew",
      new Kind.Time(Duration.ZERO, Duration.ofMinutes(10)),
      "30 s",
      "How far the clocks of who issues tokens and of this server may be apart."),
  ACCESS_JWT_REFRESH(
      "rialto.access.jwt.refresh",
      new Kind.Time(Duration.ofSeconds(1), Duration.ofDays(1)),
      "5 m",
      "How often the keys are read or fetched again; for an unknown one at once, each 10 s at most."),
  ACCESS_CERTIFICATE_USER(
      "rialto.access.certificate.user",
      new Kind.Choice<>(CertificateUser.class),
      "cn",
      "What of a client certificate's subject is the user name: its common name, or all of it."),
  ACCESS_SERVER_ROLES(
      "rialto.access.server.roles",
      new Kind.Entries("names of roles", Pattern.compile("[^\\s,]+")),
      "",
      "Roles that the server is asked for, whether its user has them; for the ACL file."),
  ACCESS_ACL_FILE(
      "rialto.access.acl.file",
      new Kind.Text("the path of an ACL file in Mosquitto's format", "[^\\x00]*"),
      "",
      "Who may read and write which topics; without it, whoever is let in may use all."),
  ACCESS_LOGINS_MAX(
      "rialto.access.logins.max",
      new Kind.Whole(1, 100_000),
      "1000",
      "How many clients may wait for their password to be checked; more are refused."),
  ACCESS_ORIGINS(
      "rialto.access.origins",
      new Kind.Entries(
          "origins such as https://www.example.org, or *",
          Pattern.compile("\\*|(?i:https?)://[^/?#@*\\s]+")),
      "",
      "Web origins whose pages may connect, besides those served from this very address."),
  ACCESS_PROXIES(
      "rialto.access.proxies",
      new Kind.Entries("IP addresses", Pattern.compile("[0-9A-Fa-f.:]+")),
      "",
      "Reverse proxies whose Forwarded and X-Forwarded headers are believed."),
  ACCESS_FAILURES_DELAY(
      "rialto.access.failures.delay",
      new Kind.Time(Duration.ZERO, Duration.ofMinutes(1)),
      "5 s",
      "How long logins wait at most when others from the same address have failed."),

  MQTT_PATHS(
      "rialto.mqtt.paths",
      new Kind.Entries("paths such as /ws", Pattern.compile("/[A-Za-z0-9._~/-]+")),
      "",
      "Further paths for MQTT clients, besides /mqtt."),
  MQTT_QOS_MAX(
      "rialto.mqtt.qos.max",
      new Kind.Whole(0, 2),
      "2",
      "The highest quality of service; what MQTT 3 clients publish above it gets this one."),
  MQTT_RETAINED(
      "rialto.mqtt.retained",
      new Kind.Flag(),
      "true",
      "Whether retained messages are kept; if not, MQTT 3 clients' retain flag is ignored."),
  MQTT_WILDCARDS(
      "rialto.mqtt.wildcards",
      new Kind.Flag(),
      "true",
      "Whether topic filters may have wildcards; if not, such subscriptions are refused."),
  MQTT_SHARED(
      "rialto.mqtt.shared",
      new Kind.Flag(),
      "true",
      "Whether shared subscriptions are offered; if not, they are refused."),
  MQTT_RESPONSE_PREFIX(
      "rialto.mqtt.response-prefix",
      new Kind.Text("the beginning of a topic name, without wildcards", "[^$+#\\x00][^+#\\x00]*"),
      "response/",
      "Response topics begin with this; MQTT 5 clients that ask are told it with their name"
          + " added."),

  PACKET_MAX(
      "rialto.packet.max",
      new Kind.Size(1024, 256L << 20),
      "1 MiB",
      "The largest MQTT packet accepted; above it the connection is closed."),
  TOPIC_LEVELS_MAX(
      "rialto.topic.levels.max",
      new Kind.Whole(1, 65_536),
      "128",
      "How many levels a topic name or filter may have."),
  TOPIC_LENGTH_MAX(
      "rialto.topic.length.max",
      new Kind.Whole(16, 65_535),
      "4096",
      "How many characters a topic name or filter may have."),
  CONNECT_TIMEOUT(
      "rialto.connect.timeout",
      new Kind.Time(Duration.ofMillis(100), Duration.ofMinutes(10)),
      "10 s",
      "How long a new connection may take to send CONNECT."),
  CONNECT_BYTES_MAX(
      "rialto.connect.bytes.max",
      new Kind.Size(256, 1 << 20),
      "128 KiB",
      "The largest CONNECT, or whatever comes first, that is accepted."),
  CONNECTIONS_MAX(
      "rialto.connections.max",
      new Kind.Whole(1, 10_000_000),
      "10000",
      "How many connections there may be; further handshakes get 503."),
  CONNECTIONS_ADDRESS_MAX(
      "rialto.connections.address.max",
      new Kind.Whole(1, 10_000_000),
      "1000",
      "How many connections one address may have (with IPv6, one /64 network); further ones get 429."),
  CONNECTIONS_USER_MAX(
      "rialto.connections.user.max",
      new Kind.Whole(0, 10_000_000),
      "0",
      "How many connections one user may have; 0 means any number."),
  CONNECTIONS_RATE(
      "rialto.connections.rate",
      new Kind.Whole(0, 1_000_000),
      "1000",
      "How many connections may begin in a second, ten times that at once; 0 means any number."),
  CONNECTIONS_ADDRESS_RATE(
      "rialto.connections.address.rate",
      new Kind.Whole(0, 1_000_000),
      "100",
      "The same from one address."),
  KEEP_ALIVE_MAX(
      "rialto.keep-alive.max",
      new Kind.Time(Duration.ZERO, Duration.ofSeconds(65_535)),
      "0 s",
      "The longest keep alive that MQTT 5 clients may have; 0 s leaves it to them."),
  TOPIC_ALIASES_MAX(
      "rialto.topic.aliases.max",
      new Kind.Whole(0, 65_535),
      "64",
      "How many topic aliases a connection may have, in each direction."),
  RECEIVE_MAX(
      "rialto.receive.max",
      new Kind.Whole(1, 65_535),
      "1024",
      "How many QoS 1 and 2 messages an MQTT 5 client may have on their way to the server."),
  INFLIGHT_MAX(
      "rialto.inflight.max",
      new Kind.Whole(1, 65_535),
      "2048",
      "How many QoS 1 and 2 messages may be on their way to one client unacknowledged."),
  SUBSCRIPTIONS_MAX(
      "rialto.subscriptions.max",
      new Kind.Whole(1, 10_000_000),
      "10000",
      "How many subscriptions one client may have."),
  SUBSCRIBE_FILTERS_MAX(
      "rialto.subscribe.filters.max",
      new Kind.Whole(1, 100_000),
      "1000",
      "How many filters of one SUBSCRIBE are looked at; the others are refused."),
  PUBLISH_RATE_MAX(
      "rialto.publish.rate.max",
      new Kind.Whole(0, 10_000_000),
      "0",
      "How many messages a second are taken from one client, by reading it slowly; 0 means any."),
  PUBLISH_BYTES_MAX(
      "rialto.publish.bytes.max",
      new Kind.Size(0, 16L << 30),
      "0 B",
      "How many bytes of messages a second are taken from one client; 0 B means any number."),
  QUEUE_MESSAGES_MAX(
      "rialto.queue.messages.max",
      new Kind.Whole(1, 100_000_000),
      "1000000",
      "How many messages may wait for one session; when full, new ones are dropped for it alone."),
  QUEUE_BYTES_MAX(
      "rialto.queue.bytes.max",
      new Kind.Size(0, 64L << 30),
      "256 MiB",
      "How much memory the messages waiting for one session may take."),
  MEMORY_MAX(
      "rialto.memory.max",
      new Kind.Memory(1 << 20, 1L << 40),
      "40 %",
      "How much memory all that waits for clients may take; above it new work is refused."),
  RETAINED_MAX(
      "rialto.retained.max",
      new Kind.Whole(0, 100_000_000),
      "1000000",
      "How many topics may have a retained message; new ones are refused then."),
  RETAINED_BYTES_MAX(
      "rialto.retained.bytes.max",
      new Kind.Memory(0, 1L << 40),
      "20 %",
      "How much memory retained messages may take together; larger ones are refused then."),
  SESSIONS_MAX(
      "rialto.sessions.max",
      new Kind.Whole(0, 100_000_000),
      "100000",
      "How many sessions may outlive their connections; clients that want a new one are refused."),
  SESSION_EXPIRY(
      "rialto.session.expiry",
      new Kind.Time(Duration.ofSeconds(1), Duration.ofDays(3650)),
      "7 d",
      "How long a session is kept while its client is away; MQTT 5 clients may ask for less."),
  CDI_USER(
      "rialto.cdi.user",
      new Kind.Text("a user name", "[^\\x00]*"),
      "",
      "By which user's rules other code of the deployment uses topics; by default it may use all."),
  PRESENCE(
      "rialto.presence",
      new Kind.Choice<>(Switch.class),
      "off",
      "Whether who is connected is shown, as retained messages under $presence/."),
  HISTORY_TOPICS(
      "rialto.history.topics",
      new Kind.Entries(
          "topic filters with how many messages of each topic to keep, and how long, such as"
              + " sensors/#=100 or alarms/#=20/7d",
          Pattern.compile(
              "(?!=|\\$share/)(#|(\\+|[^+#/]*)(/(\\+|[^+#/]*))*(/#)?)=\\d{1,6}"
                  + "(/[1-9](\\d{0,6}s|\\d{0,5}m|\\d{0,3}h|\\d{0,2}d))?")),
      "#=16",
      "What the history keeps, for pages that come late or come back; the first that matches."),
  HISTORY_AGE(
      "rialto.history.age",
      new Kind.Time(Duration.ofSeconds(1), Duration.ofDays(30)),
      "1 h",
      "How long the history keeps a message, where its topic's entry says nothing else."),
  HISTORY_MAX(
      "rialto.history.max",
      new Kind.Size(0, 64L << 30),
      "16 MiB",
      "How much memory the history may take; the oldest messages go first."),

  SYS_INTERVAL(
      "rialto.sys.interval",
      new Kind.Time(Duration.ZERO, Duration.ofHours(1)),
      "10 s",
      "How often the server publishes what has changed of itself, under $SYS/; 0 s turns it off."),

  TEXT_LOG(
      "rialto.text.log",
      new Kind.Flag(),
      "false",
      "Whether each message of a text client is logged, with its beginning, and when it comes and"
          + " goes."),

  JSON_DEPTH_MAX(
      "rialto.json.depth.max",
      new Kind.Whole(1, 1_000),
      "16",
      "How deep what JSON clients send may be nested."),

  STORE(
      "rialto.store",
      new Kind.Choice<>(StoreKind.class),
      "file",
      "Where sessions and retained messages are kept: in files, or in memory for this run only."),
  STORE_DIRECTORY(
      "rialto.store.directory",
      new Kind.Text("the path of a directory", "[^\\x00]*"),
      "",
      "The store's directory, for one server alone; by default in the state directory of its"
          + " user."),
  STORE_SYNC(
      "rialto.store.sync",
      new Kind.Choice<>(StoreSync.class),
      "commit",
      "When what is stored is forced to the disk: before it is acknowledged, at times, or never."),
  STORE_SYNC_INTERVAL(
      "rialto.store.sync.interval",
      new Kind.Time(Duration.ofMillis(10), Duration.ofHours(1)),
      "1 s",
      "How often the disk is forced, where that is at times."),
  STORE_MAX(
      "rialto.store.max",
      new Kind.Size(16 << 20, 16L << 40),
      "8 GiB",
      "How much disk space the store may take; when it is used up, new work is refused."),

  TRANSPORT(
      "rialto.transport",
      new Kind.Choice<>(Transport.class),
      "grizzly",
      "How WebSockets are served: beneath Payara's HTTP, by an upgrade handler, or by an endpoint."),
  SUBPROTOCOL_REQUIRED(
      "rialto.websocket.subprotocol.required",
      new Kind.Flag(),
      "false",
      "Whether to refuse WebSocket clients that offer neither mqtt nor mqttv3.1."),
  SINGLE_PACKET(
      "rialto.websocket.single-packet",
      new Kind.Flag(),
      "false",
      "Whether each WebSocket message carries one MQTT packet, for clients that expect that."),
  MESSAGE_MAX(
      "rialto.websocket.message.max",
      new Kind.Size(128, 1 << 20),
      "12 KiB",
      "Up to what size waiting packets are joined into one WebSocket message."),
  PING_INTERVAL(
      "rialto.websocket.ping",
      new Kind.Time(Duration.ZERO, Duration.ofHours(1)),
      "30 s",
      "How often the server pings an otherwise idle connection, for proxies; 0 s turns it off."),
  OUTBOX_MAX(
      "rialto.outbox.max",
      new Kind.Size(16 << 10, 1L << 30),
      "1 MiB",
      "How much may wait to be sent on one connection; QoS 0 above it is dropped and counted."),
  OUTBOX_STALL(
      "rialto.outbox.stall",
      new Kind.Time(Duration.ofMillis(100), Duration.ofHours(1)),
      "30 s",
      "How long one send may take until the connection counts as stalled and is closed."),
  CONTAINER_IDLE_TIMERS(
      "rialto.container.idle-timers",
      new Kind.Choice<>(IdleTimers.class),
      "replace",
      "Whether the container's costly idle timers are replaced; see ARCHITECTURE.md.");

  /** What every key begins with. */
  public static final String PREFIX = "rialto.";

  private final String key;
  private final Kind kind;
  private final String byDefault;
  private final String sentence;

  Setting(String key, Kind kind, String byDefault, String sentence) {
    this.key = key;
    this.kind = kind;
    this.byDefault = byDefault;
    this.sentence = sentence;
  }

  /** The key in files and system properties; the environment has it as RIALTO_… */
  public String key() {
    return key;
  }

  /** The default, as one would write it. */
  public String byDefault() {
    return byDefault;
  }

  /** What it is for, in one sentence. */
  public String sentence() {
    return sentence;
  }

  /** What it may be, to be read behind "must be". */
  public String allowed() {
    return kind.allowed();
  }

  Object parse(String text) throws InvalidSettingException {
    try {
      return kind.parse(text.strip());
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException(
          "%s is '%s', but must be %s.".formatted(key, text, allowed()), e);
    }
  }
}
