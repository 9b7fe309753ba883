package dev.rialto.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.InvalidSettingException;
import dev.rialto.config.Setting;
import dev.rialto.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** For each rule one configuration in which it finds something, and one like it in which not. */
class RuleTest {
  private static final String HASH = "$" + "A".repeat(16) + "$" + "A".repeat(86) + "==";
  private static final String SCRAM = ":" + "A".repeat(16) + "$" + "A".repeat(43) + "=:";
  private static final String SECRET = "{\"keys\":[{\"kty\":\"oct\",\"k\":\"%s\"}]}";
  private static final String PUBLIC =
      "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}]}";

  /** About these there is nothing to find; whoever adds a setting must think about it. */
  private static final Set<Setting> HARMLESS =
      EnumSet.of(
          Setting.ACCESS_JWT_ROLES_CLAIM, // the ACL file says what a role may do
          Setting.ACCESS_SERVER_ROLES, // the same
          Setting.MQTT_PATHS, // all have the same rules
          Setting.MQTT_QOS_MAX, // these five only take away
          Setting.MQTT_RETAINED,
          Setting.MQTT_WILDCARDS,
          Setting.MQTT_SHARED,
          Setting.SUBPROTOCOL_REQUIRED,
          Setting.MQTT_RESPONSE_PREFIX, // the ACL file says who may read there
          Setting.TOPIC_LENGTH_MAX, // bounded by the protocol, and these by the session's memory
          Setting.RECEIVE_MAX,
          Setting.INFLIGHT_MAX,
          Setting.CONNECT_BYTES_MAX, // 1 MiB at most
          Setting.CONNECTIONS_MAX, // how large the machine is, nobody knows but the operator
          Setting.QUEUE_MESSAGES_MAX, // one session can take half of the memory at most
          Setting.QUEUE_BYTES_MAX,
          Setting.RETAINED_BYTES_MAX, // looked at together with the memory
          Setting.HISTORY_TOPICS, // who may not subscribe can't read it either
          Setting.HISTORY_AGE,
          Setting.HISTORY_MAX,
          Setting.STORE_SYNC_INTERVAL,
          Setting.STORE_MAX,
          Setting.SINGLE_PACKET,
          Setting.MESSAGE_MAX,
          Setting.PING_INTERVAL,
          Setting.CONTAINER_IDLE_TIMERS);

  @TempDir private Path folder;

  /** Lines of a properties file, in which {@code @name} is a file's path. */
  private record Case(String shows, String not) {}

