package dev.rialto.it.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rialto.it.Await;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

/** Requests to {@code /api/topics} of a server on loopback; topics as they are in the path. */
final class Api {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final int port;

  Api(int port) {
    this.port = port;
  }

  HttpRequest.Builder request(String rest) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/topics/" + rest))
        .timeout(Await.PATIENCE);
  }

  HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofByteArray());
  }

  HttpResponse<byte[]> get(String rest) throws Exception {
    return send(request(rest));
  }

  /** A GET whose answer may take its time. */
  CompletableFuture<HttpResponse<byte[]>> poll(String rest) {
    return http.sendAsync(request(rest).build(), BodyHandlers.ofByteArray());
  }

  HttpResponse<byte[]> post(String rest, String body) throws Exception {
    return send(request(rest).POST(BodyPublishers.ofString(body)));
  }

  HttpResponse<byte[]> delete(String rest) throws Exception {
    return send(request(rest).DELETE());
  }

  static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), UTF_8);
  }

  static String header(HttpResponse<byte[]> response, String name) {
    return response.headers().firstValue(name).orElse(null);
  }
}
