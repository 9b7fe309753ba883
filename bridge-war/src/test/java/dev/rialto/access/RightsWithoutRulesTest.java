package dev.rialto.access;

import static dev.rialto.access.Logins.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.config.Setting;
import dev.rialto.observe.Counters;
import dev.rialto.time.ManualScheduler;
import dev.rialto.topic.TopicName;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What those may do who have no line in an ACL file: clients without users, and the deployment. */
class RightsWithoutRulesTest {
  @TempDir Path folder;

  private static Gatekeeper gatekeeper(Object... settings) throws Exception {
    return new Gatekeeper(
        Logins.settings(settings),
        new ManualScheduler(),
        null,
        () -> "random",
        Runnable::run,
        new Counters());
  }

  private static boolean mayRead(Permit permit, String topic) throws Exception {
    return permit.permissions().mayRead(TopicName.of(topic));
  }

  private static boolean mayPublish(Permit permit, String topic) throws Exception {
    return permit.permissions().mayPublish(TopicName.of(topic));
  }

  private Path acl(String lines) throws Exception {
    return Files.writeString(folder.resolve("acl"), lines);
  }

  /** Where only programs on this machine get in, they may see what the server says of itself. */
  @ParameterizedTest
  @CsvSource({"automatic,true", "loopback,true", "anyone,false"})
  void the_servers_topics_are_read_where_there_are_no_users(String anonymous, boolean reads)
      throws Exception {
    Gatekeeper open = gatekeeper(Setting.ACCESS_ANONYMOUS, anonymous);
    Permit permit = ((Verdict.Admitted) verdict(open, Logins.of(null, null))).permit();
    assertThat(mayRead(permit, "$presence/x")).isEqualTo(reads);
    assertThat(mayPublish(permit, "$presence/x")).isFalse();
    assertThat(mayPublish(permit, "x")).isTrue();
  }

  @Test
  void a_user_of_the_server_does_not_read_them() throws Exception {
    Gatekeeper open = gatekeeper();
    assertThat(mayRead(open.permit(Proof.of("anna"), "client"), "$presence/x")).isFalse();
  }

  @Test
  void with_an_acl_file_nobody_reads_them_without_a_line() throws Exception {
    Gatekeeper strict = gatekeeper(Setting.ACCESS_ACL_FILE, acl("topic #\n"));
    Permit permit = strict.permit(Proof.NONE, "client");
    assertThat(mayRead(permit, "x")).isTrue();
    assertThat(mayRead(permit, "$presence/x")).isFalse();
    strict = gatekeeper(Setting.ACCESS_ACL_FILE, acl("topic read $presence/#\n"));
    assertThat(mayRead(strict.permit(Proof.NONE, "client"), "$presence/x")).isTrue();
  }

  @Test
  void the_deployment_may_do_everything_but_write_the_servers_topics() throws Exception {
    Permit deployment = gatekeeper(Setting.ACCESS_ACL_FILE, acl("")).deployment("client");
    assertThat(deployment.identity()).isEqualTo(new Identity("$deployment", "client"));
    assertThat(mayPublish(deployment, "x")).isTrue();
    assertThat(mayRead(deployment, "$presence/x")).isTrue();
    assertThat(mayPublish(deployment, "$presence/x")).isFalse();
  }

  /** Its retained messages are shown after a restart, too. */
  @Test
  void the_deployment_is_known_as_an_author() throws Exception {
    Gatekeeper strict = gatekeeper(Setting.ACCESS_ACL_FILE, acl(""));
    assertThat(mayPublish(strict.remembered("$deployment", "earlier"), "x")).isTrue();
  }

  @Test
  void the_deployment_may_do_what_its_user_may_if_it_has_one() throws Exception {
    Permit deployment =
        gatekeeper(
                Setting.ACCESS_ACL_FILE,
                acl("user app\ntopic write out/#\ntopic read in/#\n"),
                Setting.CDI_USER,
                "app")
            .deployment("client");
    assertThat(mayPublish(deployment, "out/1")).isTrue();
    assertThat(mayPublish(deployment, "in/1")).isFalse();
    assertThat(mayRead(deployment, "in/1")).isTrue();
    assertThat(mayRead(deployment, "$presence/x")).isFalse();
  }
}
