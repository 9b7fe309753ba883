package dev.rialto.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rialto.config.InvalidSettingException;
import dev.rialto.config.Settings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may open a connection. */
class HandshakePolicyTest {
  private static final Forwarded VIA = Forwarded.legacy(null, null, null);

  private static HandshakePolicy policy(String... keysAndValues) throws InvalidSettingException {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      values.put("rialto.access." + keysAndValues[i], keysAndValues[i + 1]);
    }
    return new HandshakePolicy(new Settings(key -> Optional.ofNullable(values.get(key))));
  }

  private static HandshakeFacts facts(
      String peer, String host, String origin, Forwarded forwarded) {
    return new HandshakeFacts(peer, false, host, origin, false, forwarded, false, Shown.NOTHING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"::1", "0:0:0:0:0:0:0:1", "127.0.0.1", "127.0.0.2", "::ffff:127.0.0.1"})
  void a_program_on_this_machine_may(String peer) throws InvalidSettingException {
    for (String host : new String[] {"localhost:8080", "LOCALHOST", "127.0.0.1", "[::1]:8080"}) {
      assertThat(policy().refusal(facts(peer, host, null, Forwarded.NOT))).isEmpty();
    }
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"10.0.0.1", "::ffff:10.0.0.1", "2001:db8::1", "", "localhost", "127.1"})
  void a_program_on_another_machine_may_not(String peer) throws InvalidSettingException {
    assertThat(policy().refusal(facts(peer, "localhost", null, Forwarded.NOT)).orElseThrow())
        .isEqualTo(
            "Only programs on this machine may connect, by a loopback address and without a proxy,"
                + " unless there is a rialto.access.passwords.file, or rialto.access.anonymous is set to anyone.");
  }

  /** DNS rebinding: a stranger's page binds the stranger's name to 127.0.0.1. */
  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "evil.com",
        "localhost.evil.com",
        "127.0.0.1.evil.com",
        "127.evil.com",
        "127.0.0.1@evil",
        "0.0.0.0",
        "",
        "10.0.0.1",
        "[::]"
      })
  void a_name_that_is_not_of_loopback_is_refused(String host) throws InvalidSettingException {
    assertThat(policy().refusal(facts("127.0.0.1", host, null, Forwarded.NOT))).isPresent();
    assertThat(policy().refusal(facts("127.0.0.1", host, "http://" + host, Forwarded.NOT)))
        .isPresent();
  }

  @Test
  void what_came_through_a_proxy_on_this_machine_is_refused() throws InvalidSettingException {
    HandshakePolicy named = policy("proxies", "127.0.0.1");
    for (Forwarded forwarded :
        new Forwarded[] {
          VIA,
          Forwarded.standard(""),
          Forwarded.standard("for=127.0.0.1"),
          Forwarded.legacy("127.0.0.1", null, null),
          Forwarded.legacy(null, "http", null)
        }) {
      assertThat(policy().refusal(facts("127.0.0.1", "localhost", null, forwarded))).isPresent();
      assertThat(named.refusal(facts("127.0.0.1", "localhost", null, forwarded))).isPresent();
    }
  }

  @Test
  void a_foreign_page_is_refused_on_this_machine_too() throws InvalidSettingException {
    assertThat(policy().refusal(facts("::1", "localhost", "https://evil.com", Forwarded.NOT)))
        .contains(
            "Pages of this origin may not connect; rialto.access.origins lists those that may,"
                + " and rialto.access.proxies names a proxy that ends TLS.");
    assertThat(policy().refusal(facts("::1", "localhost:1", "http://localhost", Forwarded.NOT)))
        .isPresent();
    assertThat(policy().refusal(facts("::1", "localhost", "http://localhost", Forwarded.NOT)))
        .isEmpty();
  }

  @Test
  void anyone_may_when_the_operator_says_so() throws InvalidSettingException {
    HandshakePolicy open = policy("anonymous", "anyone");
    assertThat(open.refusal(facts("10.0.0.1", "example.org", null, VIA))).isEmpty();
    assertThat(open.refusal(facts("10.0.0.1", null, null, VIA))).isEmpty();
    assertThat(open.refusal(facts("10.0.0.1", "example.org", "http://evil.com", VIA))).isPresent();
    assertThat(open.refusal(facts("10.0.0.1", "example.org", "http://example.org", VIA))).isEmpty();
    assertThat(open.refusal(facts("10.0.0.1", "example.org", "https://example.org", VIA)))
        .isPresent();
  }

  @Test
  void over_tls_the_own_origin_is_https() throws InvalidSettingException {
    HandshakePolicy open = policy("anonymous", "anyone");
    for (boolean secure : new boolean[] {true, false}) {
      HandshakeFacts https =
          new HandshakeFacts(
              "10.0.0.1",
              secure,
              "a.example",
              "https://a.example",
              false,
              Forwarded.NOT,
              true,
              Shown.NOTHING);
      assertThat(open.refusal(https).isEmpty()).isEqualTo(secure);
    }
  }

  @Test
  void a_page_with_cookies_cannot_pass_as_an_arduino() throws InvalidSettingException {
    HandshakePolicy open = policy("anonymous", "anyone");
    for (boolean credentialed : new boolean[] {true, false}) {
      HandshakeFacts arduino =
          new HandshakeFacts(
              "10.0.0.1", false, "a", "file://", false, Forwarded.NOT, credentialed, Shown.NOTHING);
      assertThat(open.refusal(arduino).isPresent()).isEqualTo(credentialed);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https, a.example, true",
    "HTTPS, A.example:443, true",
    "wss, a.example, true", // as Traefik puts it
    "http, a.example, false",
    "https, b.example, false",
    ", a.example, false",
    "https, , false",
  })
  void a_named_proxy_tells_the_address_that_the_page_came_from(
      String scheme, String host, boolean allowed) throws InvalidSettingException {
    Forwarded forwarded = Forwarded.legacy("192.0.2.7", scheme, host);
    HandshakePolicy named = policy("anonymous", "anyone", "proxies", "10.0.0.1, ::1");
    for (String proxy : new String[] {"10.0.0.1", "::ffff:10.0.0.1", "0:0:0:0:0:0:0:1"}) {
      assertThat(named.refusal(facts(proxy, "backend", "https://a.example", forwarded)).isEmpty())
          .isEqualTo(allowed);
    }
    assertThat(named.refusal(facts("10.0.0.2", "backend", "https://a.example", forwarded)))
        .isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10.0.0.1 | 192.0.2.7                              | 192.0.2.7",
        "10.0.0.1 | 6.6.6.6, 192.0.2.7                     | 192.0.2.7", // the first is a lie
        "10.0.0.1 | 6.6.6.6, 192.0.2.7, 10.0.0.2           | 192.0.2.7",
        "10.0.0.1 | 6.6.6.6, 10.0.0.2, 192.0.2.7, 10.0.0.2 | 192.0.2.7",
        "10.0.0.1 | 10.0.0.2, 10.0.0.1                     | 10.0.0.2", // a proxy is the client
        "10.0.0.1 | [2001:db8::1]:4711                     | 2001:db8::1",
        "10.0.0.1 | 6.6.6.6, [::ffff:10.0.0.2]:80          | 6.6.6.6",
        "10.0.0.1 | 6.6.6.6, unknown                       | unknown",
        "10.0.0.1 | 6.6.6.6, fa.ce                         | fa.ce",
        "10.0.0.1 |                                        | 10.0.0.1",
        "10.0.0.3 | 6.6.6.6                                | 10.0.0.3", // not named
        "10.0.0.3 | 6.6.6.6, 10.0.0.1                      | 10.0.0.3",
        "::1      | 127.0.0.1                              | ::1",
      })
  void the_client_is_the_first_from_the_right_that_is_no_named_proxy(
      String peer, String way, String client) throws InvalidSettingException {
    Forwarded forwarded = Forwarded.legacy(way, null, null);
    assertThat(
            policy("proxies", "10.0.0.1,10.0.0.2")
                .client(facts(peer, "localhost", null, forwarded)))
        .isEqualTo(client);
    assertThat(policy().client(facts(peer, "localhost", null, forwarded))).isEqualTo(peer);
  }

  /** A proxy on the way that gives no address must not promote what the client wrote itself. */
  @Test
  void a_hop_without_an_address_hides_whatever_is_left_of_it() throws InvalidSettingException {
    Forwarded forwarded = Forwarded.standard("for=6.6.6.6, proto=https;host=a.example");
    assertThat(policy("proxies", "10.0.0.1").client(facts("10.0.0.1", "b", null, forwarded)))
        .isEqualTo("unknown");
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "1.2", "10.0.0.256", "127.1", ":::", "fa.ce", "10.0.0.1:80", "7"})
  void a_proxy_that_is_no_address_stops_the_deployment(String proxy) {
    assertThatThrownBy(() -> policy("proxies", "10.0.0.1, " + proxy))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage(
            "rialto.access.proxies has '%s', but must be IP addresses, separated by commas."
                .formatted(proxy));
  }

  @Test
  void a_proxy_may_be_named_twice() throws InvalidSettingException {
    assertThat(policy("proxies", "10.0.0.1,10.0.0.1,::ffff:10.0.0.1")).isNotNull();
  }

  @Property(tries = 2000)
  void nonsense_never_throws_and_never_is_local(
      @ForAll String peer, @ForAll String host, @ForAll String origin, @ForAll String header)
      throws InvalidSettingException {
    HandshakePolicy named = policy("proxies", "10.0.0.1");
    for (String at : new String[] {peer, "10.0.0.1"}) {
      HandshakeFacts facts = facts(at, host, origin, Forwarded.standard(header));
      assertThat(named.refusal(facts)).isPresent();
      assertThatCode(() -> named.client(facts)).doesNotThrowAnyException();
    }
    assertThat(named.refusal(facts("127.0.0.1", host, null, Forwarded.NOT))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"automatic", "nobody", "loopback", "anyone"})
  void where_there_are_passwords_connect_decides(String anonymous) throws InvalidSettingException {
    HandshakePolicy policy = policy("anonymous", anonymous, "passwords.file", "/etc/passwords");
    HandshakeFacts stranger = facts("10.0.0.1", "a.example", null, Forwarded.NOT);
    HandshakeFacts neighbour = facts("127.0.0.1", "localhost", null, Forwarded.NOT);
    assertThat(policy.refusal(stranger)).isEmpty();
    assertThat(policy.visitor(stranger)).isEqualTo(new Visitor("10.0.0.1", false));
    assertThat(policy.visitor(neighbour)).isEqualTo(new Visitor("127.0.0.1", true));
    assertThat(policy.refusal(facts("127.0.0.1", "localhost", "http://evil.com", Forwarded.NOT)))
        .isPresent();
  }

  @Test
  void the_servers_own_users_may_where_the_operator_says_so() throws InvalidSettingException {
    HandshakeFacts joe =
        new HandshakeFacts(
            "10.0.0.1", false, "a.example", null, false, Forwarded.NOT, true, Shown.user("joe"));
    HandshakePolicy trusting = policy("authenticators", "server", "anonymous", "nobody");
    assertThat(policy().refusal(joe)).isPresent();
    assertThat(trusting.refusal(joe)).isEmpty();
    assertThat(trusting.visitor(joe)).isEqualTo(new Visitor("10.0.0.1", false, "joe"));
    assertThat(trusting.refusal(facts("10.0.0.1", "a.example", null, Forwarded.NOT))).isPresent();
    assertThat(
            trusting.refusal(
                new HandshakeFacts(
                    "10.0.0.1",
                    false,
                    "a.example",
                    "http://evil.com",
                    false,
                    Forwarded.NOT,
                    true,
                    Shown.user("joe"))))
        .isPresent(); // another site's page, with joe's cookie
  }

  @Test
  void nobody_is_nobody_on_this_machine_either() throws InvalidSettingException {
    HandshakeFacts neighbour = facts("127.0.0.1", "localhost", null, Forwarded.NOT);
    assertThat(policy("anonymous", "nobody").refusal(neighbour)).isPresent();
    assertThat(policy("anonymous", "loopback").refusal(neighbour)).isEmpty();
  }

  private static final Secret COOKIE = new Secret("cookie");

  private static HandshakeFacts withCookie(String origin, boolean ownPage) {
    Shown cookie = new Shown(null, Set.of(), null, null, COOKIE, null);
    return new HandshakeFacts(
        "10.0.0.1", false, "a.example", origin, ownPage, Forwarded.NOT, true, cookie);
  }

  /** A browser sends it with any page's request. */
  @ParameterizedTest
  @CsvSource({
    "http://a.example, false, true",
    "https://b.example, false, true", // listed by name
    "https://evil.example, false, false", // any may come, but not in its user's name
    "file://, false, false",
    "null, false, false",
    ", true, true", // a GET by a page of ours has no origin
    ", false, false",
    "https://evil.example, true, false",
  })
  void a_cookie_is_believed_from_pages_of_ours_and_of_listed_origins(
      String origin, boolean ownPage, boolean believed) throws InvalidSettingException {
    HandshakePolicy policy = policy("anonymous", "anyone", "origins", "https://b.example,*");
    Visitor visitor = policy.visitor(withCookie(origin, ownPage));
    assertThat(visitor.token()).isEqualTo(believed ? COOKIE : null);
  }

  @Test
  void a_header_needs_no_origin_and_goes_first() throws InvalidSettingException {
    Secret header = new Secret("header");
    Shown both = new Shown(null, Set.of(), null, header, COOKIE, null);
    HandshakeFacts facts =
        new HandshakeFacts("10.0.0.1", false, "a", null, true, Forwarded.NOT, true, both);
    assertThat(policy().visitor(facts).token()).isEqualTo(header);
  }

  @Test
  void a_secret_is_not_shown_by_what_has_it() throws InvalidSettingException {
    HandshakeFacts facts = withCookie(null, true);
    assertThat(facts.toString() + policy().visitor(facts)).doesNotContain("cookie\"", "[text=");
    assertThat(COOKIE.toString()).isEqualTo("a secret");
  }

  @Test
  void keys_of_tokens_let_everybody_try() throws InvalidSettingException {
    HandshakeFacts stranger = facts("10.0.0.1", "a.example", null, Forwarded.NOT);
    assertThat(policy().refusal(stranger)).isPresent();
    assertThat(policy("jwt.keys", "keys.json").refusal(stranger)).isEmpty();
  }

  @Test
  void a_ticket_opens_the_door_and_is_taken_by_who_goes_through() throws Exception {
    Proof anna = Proof.of("anna");
    List<Secret> taken = new ArrayList<>();
    HandshakePolicy policy =
        new HandshakePolicy(
            Logins.settings(),
            ticket -> {
              taken.add(ticket);
              return anna;
            });
    Shown ticket = new Shown(null, Set.of(), null, null, null, new Secret("t"));
    HandshakeFacts facts =
        new HandshakeFacts("10.0.0.1", false, "a", null, false, Forwarded.NOT, false, ticket);
    assertThat(policy.refusal(facts)).isEmpty();
    assertThat(taken).isEmpty();
    assertThat(policy.visitor(facts).ticket().proof()).isEqualTo(anna);
    assertThat(taken).containsExactly(new Secret("t"));
    assertThat(policy.refusal(facts.withoutTicket())).isPresent();
    assertThat(policy.visitor(facts.withoutTicket()).ticket()).isNull();
    assertThat(policy().visitor(facts).ticket().proof()).isNull(); // no ticket of ours
  }

  @ParameterizedTest
  @CsvSource({
    "automatic, false, false, false",
    "automatic, true, true, true",
    "loopback, true, true, false",
    "loopback, true, false, true",
    "nobody, false, true, true",
    "anyone, true, false, false",
  })
  void somebody_must_be_known_where_nobody_may_be_anonymous(
      String anonymous, boolean users, boolean local, boolean needed) throws Exception {
    String keys = users ? "keys.json" : "";
    HandshakePolicy policy = policy("anonymous", anonymous, "jwt.keys", keys);
    HandshakeFacts facts =
        facts(local ? "127.0.0.1" : "10.0.0.1", "localhost", null, Forwarded.NOT);
    assertThat(policy.needsUser(facts)).isEqualTo(needed);
  }
}
