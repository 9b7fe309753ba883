package dev.rialto.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the headers of proxies are read; whether they are believed is another matter. */
class ForwardedTest {
  private static List<String> list(String joined) {
    return joined.isEmpty() ? List.of() : List.of(joined.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "for=192.0.2.7                                   | 192.0.2.7             |       |",
        "For=192.0.2.7;Proto=HTTPS;Host=Example.org:8443 | 192.0.2.7             | https | Example.org:8443",
        "for=192.0.2.7:1234 ; proto=https                | 192.0.2.7             | https |",
        "for=\"192.0.2.7:1234\"                          | 192.0.2.7             |       |",
        "for=\"[2001:db8::1]:1234\"                      | 2001:db8::1           |       |",
        "for=\"[2001:db8::1]\";host=\"[::1]:80\"         | 2001:db8::1           |       | [::1]:80",
        "for=1.1.1.1;proto=https, for=2.2.2.2;proto=http | 1.1.1.1 2.2.2.2       | http  |",
        "for=1.1.1.1,for=2.2.2.2                         | 1.1.1.1 2.2.2.2       |       |",
        "for=1.1.1.1, for=unknown, for=_hidden           | 1.1.1.1 unknown _hidden |     |",
        "for=1.1.1.1, proto=https                        | 1.1.1.1 unknown       | https |",
        "by=10.0.0.1                                     | unknown               |       |",
        "for=1.1.1.1;proto=wss                           | 1.1.1.1               | https |",
        "for=\"1.1.1.1, for=2.2.2.2                      | 1.1.1.1 2.2.2.2       |       |",
      })
  void the_standard_header_is_read(String header, String clients, String scheme, String host) {
    assertThat(Forwarded.standard(header))
        .isEqualTo(new Forwarded(true, list(clients), scheme, host));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ",", ";", " , ,"})
  void an_empty_standard_header_is_a_trace_of_a_proxy_and_says_nothing(String header) {
    assertThat(Forwarded.standard(header).present()).isTrue();
    assertThat(Forwarded.standard(header).scheme()).isNull();
    assertThat(Forwarded.standard(header).host()).isNull();
    assertThat(Forwarded.standard(header).clients()).isSubsetOf("unknown");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.0.2.7                 | https       | example.org     | 192.0.2.7   | https | example.org",
        "192.0.2.7:1234            | http        |                 | 192.0.2.7   | http  |",
        "1.1.1.1, 2.2.2.2          | https, http | a.example, b.example | 1.1.1.1 2.2.2.2 | http | b.example",
        "2001:db8::1               |             |                 | 2001:db8::1 |       |",
        "[2001:db8::1]             |             |                 | 2001:db8::1 |       |",
        "[2001:db8::1]:1234        | HTTPS       |                 | 2001:db8::1 | https |",
        "' , 1.1.1.1,'             | ''          | ','             | 1.1.1.1     |       |",
        "1.1.1.1                   | wss         |                 | 1.1.1.1     | https |",
        "1.1.1.1                   | WS          |                 | 1.1.1.1     | http  |",
      })
  void the_older_headers_are_read(
      String clientsIn,
      String schemeIn,
      String hostIn,
      String clients,
      String scheme,
      String host) {
    assertThat(Forwarded.legacy(clientsIn, schemeIn, hostIn))
        .isEqualTo(new Forwarded(true, list(clients), scheme, host));
  }

  @Test
  void older_headers_that_are_not_there_say_nothing_but_that_there_is_a_proxy() {
    assertThat(Forwarded.legacy(null, null, null))
        .isEqualTo(new Forwarded(true, List.of(), null, null));
    assertThat(Forwarded.NOT.present()).isFalse();
  }

  @Test
  void the_standard_header_is_believed_alone_or_beside_older_ones_that_agree() {
    Forwarded standard = Forwarded.standard("for=1.1.1.1;proto=https;host=a.example");
    assertThat(standard.besides(Forwarded.NOT)).isEqualTo(standard);
    assertThat(standard.besides(Forwarded.legacy(null, null, null))).isEqualTo(standard);
    assertThat(standard.besides(Forwarded.legacy("1.1.1.1", "https", null))).isEqualTo(standard);
  }

  /** A proxy that sets X-Forwarded-For passes on the Forwarded header of a liar, and vice versa. */
  @ParameterizedTest
  @CsvSource({"6.6.6.6,,", "'6.6.6.6, 1.1.1.1',,", ",https,", ",,b.example"})
  void two_kinds_of_headers_that_disagree_say_nothing(String clients, String scheme, String host) {
    assertThat(Forwarded.standard("for=1.1.1.1").besides(Forwarded.legacy(clients, scheme, host)))
        .isEqualTo(new Forwarded(true, List.of(), null, null));
  }

  @Provide
  Arbitrary<String> headers() {
    return Arbitraries.frequencyOf(
        Tuple.of(3, Arbitraries.strings().withChars("for=proto;,\"[]: .019aF\\\t").ofMaxLength(60)),
        Tuple.of(1, Arbitraries.strings().ofMaxLength(60)));
  }

  @Property(tries = 3000)
  void malformed_headers_never_throw_and_are_always_a_trace(
      @ForAll("headers") String a, @ForAll("headers") String b, @ForAll("headers") String c) {
    Forwarded standard = Forwarded.standard(a);
    Forwarded older = Forwarded.legacy(a, b, c);
    assertThat(standard.present()).isTrue();
    assertThat(older.present()).isTrue();
    assertThat(standard.besides(older).present()).isTrue();
    assertThat(standard.clients()).doesNotContainNull();
    assertThat(older.clients()).doesNotContainNull();
  }
}
