package dev.rialto.edge.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.access.Secret;
import dev.rialto.access.Shown;
import dev.rialto.config.CertificateUser;
import dev.rialto.config.Setting;
import dev.rialto.session.TestBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request shows of who has sent it. */
class RequestFactsTest {
  private static Shown shown(FakeRequest request, Object... settings) {
    return RequestFacts.of(TestBroker.settings(settings), request.asRequest()).shown();
  }

  private static FakeRequest request() {
    return FakeRequest.handshake();
  }

  @Test
  void nothing_is_nothing() {
    assertThat(shown(request())).isEqualTo(Shown.NOTHING);
  }

  @ParameterizedTest
  @CsvSource({
    "Bearer abc.d.e, abc.d.e",
    "bearer  abc, abc",
    "Basic YTpi, ",
    "Bearer, ",
    "Bearerabc, ",
  })
  void a_token_may_be_in_the_authorization(String header, String token) {
    assertThat(shown(request().header("Authorization", header)).bearer())
        .isEqualTo(token == null ? null : new Secret(token));
  }

  @ParameterizedTest
  @CsvSource({
    "'mqtt, bearer.abc.d.e', abc.d.e",
    "bearer.abc, abc",
    "'bearer, mqtt', ",
    "mqtt, ",
  })
  void or_among_the_subprotocols(String offered, String token) {
    assertThat(shown(request().header("Sec-WebSocket-Protocol", offered)).bearer())
        .isEqualTo(token == null ? null : new Secret(token));
    assertThat(Handshakes.negotiated(java.util.List.of(offered))).doesNotContain("bearer");
  }

  @Test
  void or_in_the_cookie_that_the_operator_names() {
    FakeRequest request = request().cookie("session", "abc");
    assertThat(shown(request).cookie()).isNull();
    assertThat(shown(request, Setting.ACCESS_JWT_COOKIE, "session").cookie())
        .isEqualTo(new Secret("abc"));
    assertThat(shown(request, Setting.ACCESS_JWT_COOKIE, "Session").cookie()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "ticket=abc, abc",
    "filter=a&ticket=a%2Bc&x=y, a+c",
    "ticket=a&ticket=b, a",
    "ticket=%zz, ''",
    "myticket=abc, ",
    "filter=ticket=abc, ",
  })
  void a_ticket_is_in_the_query(String query, String ticket) {
    assertThat(shown(request().query(query)).ticket())
        .isEqualTo(ticket == null ? null : new Secret(ticket));
  }

  @Test
  void the_servers_user_has_those_of_the_roles_that_matter() {
    FakeRequest joe = request().user("joe").inRoles("ops", "chef");
    assertThat(shown(joe).roles()).isEmpty();
    assertThat(shown(joe, Setting.ACCESS_SERVER_ROLES, "ops,admin").roles()).containsExactly("ops");
    assertThat(shown(request().inRoles("ops"), Setting.ACCESS_SERVER_ROLES, "ops").roles())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "CN=sensor-1,OU=devices,O=Example; CN; sensor-1",
        "O=Example,CN=the company,OU=devices,CN=sensor-1; CN; the company",
        "cn=sensor-1; CN; sensor-1",
        "CN=a\\,CN\\=admin,O=x; CN; a,CN=admin", // no way to add another name
        "O=CN\\=admin; CN; ",
        "O=Example; CN; ",
        "''; CN; ",
        "''; SUBJECT; ",
        "CN=sensor-1,OU=devices; SUBJECT; CN=sensor-1,OU=devices",
      })
  void a_certificate_names_its_user(String subject, CertificateUser which, String user) {
    assertThat(RequestFacts.user(subject, which)).isEqualTo(user);
  }

  @Test
  void only_a_browser_says_that_a_page_of_ours_has_asked() {
    assertThat(RequestFacts.of(TestBroker.settings(), request().asRequest()).ownPage()).isFalse();
    for (String site : new String[] {"same-origin", "same-site", "cross-site", "none"}) {
      FakeRequest page = request().header("Sec-Fetch-Site", site);
      assertThat(RequestFacts.of(TestBroker.settings(), page.asRequest()).ownPage())
          .isEqualTo(site.equals("same-origin"));
    }
  }
}
