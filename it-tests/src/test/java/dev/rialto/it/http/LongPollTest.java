package dev.rialto.it.http;

import static dev.rialto.it.http.Api.header;
import static dev.rialto.it.http.Api.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.it.Await;
import dev.rialto.it.raw.RawClient;
import dev.rialto.it.server.Server;
import dev.rialto.it.server.SharedServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long polling: the next value as soon as there is one, and none lost between two polls. */
@ExtendWith(SharedServer.class)
class LongPollTest {
  private static final int AT_ONCE = 250;
  private static final int MANY = 5000;

  private final Server server;
  private final Api api;

  LongPollTest(Server server) {
    this.server = server;
    api = new Api(server.port());
  }

  @Test
  void answers_when_the_next_value_comes_and_not_before() throws Exception {
    api.post("poll/next", "old");
    CompletableFuture<HttpResponse<byte[]>> poll = api.poll("poll/next?wait=25");
    TimeUnit.MILLISECONDS.sleep(500); // it must be waiting; and it must not have been answered
    assertThat(poll).isNotDone();
    api.post("poll/next", "new");
    assertThat(text(poll.get())).isEqualTo("new");
  }

  @Test
  void answers_with_204_when_nothing_comes() throws Exception {
    HttpResponse<byte[]> response = api.get("poll/nothing?wait=1");
    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(header(response, "Rialto-Offset")).isNotNull();
    assertThat(header(response, "Rialto-Gap")).isNull();
  }

  @Test
  void loses_none_between_two_polls() throws Exception {
    String offset = header(api.get("poll/all?wait=0"), "Rialto-Offset");
    Semaphore ahead = new Semaphore(12); // of the reader; 16 are kept
    Thread publisher =
        new Thread(
            () -> {
              try (RawClient client = RawClient.connected(server.port(), "poll-all")) {
                for (int i = 0; i < 100; i++) {
                  ahead.acquire();
                  client.publish("poll/all", ("" + i).getBytes(UTF_8));
                }
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            });
    publisher.start();
    List<String> got = new ArrayList<>();
    while (got.size() < 100) {
      HttpResponse<byte[]> response = api.get("poll/all?wait=25&since=" + offset);
      assertThat(header(response, "Rialto-Gap")).isNull();
      if (response.statusCode() == 200) {
        got.add(text(response));
        ahead.release();
      }
      offset = header(response, "Rialto-Offset");
    }
    publisher.join();
    assertThat(got).isEqualTo(IntStream.range(0, 100).mapToObj(i -> "" + i).toList());
  }

  @Test
  void says_when_more_came_than_is_kept() throws Exception {
    String offset = header(api.get("poll/gap?wait=0"), "Rialto-Offset");
    for (int i = 1; i <= 17; i++) {
      api.post("poll/gap", "" + i);
    }
    HttpResponse<byte[]> response = api.get("poll/gap?since=" + offset);
    assertThat(header(response, "Rialto-Gap")).isEqualTo("true");
    assertThat(text(response)).isEqualTo("2");
    response = api.get("poll/gap?since=" + header(response, "Rialto-Offset"));
    assertThat(header(response, "Rialto-Gap")).isNull();
    assertThat(text(response)).isEqualTo("3");
  }

  @Test
  void an_offset_of_another_life_of_the_server_is_a_gap() throws Exception {
    HttpResponse<byte[]> response = api.get("poll/epoch?wait=25&since=another-1");
    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(header(response, "Rialto-Gap")).isEqualTo("true");
  }

  @Test
  void many_who_wait_hold_no_threads() throws Exception {
    String poll = "poll/many?wait=25&since=" + header(api.get("poll/many?wait=0"), "Rialto-Offset");
    List<CompletableFuture<HttpResponse<byte[]>>> polls = new ArrayList<>();
    while (polls.size() < MANY) { // one client may ask for 1,024 things at once
      IntStream.range(0, AT_ONCE).forEach(i -> polls.add(api.poll(poll)));
      Await.until("they wait", Await.PATIENCE, () -> connections() >= polls.size());
    }
    assertThat(text(api.get("health-of-others?wait=0"))).isEmpty(); // there are 200 threads
    assertThat(polls).noneMatch(CompletableFuture::isDone);
    api.post("poll/many", "all");
    for (CompletableFuture<HttpResponse<byte[]>> each : polls) {
      assertThat(text(each.get())).isEqualTo("all");
    }
  }

  /** How many sockets the server has; each poll has its own. */
  private int connections() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc/" + server.process().pid() + "/fd"))) {
      return (int) files.count();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"wait=26", "wait=-1", "wait=x", "wait=", "since=x", "wait=1&since="})
  void what_cannot_be_waited_for_is_refused(String query) throws Exception {
    assertThat(api.get("poll/bad?" + query).statusCode()).isEqualTo(400);
  }
}
