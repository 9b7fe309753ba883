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
import java.util.function.Function;

/** Who may open a connection at all, decided before any endpoint sees it. Immutable. */
public final class HandshakePolicy {
  private final Admission admission;
  private final boolean users;
  private final List<Authenticator> authenticators;
  private final Function<Secret, Proof> tickets;
  private final Origins origins;
  private final Set<InetAddress> proxies;

  /** As the settings say, without tickets. */
  HandshakePolicy(Settings settings) throws InvalidSettingException {
    this(settings, ticket -> null);
  }

  /**
   * As the settings say.
   *
   * @param tickets takes one, and says who has got it; {@code null} for one that is not valid
   * @throws InvalidSettingException when what should be a proxy's address is none
   */
  public HandshakePolicy(Settings settings, Function<Secret, Proof> tickets)
      throws InvalidSettingException {
    admission = settings.choice(Setting.ACCESS_ANONYMOUS, Admission.class);
    users = Authenticators.knowUsers(settings);
    authenticators = Authenticators.of(settings);
    this.tickets = tickets;
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
    if (!users
        && !isKnown(facts.shown())
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

  /** Whether it must be known who it is, and so be shown. */
  public boolean needsUser(HandshakeFacts facts) {
    return switch (admission) {
      case AUTOMATIC -> users;
      case LOOPBACK -> users && !isLocal(facts);
      case NOBODY -> true;
      case ANYONE -> false;
    };
  }

  private boolean isKnown(Shown shown) {
    return (authenticators.contains(Authenticator.SERVER) && shown.user() != null)
        || (authenticators.contains(Authenticator.CERTIFICATE) && shown.certificate() != null)
        || shown.ticket() != null; // which is looked at when it is taken
  }

  private boolean mayBeAnonymous(HandshakeFacts facts) {
    return switch (admission) {
      case AUTOMATIC, LOOPBACK -> isLocal(facts);
      case NOBODY -> false;
      case ANYONE -> true;
    };
  }

  /**
   * What is known of the client before it has said anything itself. Takes its ticket: only for who
   * has not been refused, and only once.
   */
  public Visitor visitor(HandshakeFacts facts) {
    Shown shown = facts.shown();
    Secret ticket = shown.ticket();
    return new Visitor(
        client(facts),
        isLocal(facts),
        shown.user(),
        shown.roles(),
        shown.certificate(),
        shown.bearer() == null && fromTrustedPage(facts) ? shown.cookie() : shown.bearer(),
        ticket == null ? null : new Visitor.Redeemed(tickets.apply(ticket)));
  }

  /**
   * A browser sends a cookie with any page's request; so it must say that the page is one of ours,
   * or of an origin that is listed by name.
   */
  private boolean fromTrustedPage(HandshakeFacts facts) {
    return facts.origin() == null ? facts.ownPage() : trusts(facts);
  }

  /** Whether a page of that origin may use what its browser knows of the user. */
  public boolean trusts(HandshakeFacts facts) {
    return origins.trust(facts.origin(), ownOrigin(facts));
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
