package dev.rialto.it.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rialto.it.Await;
import dev.rialto.it.browser.Program;
import dev.rialto.it.server.Ports;
import dev.rialto.it.server.Server;
import dev.rialto.it.server.Sockets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A proxy of Debian's with the file that operators copy, but for ports and certificate. */
final class ReverseProxy implements AutoCloseable {
  private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

  /** The programs. */
  enum Kind {
    NGINX {
      @Override
      List<String> command(Path folder, int port, int target, Certificate certificate)
          throws IOException {
        Path crt = Files.writeString(folder.resolve("rialto.crt"), certificate.certificate());
        Path key = Files.writeString(folder.resolve("rialto.key"), certificate.key());
        String text =
            new Template("nginx.conf")
                .with("listen 443", "listen 127.0.0.1:" + port)
                .with("server 127.0.0.1:8080", "server 127.0.0.1:" + target)
                .with("/etc/nginx/rialto.crt", crt.toString())
                .with("/etc/nginx/rialto.key", key.toString())
                .with("/var/log/nginx/access.log", folder.resolve("out.log").toString())
                .with("/var/log/nginx/error.log", folder.resolve("error.log").toString())
                .with("http {", ROOT ? "http {" : "http {" + ownFolders(folder))
                .text();
        return List.of(
            Program.find(List.of("nginx"), List.of("nginx")).toString(),
            "-c",
            Files.writeString(folder.resolve("nginx.conf"), text).toString(),
            "-e",
            folder.resolve("error.log").toString(),
            "-g",
            "daemon off; pid " + folder.resolve("pid") + ";");
      }

      private String ownFolders(Path folder) {
        StringBuilder folders = new StringBuilder();
        for (String each : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
          folders.append(each).append("_temp_path ").append(folder.resolve(each)).append(";\n");
        }
        return folders.toString();
      }
    },
    HAPROXY {
      @Override
      List<String> command(Path folder, int port, int target, Certificate certificate)
          throws IOException {
        Path pem = folder.resolve("rialto.pem");
        Files.writeString(pem, certificate.certificate() + certificate.key());
        Template template =
            new Template("haproxy.cfg")
                .with("bind :443", "bind 127.0.0.1:" + port)
                .with("server rialto 127.0.0.1:8080", "server rialto 127.0.0.1:" + target)
                .with("/etc/haproxy/rialto.pem", pem.toString())
                .with("log /dev/log local0", "log stdout format raw local0");
        if (!ROOT) {
          template = template.with("user haproxy", "").with("group haproxy", "");
        }
        return List.of(
            Program.find(List.of("haproxy"), List.of("haproxy")).toString(),
            "-db",
            "-f",
            Files.writeString(folder.resolve("haproxy.cfg"), template.text()).toString());
      }
    };

    abstract List<String> command(Path folder, int port, int target, Certificate certificate)
        throws IOException;
  }

  /** A file of {@code broker-config/proxy} in which something is replaced, which must be there. */
  private record Template(String name, String text) {
    Template(String name) throws IOException {
      this(
          name,
          Files.readString(Server.checkout().resolve("broker-config/proxy").resolve(name), UTF_8));
    }

    Template with(String old, String replacement) {
      if (!text.contains(old)) {
        throw new AssertionError(name + " has no " + old);
      }
      return new Template(name, text.replace(old, replacement));
    }
  }

  private final Process process;
  private final Path log;
  private final int port;

  /** Starts it on loopback in front of a port of the same. */
  ReverseProxy(Kind kind, Path folder, int target, Certificate certificate) throws Exception {
    port = Ports.free();
    log = folder.resolve("out.log");
    process =
        new ProcessBuilder(kind.command(folder, port, target, certificate))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    Await.until(
        "it listens",
        () -> {
          if (!process.isAlive()) {
            throw new IOException(kind + " has ended: " + log());
          }
          return Sockets.isListening(port);
        });
  }

  int port() {
    return port;
  }

  /** What it has said, and the log of requests. */
  String log() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
