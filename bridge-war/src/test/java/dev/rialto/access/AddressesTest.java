package dev.rialto.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is an address, what is this machine, and what only looks like it. */
class AddressesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.0.0.2",
        "127.255.255.255",
        "::1",
        "0:0:0:0:0:0:0:1",
        "::ffff:127.0.0.1",
        "::FFFF:7f00:1",
        "0:0::0:1"
      })
  void these_are_this_machine(String address) {
    assertThat(Addresses.isLoopback(address)).isTrue();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "10.0.0.1",
        "0.0.0.0",
        "::",
        "::2",
        "128.0.0.1",
        "126.255.255.255",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "fe80::1",
        "localhost",
        "127.1",
        "127",
        "127.0.0",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "127.0.0.1.",
        "127.0.0.1:80",
        "[::1]",
        " 127.0.0.1",
        "127.0.0.1 ",
        "127.0.0.256",
        "127.0.0.01",
        "127.0.0.1.evil.com",
        "127.0.0.1@evil",
        "127.0.0.1%lo",
        "\uff11\uff12\uff17.0.0.1"
      })
  void these_are_not(String address) {
    assertThat(Addresses.isLoopback(address)).isFalse();
  }

  /** A name that a stranger sends must not make this machine ask the stranger's name server. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "fa.ce",
        "bad.cafe",
        "cafe.de",
        "deadbeef",
        ".::1",
        "a.b.c.d",
        "1.2.3.4.5",
        "1.2",
        "256.1.1.1",
        "1.2.3",
        "..",
        ".",
        "1.2.3.de",
        "localhost",
        "0.0.0.0.ee"
      })
  void a_name_is_no_address_though_all_its_letters_are_hexadecimal_digits(String name) {
    assertThat(Addresses.parse(name)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7",
    "255.249.199.99, 255.249.199.99",
    "::ffff:192.0.2.7, 192.0.2.7",
    "2001:db8::1, 2001:db8:0:0:0:0:0:1",
    "2001:DB8:0::0001, 2001:db8:0:0:0:0:0:1",
    "::, 0:0:0:0:0:0:0:0",
  })
  void an_address_is_the_same_in_all_its_forms(String text, String shown) {
    assertThat(Addresses.parse(text)).isNotNull();
    assertThat(Addresses.parse(text).getHostAddress()).isEqualTo(shown);
    assertThat(Addresses.parse(text)).isEqualTo(Addresses.parse(shown));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {":", ":::", "1:2", "::1::", "1:2:3:4:5:6:7:8:9", "::g", "::1%", "12345::"})
  void what_has_a_colon_is_not_always_an_address(String text) {
    assertThat(Addresses.parse(text)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST",
        "LocalHost:8080",
        "localhost:",
        "127.0.0.1",
        "127.0.0.1:8080",
        "127.9.9.9",
        "[::1]",
        "[::1]:8080",
        "[0:0:0:0:0:0:0:1]:80",
        "[::ffff:127.0.0.1]"
      })
  void these_hosts_are_names_of_loopback(String host) {
    assertThat(Addresses.isLoopbackHost(host)).isTrue();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        ":",
        ":8080",
        "localhost.evil.com",
        "localhost.evil.com:8080",
        "localhost.",
        "localhost.:80",
        "xlocalhost",
        "localhost@evil.com",
        "localhost:80@evil.com",
        "localhost:8080:8080",
        "localhost,evil.com",
        "localhost evil.com",
        "localhost/",
        "localhost:80\n",
        "localhost%00",
        "127.0.0.1.evil.com",
        "127.evil.com",
        "127.0.0.1@evil",
        "127.1",
        "127.0.0.256",
        "127.0.0.1.",
        "127.0.0.1.127",
        "0.0.0.0",
        "[::]",
        "::1",
        "[::1",
        "::1]",
        "[::1]x",
        "[fa.ce]",
        "[localhost]",
        "[[::1]]",
        "[::1].evil.com",
        "[10.0.0.1]",
        "10.0.0.1",
        "[]",
        "[",
        "]",
        "evil.com:127.0.0.1"
      })
  void these_hosts_are_not(String host) {
    assertThat(Addresses.isLoopbackHost(host)).isFalse();
  }

  @Provide
  Arbitrary<String> nearlyAddresses() {
    return Arbitraries.strings()
        .withChars("0123456789abcdefABCDEF.:[]%@-xlocalhost \t\n\u0000\uff11")
        .ofMaxLength(45);
  }

  @Property(tries = 3000)
  void nothing_throws_and_nothing_but_loopback_is_loopback(
      @ForAll("nearlyAddresses") String text, @ForAll String anything) {
    for (String host : new String[] {text, anything}) {
      assertThatCode(() -> Addresses.parse(host)).doesNotThrowAnyException();
      if (Addresses.isLoopbackHost(host)) {
        assertThat(host).matches("(?i)(localhost|127\\.[0-9.]+|\\[[0-9a-f:.]+\\])(:[0-9]*)?");
      }
    }
  }
}
