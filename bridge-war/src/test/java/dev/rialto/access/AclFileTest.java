package dev.rialto.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rialto.config.InvalidSettingException;
import dev.rialto.topic.InvalidTopicException;
import dev.rialto.topic.TopicFilter;
import dev.rialto.topic.TopicName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ACL files: what is one, and what it lets whom do. */
class AclFileTest {
  private static final String FORM =
      "is not user, role, topic or pattern, a right (read, write, readwrite, deny) and a topic filter";

  @TempDir private Path folder;

  private AclFile acl(String... lines) throws Exception {
    Path file = Files.writeString(folder.resolve("acl"), String.join("\n", lines));
    return AclFile.read(file.toString());
  }

  private static Permissions of(AclFile acl, String user, String clientId) {
    return acl.permissions(new Identity(user, clientId));
  }

  private static String rights(Permissions permissions, String topic) throws InvalidTopicException {
    TopicName name = TopicName.of(topic);
    return (permissions.mayRead(name) ? "r" : "-") + (permissions.mayPublish(name) ? "w" : "-");
  }

  @ParameterizedTest
  @CsvSource({
    "anna, house/x, rw",
    "anna, readable, r-",
    "anna, writable, -w",
    "anna, both, rw",
    "anna, house/secret/x, --", // a deny wins, in front of what it denies
    "anna, house/safe, --", // or behind it
    "anna, elsewhere, --",
    "anna, public/x, --", // for anonymous clients only, as in Mosquitto
    "bert, own, r-",
    "bert, house/x, --",
    "bert, both, --",
    "Anna, house/x, --",
    "carl, house/x, --", // who isn't mentioned may do nothing
    ", public/x, r-",
    ", house/x, --",
    "anna, with blanks in/it, rw",
  })
  void each_has_the_rights_of_its_lines(String user, String topic, String rights) throws Exception {
    AclFile acl =
        acl(
            "# rights",
            "topic read public/#",
            "",
            "user anna",
            "topic deny house/secret/#",
            "topic house/#",
            "topic deny house/safe",
            "topic read readable",
            "topic write writable",
            "topic readwrite both   ",
            "user bert",
            "topic read own",
            "user anna",
            "topic readwrite with blanks in/it");
    assertThat(rights(of(acl, user, "client"), topic)).isEqualTo(rights);
    assertThat(acl.size()).isEqualTo(12);
  }

  @Test
  void an_empty_file_denies_everything() throws Exception {
    Permissions anybody = of(acl(""), "anna", "client");
    assertThat(rights(anybody, "a")).isEqualTo("--");
    assertThat(anybody.maySubscribe(TopicFilter.of("#"))).isFalse();
  }

  @Test
  void the_servers_own_topics_can_be_read_by_an_explicit_rule_and_never_written() throws Exception {
    AclFile acl = acl("user anna", "topic #", "user bert", "topic readwrite $SYS/#", "topic +/+");
    assertThat(rights(of(acl, "anna", "c"), "$SYS/x")).isEqualTo("--");
    assertThat(rights(of(acl, "bert", "c"), "$SYS/x")).isEqualTo("r-");
    assertThat(rights(of(acl, "bert", "c"), "$other/x")).isEqualTo("--");
  }

