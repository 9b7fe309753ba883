package dev.rialto.it.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/** A proxy of the kind that lets no WebSocket through, and perhaps no stream either. */
final class BlockingProxy implements AutoCloseable {
  private static final Pattern TO_PAGE =
      Pattern.compile("content-type|cache-control|rialto-.*|access-control-.*");
  private static final Pattern TO_SERVER =
      Pattern.compile("accept|content-type|authorization|origin|access-control-.*");

  private final int target;
  private final boolean buffers;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<String> seen = new CopyOnWriteArrayList<>();

  /**
   * To a port on loopback.
   *
   * @param buffers whether it hands on nothing of an answer before it has all of it
   */
  BlockingProxy(int target, boolean buffers) throws IOException {
    this.target = target;
    this.buffers = buffers;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** What it looks like to a page. */
  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /** The requests of a kind that have come so far: upgrade, text/event-stream or another. */
  long count(String kind) {
    return seen.stream().filter(kind::equals).count();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (exchange.getRequestHeaders().containsKey("Upgrade")) {
        seen.add("upgrade");
        exchange.sendResponseHeaders(400, -1);
        return;
      }
      String accept = exchange.getRequestHeaders().getFirst("Accept");
      seen.add(accept == null ? "" : accept);
      HttpResponse<InputStream> response =
          http.send(forward(exchange), BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        InputStream given = buffers ? new ByteArrayInputStream(body.readAllBytes()) : body;
        response
            .headers()
            .map()
            .forEach(
                (name, values) -> {
                  if (TO_PAGE.matcher(name).matches()) {
                    exchange.getResponseHeaders().set(name, values.get(0));
                  }
                });
        exchange.sendResponseHeaders(response.statusCode(), 0);
        copy(given, exchange.getResponseBody());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpRequest forward(HttpExchange exchange) throws IOException {
    URI uri = URI.create("http://127.0.0.1:" + target + exchange.getRequestURI());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .method(
                exchange.getRequestMethod(),
                BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (TO_SERVER.matcher(name.toLowerCase(Locale.ROOT)).matches()) {
                request.header(name, values.get(0));
              }
            });
    return request.build();
  }

  private static void copy(InputStream from, OutputStream to) throws IOException {
    byte[] buffer = new byte[8_192];
    for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
      to.write(buffer, 0, count);
      to.flush();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