  private static Case of(Rule rule) {
    return switch (rule) {
      case ANONYMOUS_ANYONE ->
          new Case("rialto.access.anonymous=anyone", "rialto.access.anonymous=loopback");
      case ANONYMOUS_WRITES_ALL -> acls("anonymous", "topic write #", "topic write a/#");
      case USERS_WITHOUT_RULES -> new Case(users(), users() + "\nrialto.access.acl.file=@acl");
      case EVERYBODY_WRITES_ALL ->
          new Case(
              users() + "\n" + acl("pattern write #"), users() + "\n" + acl("pattern write %u/#"));
      case RULES_CHANGEABLE ->
          new Case(
              "rialto.access.acl.file=@acl|rw-rw-r--", "rialto.access.acl.file=@acl|rw-r--r--");
      case PASSWORDS_WEAK -> passwords("a:$6" + HASH, "a:$7$10000" + HASH);
      case PASSWORDS_EXPOSED -> new Case(users().replace("rw-r-----", "rw-r--r--"), users());
      case SCRAM_WEAK -> scram("4096", "10000", "rw-------", "rw-------");
      case SCRAM_EXPOSED -> scram("10000", "10000", "rw--w----", "rw-r-----");
      case GUESSES_UNDELAYED ->
          new Case("rialto.access.failures.delay=900ms", "rialto.access.failures.delay=1s");
      case ORIGINS_ANY ->
          new Case("rialto.access.origins=*", "rialto.access.origins=https://a.example");
      case ORIGINS_UNENCRYPTED ->
          new Case(
              "rialto.access.origins=http://a.example", "rialto.access.origins=https://a.example");
      case PROXY_ON_LOOPBACK ->
          new Case(
              "rialto.access.proxies=127.0.0.1",
              "rialto.access.proxies=127.0.0.1\nrialto.access.anonymous=nobody");
      case TOKEN_KEYS_EXPOSED -> keys(secret(43) + "|rw-r--r--", PUBLIC + "|rw-r--r--");
      case TOKEN_SECRET_SHORT -> keys(secret(42), secret(43));
      case TOKEN_KEYS_UNENCRYPTED ->
          new Case(elsewhere("http://localhost/keys"), elsewhere("https://localhost/keys"));
      case TOKENS_FOR_OTHERS -> keys(PUBLIC, PUBLIC + "\nrialto.access.jwt.audience=us");
      case TOKENS_FROM_OTHERS -> keys(PUBLIC, PUBLIC + "\nrialto.access.jwt.issuer=us");
      case TOKEN_NAMES_CHOSEN -> keys(PUBLIC + "\nrialto.access.jwt.user.claim=email", PUBLIC);
      case COOKIE_FOR_OTHERS ->
          new Case(
              "rialto.access.jwt.cookie=c\nrialto.access.origins=https://a.example",
              "rialto.access.jwt.cookie=c");
      case CERTIFICATE_BY_CN ->
          new Case(
              "rialto.access.authenticators=certificate",
              "rialto.access.authenticators=certificate\nrialto.access.certificate.user=subject");
      case SERVER_DECIDES ->
          new Case(
              "rialto.access.authenticators=server", "rialto.access.authenticators=certificate");
      case CODE_MAY_ALL -> new Case(acl(""), acl("") + "\nrialto.cdi.user=robot");
      case PRESENCE_ANONYMOUS ->
          new Case(
              "rialto.presence=on\n" + acl("topic read $presence/#"),
              "rialto.presence=on\n" + acl("topic read #"));
      case SYS_ANONYMOUS -> acls("loopback", "topic read $SYS/#", "topic read #");
      case TEXT_LOGGED -> new Case("rialto.text.log=true", "rialto.text.log=false");
      case STORE_EXPOSED ->
          new Case("rialto.store.directory=@d/|rwxr-xr-x", "rialto.store.directory=@d/|rwx------");
      case STORE_FORGETS -> new Case("rialto.store=memory", "rialto.store=file");
      case STORE_UNFORCED ->
          new Case("rialto.store.sync=never", "rialto.store.sync=never\nrialto.store=memory");
      case FILE_CHANGEABLE ->
          new Case("rialto.config.file=@p|rw-rw----", "rialto.config.file=@p|rw-r--r--");
      case ADDRESS_TAKES_ALL ->
          new Case("rialto.connections.max=1000", "rialto.connections.max=1001");
      case MEMORY_OVERCOMMITTED -> new Case("rialto.memory.max=61%", "rialto.memory.max=59%");
      case RATE_OFF ->
          new Case("rialto.connections.address.rate=0", "rialto.connections.address.rate=1");
      case LIMIT_HIGH -> new Case("rialto.connect.timeout=61s", "rialto.connect.timeout=60s");
      case LIMIT_OFF ->
          new Case(
              "",
              "rialto.connections.user.max=5\nrialto.publish.rate.max=9\n"
                  + "rialto.publish.bytes.max=1MiB\nrialto.keep-alive.max=60s");
      case TLS_UNSEEN -> new Case(users(), "");
    };
  }

  private static String users() {
    return "rialto.access.passwords.file=@users|rw-r-----|a:$7$10000" + HASH;
  }

  private static Case passwords(String shows, String not) {
    String file = "rialto.access.passwords.file=@users|rw-------|";
    return new Case(file + shows, file + not);
  }

  private static Case scram(String shows, String not, String showing, String others) {
    String line = "rialto.access.scram.file=@scram|%s|a:SCRAM-SHA-256$%s" + SCRAM;
    String end = "A".repeat(43) + "=";
    return new Case(line.formatted(showing, shows) + end, line.formatted(others, not) + end);
  }

  private static String acl(String line) {
    return "rialto.access.acl.file=@acl|rw-r--r--|" + line;
  }

