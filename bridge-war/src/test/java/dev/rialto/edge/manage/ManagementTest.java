package dev.rialto.edge.manage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rialto.config.Setting;
import dev.rialto.edge.Rialto;
import dev.rialto.session.Dialogue;
import dev.rialto.session.Peer;
import dev.rialto.session.RecordingLink;
import dev.rialto.session.TestBroker;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.ProtocolVersion;
import dev.rialto.wire.ReasonCode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees in the JVM's management, asked as jconsole asks. */
class ManagementTest {
  private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

  private final Rialto rialto = new Rialto();
  private final Management management = new Management(rialto, "/management-test");
  private ObjectName name;
  private BrokerMXBean seen;

  @BeforeEach
  void start() throws Exception {
    rialto.start(TestBroker.settings(Setting.STORE, "memory"), Runnable::run);
    management.show();
    name = new ObjectName("dev.rialto:type=Broker,context=\"/management-test/\"");
    seen = JMX.newMXBeanProxy(SERVER, name, BrokerMXBean.class);
  }

  @AfterEach
  void stop() {
    management.hide();
    rialto.stop();
  }

  @Test
  void without_a_durable_store_there_is_nothing_to_show_or_to_copy(@TempDir Path folder) {
    assertThat(seen.getStore()).isEmpty();
    assertThatThrownBy(() -> seen.backup(folder.resolve("copy").toString()))
        .isInstanceOf(IOException.class)
        .hasMessage("There is nothing to copy: the store is in memory.");
  }

  @Test
  void an_operator_sees_the_durable_store_and_copies_it(@TempDir Path folder) throws Exception {
    rialto.stop();
    rialto.start(
        TestBroker.settings(Setting.STORE_DIRECTORY, folder.resolve("store")), Runnable::run);
    connect("sensor-7");
    assertThat(seen.getStore()).containsEntry("store", "ready").containsKey("store-bytes");
    Path copy = folder.resolve("copy");
    seen.backup(copy.toString());
    assertThat(copy).isDirectory();
    assertThatThrownBy(() -> seen.backup(folder.toString()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is not empty");
  }

  private RecordingLink connect(String clientId) {
    RecordingLink link = new RecordingLink(ProtocolVersion.MQTT_5);
    Dialogue dialogue = rialto.broker().open(new Peer("192.0.2.7:51123"), link);
    dialogue.on(
        new Packet.Connect(
            ProtocolVersion.MQTT_5, clientId, true, 0, null, null, null, Properties.NONE));
    return link;
  }

  @Test
  void sessions_and_counters_are_shown() {
    connect("sensor-7");
    assertThat(seen.getSessions()).isEqualTo(1);
    assertThat(seen.getCounters()).containsEntry("connections-accepted", 1L);
  }

  @Test
  void an_operator_closes_a_connection_and_its_client_is_told() {
    RecordingLink link = connect("sensor-7");
    assertThat(seen.disconnect("sensor-7")).isTrue();
    assertThat(link.closed()).isEqualTo(ReasonCode.ADMINISTRATIVE_ACTION);
    assertThat(link.take())
        .last()
        .isInstanceOfSatisfying(
            Packet.Disconnect.class,
            goodbye -> assertThat(goodbye.reason()).isEqualTo(ReasonCode.ADMINISTRATIVE_ACTION));
    assertThat(seen.disconnect("sensor-7")).isFalse();
    assertThat(seen.disconnect("nobody")).isFalse();
  }

  @Test
  void an_operator_has_the_files_read_again() {
    assertThat(seen.reload()).isEqualTo("no password file, no ACL file");
    rialto.stop();
    assertThat(seen.reload()).isEqualTo("Rialto is not running.");
  }

  @Test
  void a_deployment_that_is_gone_is_not_shown() {
    management.hide();
    assertThat(SERVER.isRegistered(name)).isFalse();
    management.hide(); // nothing to hide is no error
  }

  @Test
  void two_deployments_are_told_apart() {
    Management other = new Management(rialto, "");
    other.show();
    try {
      assertThat(SERVER.isRegistered(name)).isTrue();
      assertThat(SERVER.queryNames(null, null))
          .anyMatch(n -> "\"/\"".equals(n.getKeyProperty("context")));
    } finally {
      other.hide();
    }
  }
}
