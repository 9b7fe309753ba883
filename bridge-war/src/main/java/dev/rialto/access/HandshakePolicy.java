package dev.rialto.access;

import dev.rialto.config.Admission;
import dev.rialto.config.Authenticator;
import dev.rialto.config.InvalidSettingException;
import dev.rialto.config.Setting;
import dev.rialto.config.Settings;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who may open a connection at all, decided before any endpoint sees it. Immutable. */
public final class HandshakePolicy {
  private final Admission admission;
  private final boolean passwords;
  private final boolean serversUsers;
  private final Origins origins;
  private final Set<InetAddress> proxies;

  /**
   * As the settings say.
   *
   * @throws InvalidSettingException when what should be a proxy's address is none
   */
  public HandshakePolicy(Settings settings) throws InvalidSettingException {
    admission = settings.choice(Setting.ACCESS_ANONYMOUS, Admission.class);
    passwords = !settings.text(Setting.ACCESS_PASSWORDS_FILE).isEmpty();
    serversUsers = Authenticators.of(settings).contains(Authenticator.SERVER);
    origins = new Origins(settings.entries(Setting.ACCESS_ORIGINS));
    proxies = proxies(settings.entries(Setting.ACCESS_PROXIES));
  }

  private static Set<InetAddress> proxies(List<String> entries) throws InvalidSettingException {
    Set<InetAddress> addresses = new HashSet<>();
    for (String entry : entries) {
      InetAddress address = Addresses.parse(entry);
      if (address == null) {
        throw new InvalidSettingException(
            "%s has '%s', but must be %s."
                .formatted(Setting.ACCESS_PROXIES.key(), entry, Setting.ACCESS_PROXIES.allowed()));
      }
      addresses.add(address);
    }
    return Set.copyOf(addresses);
  }

  /** Why a handshake is refused, in one sentence for the client and the log; empty if it isn't. */
  public Optional<String> refusal(HandshakeFacts facts) {
    boolean known = serversUsers && facts.user() != null;
    if (!passwords
        && !known
        && !mayBeAnonymous(facts)) { // nothing that CONNECT could say would help
      return Optional.of(
          "Only programs on this machine may connect, by a loopback address and without a proxy,"
              + " unless there is a "
              + Setting.ACCESS_PASSWORDS_FILE.key()
              + ", or "
              + Setting.ACCESS_ANONYMOUS.key()
              + " is set to anyone.");
    }
    if (!origins.allow(facts.origin(), ownOrigin(facts), facts.credentialed())) {
      return Optional.of(
          "Pages of this origin may not connect; "
              + Setting.ACCESS_ORIGINS.key()
              + " lists those that may, and "
              + Setting.ACCESS_PROXIES.key()
              + " names a proxy that ends TLS.");
    }
    return Optional.empty();
  }

  private boolean mayBeAnonymous(HandshakeFacts facts) {
    return switch (admission) {
      case AUTOMATIC, LOOPBACK -> isLocal(facts);
      case NOBODY -> false;
      case ANYONE -> true;
    };
  }

  /** What is known of the client before it has said anything itself. */
  public Visitor visitor(HandshakeFacts facts) {
    return new Visitor(client(facts), isLocal(facts), facts.user());
  }

  /** The client's own address, as far as named proxies can be believed. */
  String client(HandshakeFacts facts) {
    String client = facts.peer();
    List<String> way = facts.forwarded().clients();
    for (int i = way.size() - 1; i >= 0 && isProxy(client); i--) {
      client = way.get(i);
    }
    return client;
  }

  /**
   * A peer on loopback is not enough: a proxy on this machine forwards strangers, and a page of a
   * stranger's can bind its own name to 127.0.0.1 (DNS rebinding).
   */
  private static boolean isLocal(HandshakeFacts facts) {
    return Addresses.isLoopback(facts.peer())
        && Addresses.isLoopbackHost(facts.host())
        && !facts.forwarded().present();
  }

  private String ownOrigin(HandshakeFacts facts) {
    String scheme = facts.secure() ? "https" : "http";
    String host = facts.host();
    if (isProxy(facts.peer())) {
      scheme = facts.forwarded().scheme() == null ? scheme : facts.forwarded().scheme();
      host = facts.forwarded().host() == null ? host : facts.forwarded().host();
    }
    return scheme + "://" + host;
  }

  private boolean isProxy(String address) {
    InetAddress parsed = Addresses.parse(address);
    return parsed != null && proxies.contains(parsed);
  }
}