  private static Case acls(String anonymous, String shows, String not) {
    String who = anonymous.equals("loopback") ? "loopback" : "anyone";
    String setting = "rialto.access.anonymous=" + who + "\n";
    return new Case(setting + acl(shows), setting + acl(not));
  }

  private static String secret(int length) {
    return SECRET.formatted("A".repeat(length));
  }

  /** The text of a key set, and behind a bar the file's rights. */
  private static Case keys(String shows, String not) {
    return new Case(keyFile(shows), keyFile(not));
  }

  private static String keyFile(String text) {
    String[] lines = text.split("\n", 2);
    String[] parts = lines[0].split("\\|");
    String rights = parts.length == 1 ? "rw-------" : parts[1];
    return "rialto.access.jwt.keys=@keys|%s|%s".formatted(rights, parts[0])
        + (lines.length == 1 ? "" : "\n" + lines[1]);
  }

  private static String elsewhere(String address) {
    return "rialto.access.jwt.keys=%s\nrialto.access.jwt.issuer=a\nrialto.access.jwt.audience=b"
        .formatted(address);
  }

  private Configuration configuration(String lines) throws IOException, InvalidSettingException {
    var values = new HashMap<String, String>();
    for (String line : lines.lines().toList()) {
      String[] parts = line.split("=", 2);
      values.put(parts[0], parts[1].startsWith("@") ? file(parts[1].substring(1)) : parts[1]);
    }
    values.putIfAbsent("rialto.store.directory", folder.resolve("none").toString());
    Settings settings = new Settings(key -> Optional.ofNullable(values.get(key)));
    return Configuration.of(
        settings,
        values.getOrDefault("rialto.config.file", ""),
        Path.of(settings.text(Setting.STORE_DIRECTORY)));
  }

  /** {@code name|rights|text}; a name that ends with a slash is a directory. */
  private String file(String said) throws IOException {
    String[] parts = said.split("\\|", 3);
    Path path = folder.resolve(parts[0]);
    if (parts[0].endsWith("/")) {
      Files.createDirectories(path);
    } else {
      Files.writeString(path, parts.length < 3 ? "" : parts[2]);
    }
    Files.setPosixFilePermissions(
        path, PosixFilePermissions.fromString(parts.length < 2 ? "rw-------" : parts[1]));
    return path.toString();
  }

  private List<Rule> found(String lines) throws IOException, InvalidSettingException {
    return configuration(lines).findings().stream().map(Finding::rule).toList();
  }

  @ParameterizedTest
  @EnumSource
  void a_rule_finds_what_it_is_for_and_nothing_else(Rule rule) throws Exception {
    assertThat(found(of(rule).shows())).contains(rule);
    assertThat(found(of(rule).not())).doesNotContain(rule);
  }

  @Test
  void nothing_is_open_as_delivered() throws Exception {
    assertThat(found("")).containsOnly(Rule.LIMIT_OFF);
  }

  @Test
  void every_setting_is_looked_at_or_named_as_harmless() {
    Set<Setting> looked =
        Arrays.stream(Rule.values())
            .flatMap(rule -> rule.settings().stream())
            .collect(Collectors.toSet());
    assertThat(looked).doesNotContainAnyElementsOf(HARMLESS);
    looked.addAll(HARMLESS);
    assertThat(looked).containsExactlyInAnyOrder(Setting.values());
  }

  @Test
  void each_bound_is_looked_at_and_no_default_is_above_it() throws Exception {
    Settings defaults = new Settings(key -> Optional.empty());
    assertThat(Bounds.exceeded(defaults)).isEmpty();
    for (Setting each : Bounds.all()) {
      String largest = each.allowed().replaceFirst(".* to (.*?)(, such as .*)?$", "$1");
      Settings high =
          new Settings(key -> key.equals(each.key()) ? Optional.of(largest) : Optional.empty());
      assertThat(Bounds.exceeded(high)).containsExactly(each);
    }
  }

  @Test
  void a_line_names_severity_setting_danger_and_mend() throws Exception {
    assertThat(configuration("rialto.text.log=true").findings().get(0))
        .hasToString(
            "open  rialto.text.log: Who can read the log can read what text clients send."
                + " Set it to false when you have seen enough. [text-logged]");
  }
}
