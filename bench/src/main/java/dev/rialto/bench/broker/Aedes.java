package dev.rialto.bench.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** aedes, from npm, on Node.js; its settings are in {@code bench/peers/aedes}. */
final class Aedes implements Recipe {
  @Override
  public List<String> command(Place place) throws IOException {
    var source = place.checkout().resolve("bench/peers/aedes");
    var target = Files.createDirectories(source.resolve("target"));
    for (var file : List.of("package.json", "server.js")) {
      Files.copy(source.resolve(file), target.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    if (!Files.exists(target.resolve("node_modules/aedes"))) {
      install(target);
    }
    return List.of("node", target.resolve("server.js").toString(), place.port() + "");
  }

  private static void install(Path target) throws IOException {
    try {
      Tool.run(
          "npm", "--prefix", target + "", "install", "--no-audit", "--no-fund", "--ignore-scripts");
    } catch (IOException e) {
      throw new IOException("aedes needs Node.js 20 or newer and npm: " + e.getMessage(), e);
    }
  }
}
