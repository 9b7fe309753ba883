package dev.rialto.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which pages may connect. */
class OriginsTest {
  private static final String OWN = "https://example.org";

  private static final Origins NONE_LISTED = new Origins(List.of());

  private static final Origins LISTED =
      new Origins(List.of("https://page.example:8443", "HTTP://Other.Example:80", "https://[::1]"));

  @ParameterizedTest
  @CsvSource({
    "https://example.org, https://example.org",
    "https://example.org, https://example.org:443",
    "https://example.org:443, https://example.org",
    "HTTPS://EXAMPLE.ORG, https://example.org",
    "https://example.org, https://EXAMPLE.org:443",
    "http://example.org, http://example.org:80",
    "http://localhost:8080, http://localhost:8080",
    "http://[::1]:8080, http://[::1]:8080",
    "http://[::1], http://[::1]:80",
  })
  void a_page_of_this_very_address_may(String origin, String own) {
    assertThat(NONE_LISTED.allow(origin, own, true)).isTrue();
    assertThat(NONE_LISTED.allow(origin, own, false)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.org",
        "https://example.org:8443",
        "https://example.org:80",
        "null",
        "NULL",
        "",
        " ",
        "https://",
        "example.org",
        "//example.org",
        "wss://example.org",
        "ftp://example.org",
        "https://example.org.evil.com",
        "https://evil-example.org",
        "https://evil.com/example.org",
        "https://example.org@evil.com",
        "https://evil.com#https://example.org",
        "https://www.example.org",
        "https://example.org/",
        "https://example.org https://evil.com",
        "https://example.org,",
        "*",
        "https://example.org:4430",
        "https://example.org:443:443",
        "https://example.org.",
        "file:///",
        "file://evil.com",
        "FILE://",
        "file:",
        "chrome-extension://abcdef",
        "https://ехample.org"
      })
  void a_page_of_any_other_may_not(String origin) {
    assertThat(NONE_LISTED.allow(origin, OWN, false)).isFalse();
    assertThat(NONE_LISTED.allow(origin, OWN, true)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://page.example:8443",
        "https://PAGE.example:8443",
        "http://other.example",
        "http://other.example:80",
        "https://[::1]",
        "https://[::1]:443",
        "https://example.org"
      })
  void a_page_that_is_listed_may(String origin) {
    assertThat(LISTED.allow(origin, OWN, true)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://page.example", "http://page.example:8443", "https://page.example:84430",
        "https://other.example", "https://other.example:80", "https://a.page.example:8443",
        "https://page.example:8443.evil.com", "https://[::2]", "null"
      })
  void a_page_that_only_looks_like_one_of_the_list_may_not(String origin) {
    assertThat(LISTED.allow(origin, OWN, false)).isFalse();
  }

  @Test
  void a_device_sends_no_origin() {
    assertThat(NONE_LISTED.allow(null, OWN, false)).isTrue();
    assertThat(NONE_LISTED.allow(null, OWN, true)).isTrue();
  }

  /** The library arduinoWebSockets sends it always; with a user's cookie it is no device. */
  @Test
  void an_arduino_may_unless_it_has_credentials() {
    assertThat(NONE_LISTED.allow("file://", OWN, false)).isTrue();
    assertThat(NONE_LISTED.allow("file://", OWN, true)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.com", "null", "file://", "", "nonsense"})
  void the_star_means_everyone(String origin) {
    assertThat(new Origins(List.of("https://a.example", "*")).allow(origin, OWN, true)).isTrue();
  }

  @Property(tries = 2000)
  void nonsense_neither_throws_nor_gets_in(@ForAll String origin, @ForAll String own) {
    assertThatCode(() -> LISTED.allow(origin, own, false)).doesNotThrowAnyException();
    if (!origin.equals("file://")) {
      assertThat(LISTED.allow(origin, OWN, true)).isFalse();
    }
  }
}