  @ParameterizedTest
  @CsvSource({
    "house/x, true",
    "house/#, true",
    "#, true", // gets what it may read
    "+/x, true",
    "house/secret, false",
    "house/secret/#, false",
    "house/+/lamp, true",
    "garden/#, false",
    "writable, false",
    "$share/group/house/x, true",
    "$share/group/garden/x, false",
    "$share/group/house/secret/x, false",
    "$SYS/#, false",
  })
  void a_subscription_needs_something_that_it_may_read(String filter, boolean may)
      throws Exception {
    AclFile acl =
        acl("user anna", "topic read house/#", "topic deny house/secret/#", "topic write writable");
    assertThat(of(acl, "anna", "c").maySubscribe(TopicFilter.of(filter))).isEqualTo(may);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user",
        "user ",
        "topic",
        "topic read",
        "topic deny ",
        "topic execute a",
        "topic READ a",
        "topics read a",
        "pattern",
        "pattern write",
        "anna",
        "a: b",
      })
  void a_broken_line_stops_it(String line) throws IOException {
    refused(line, FORM);
  }

  @ParameterizedTest
  @CsvSource({
    "topic read a#, has no topic filter: # stands alone",
    "pattern read %c#, has no topic filter: # stands alone",
    "pattern read a/+%u, has no topic filter: + fills its whole level",
    "topic $share/group/a, has a shared subscription; write its filter without",
    "topic $share/group, has no topic filter: a shared subscription is",
    "pattern $share/%u/a, has a shared subscription",
  })
  void a_filter_that_is_none_stops_it(String line, String why) throws IOException {
    refused(line, why);
  }

  private void refused(String line, String why) throws IOException {
    Path file = Files.writeString(folder.resolve("acl"), "user anna\n" + line + "\ntopic #\n");
    assertThatThrownBy(() -> AclFile.read(file.toString()))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageStartingWith("rialto.access.acl.file names " + file + ", whose line 2 " + why)
        .hasMessageEndingWith(".");
  }

  @ParameterizedTest
  @CsvSource({
    ", c, rialto/demo/x, r-",
    "operator, c, house/x, rw",
    "operator, c, private/x, --",
    "thermostat, c, house/kitchen/temperature, -w",
    "thermostat, c, users/thermostat/x, rw",
    "thermostat, c, devices/thermostat/c/x, -w",
    "thermostat, c, devices/thermostat/d/x, --",
    "thermostat, a/b, devices/thermostat/a/b/x, --",
  })
  void the_example_for_operators_says_what_it_says(
      String user, String clientId, String topic, String rights) throws Exception {
    AclFile example = AclFile.read("../broker-config/acl");
    assertThat(rights(of(example, user, clientId), topic)).isEqualTo(rights);
  }

  @Test
  void a_client_cannot_fill_memory_with_topics() throws Exception {
    Permissions anna = of(acl("user anna", "topic read a/#"), "anna", "c");
    for (int i = 0; i < 10 * Rulings.LIMIT; i++) {
      assertThat(rights(anna, "a/" + i)).isEqualTo("r-");
      assertThat(rights(anna, "b/" + i)).isEqualTo("--");
    }
    assertThat(anna)
        .extracting("users.said")
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .hasSizeLessThanOrEqualTo(Rulings.LIMIT);
  }

  @Test
  void clients_of_one_user_share_what_is_said_about_all_of_them() throws Exception {
    AclFile acl = acl("user anna", "topic read a", "pattern read of/%u", "pattern read by/%c");
    RulePermissions one = (RulePermissions) of(acl, "anna", "1");
    RulePermissions two = (RulePermissions) of(acl, "anna", "2");
    RulePermissions bens = (RulePermissions) of(acl, "ben", "3");
    assertThat(one.users()).isSameAs(two.users()).isNotSameAs(bens.users());
    assertThat(rights(one, "of/anna")).isEqualTo("r-");
    assertThat(rights(two, "by/2")).isEqualTo("r-");
    assertThat(rights(two, "by/1")).isEqualTo("--");
    assertThat(rights(bens, "a")).isEqualTo("--");
    assertThat(rights(bens, "of/anna")).isEqualTo("--");
    assertThat(rights(bens, "of/ben")).isEqualTo("r-");
  }

  @Test
  void a_client_is_denied_by_either_of_what_is_said_about_it() throws Exception {
    AclFile acl = acl("user anna", "topic readwrite #", "topic deny a", "pattern deny not/%c/#");
    Permissions one = of(acl, "anna", "1");
    assertThat(rights(one, "a")).isEqualTo("--");
    assertThat(rights(one, "not/1/x")).isEqualTo("--");
    assertThat(rights(one, "not/2/x")).isEqualTo("rw");
    assertThat(one.maySubscribe(TopicFilter.of("not/1/+"))).isFalse();
    assertThat(one.maySubscribe(TopicFilter.of("not/+/x"))).isTrue();
  }

  @Test
  void so_many_users_are_remembered() throws Exception {
    AclFile acl = acl("pattern read of/%u");
    for (int i = 0; i < 3_000; i++) {
      assertThat(rights(of(acl, "user" + i, "c"), "of/user" + i)).isEqualTo("r-");
    }
    assertThat(acl)
        .extracting("known")
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .hasSizeLessThanOrEqualTo(1_000);
  }

  private static Permissions of(AclFile acl, Set<String> roles) {
    return acl.permissions(new Identity("anna", "c", roles));
  }

  @Test
  void who_has_a_role_has_its_lines_too() throws Exception {
    AclFile acl =
        acl(
            "user anna",
            "topic read own",
            "role ops",
            "topic write valves/#",
            "topic deny valves/main",
            "role night shift",
            "topic read alarms/#",
            "user bert",
            "topic read valves/#");
    Permissions none = of(acl, Set.of("OPS"));
    assertThat(rights(none, "own")).isEqualTo("r-");
    assertThat(rights(none, "valves/1")).isEqualTo("--");
    Permissions both = of(acl, Set.of("ops", "night shift"));
    assertThat(rights(both, "own")).isEqualTo("r-");
    assertThat(rights(both, "valves/1")).isEqualTo("-w");
    assertThat(rights(both, "valves/main")).isEqualTo("--");
    assertThat(rights(both, "alarms/1")).isEqualTo("r-");
    assertThat(rights(acl.permissions(Identity.anonymous("c")), "valves/1")).isEqualTo("--");
  }

  /** After a restart, until the client is here again: what waits for it is looked at again then. */
  @Test
  void whose_roles_nobody_remembers_loses_nothing_by_it() throws Exception {
    AclFile acl = acl("role ops", "topic read valves/#", "topic deny valves/main", "role x");
    Permissions remembered = acl.permissions(Identity.remembered("anna", "c"));
    assertThat(rights(remembered, "valves/1")).isEqualTo("r-");
    assertThat(rights(remembered, "valves/main")).isEqualTo("r-");
    assertThat(rights(remembered, "elsewhere")).isEqualTo("--");
    assertThat(rights(acl.permissions(Identity.remembered(null, "c")), "valves/1")).isEqualTo("--");
  }
}
