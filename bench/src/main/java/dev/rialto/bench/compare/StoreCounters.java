package dev.rialto.bench.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rialto.bench.broker.RunningBroker;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.regex.Pattern;

/** What Rialto has counted, by its health page: messages that came in, and fsyncs. */
record StoreCounters(long received, long forced) {
  static StoreCounters of(RunningBroker broker) throws IOException {
    var page = URI.create("http://127.0.0.1:" + broker.url().getPort() + "/health/ready");
    var request = (HttpURLConnection) page.toURL().openConnection();
    try (var in = request.getInputStream()) {
      var text = new String(in.readAllBytes(), UTF_8);
      return new StoreCounters(number(text, "messages-received"), number(text, "store-forced"));
    }
  }

  private static long number(String text, String name) throws IOException {
    var found = Pattern.compile("\"" + name + "\"\\s*:\\s*\"?(\\d+)").matcher(text);
    if (!found.find()) {
      throw new IOException("the health page has no " + name);
    }
    return Long.parseLong(found.group(1));
  }

  /** Messages for each fsync since then. */
  double perForced(StoreCounters before) {
    return (double) (received - before.received) / (forced - before.forced);
  }
}
