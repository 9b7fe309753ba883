package dev.rialto.check;

import static dev.rialto.check.Severity.NOTE;
import static dev.rialto.check.Severity.OPEN;

import dev.rialto.config.Admission;
import dev.rialto.config.Authenticator;
import dev.rialto.config.CertificateUser;
import dev.rialto.config.Setting;
import dev.rialto.config.StoreKind;
import dev.rialto.config.StoreSync;
import dev.rialto.config.Switch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What is looked for in a configuration: how bad it is, where, what somebody could do, and the
 * mend. The checklist in SECURITY.md is checked against this enum.
 */
public enum Rule {
  ANONYMOUS_ANYONE(
      OPEN,
      Setting.ACCESS_ANONYMOUS,
      "Whoever reaches the port is let in without a password.",
      "Set it to automatic, and give users passwords or tokens",
      it -> it.settings().choice(Setting.ACCESS_ANONYMOUS, Admission.class) == Admission.ANYONE),
  ANONYMOUS_WRITES_ALL(
      OPEN,
      Setting.ACCESS_ACL_FILE,
      "Who gets in without a name can publish to any topic.",
      "Name the topics in front of the first user line, and in pattern lines",
      it -> it.access().admitsAnonymous() && it.access().rulesLetAnonymousPublish(Rule.ANY_TOPIC)),
  USERS_WITHOUT_RULES(
      OPEN,
      Setting.ACCESS_ACL_FILE,
      "Every user can read and publish to every topic, also the commands to another's devices.",
      "Write an ACL file",
      it -> it.access().knowsUsers() && !it.isSet(Setting.ACCESS_ACL_FILE)),
  EVERYBODY_WRITES_ALL(
      OPEN,
      Setting.ACCESS_ACL_FILE,
      "A pattern line lets every user publish to any topic.",
      "Put %u into its filter, or make it a topic line of one user",
      it -> it.access().knowsUsers() && it.access().rulesLetEverybodyPublish(Rule.ANY_TOPIC)),
  RULES_CHANGEABLE(
      OPEN,
      Setting.ACCESS_ACL_FILE,
      "Other accounts of this machine can change who may do what.",
      "Take the right to write from group and others (chmod go-w)",
      it -> it.isChangeable(Setting.ACCESS_ACL_FILE)),
  PASSWORDS_WEAK(
      OPEN,
      Setting.ACCESS_PASSWORDS_FILE,
      "Who gets hold of the file guesses passwords quickly: a line is $6$, or has fewer than 10,000"
          + " iterations.",
      "Set those passwords anew with dev.rialto.Passwd",
      it -> it.access().weakestPassword() < Rule.ITERATIONS),
  PASSWORDS_EXPOSED(
      OPEN,
      Setting.ACCESS_PASSWORDS_FILE,
      "Other accounts of this machine can read the hashes and guess, or write themselves in.",
      "Leave it to its owner, and a group that reads (chmod 640)",
      it ->
          it.isReadable(Setting.ACCESS_PASSWORDS_FILE)
              || it.isChangeable(Setting.ACCESS_PASSWORDS_FILE)),
  SCRAM_WEAK(
      NOTE,
      Setting.ACCESS_SCRAM_FILE,
      "Who gets hold of the file guesses passwords quicker: a line has fewer than 10,000"
          + " iterations.",
      "Set those passwords anew with dev.rialto.Passwd --scram",
      it -> it.access().weakestScram() < Rule.ITERATIONS),
  SCRAM_EXPOSED(
      OPEN,
      Setting.ACCESS_SCRAM_FILE,
      "Other accounts of this machine can guess passwords, pass for the server, or write themselves"
          + " in.",
      "Leave it to its owner, and a group that reads (chmod 640)",
      it -> it.isReadable(Setting.ACCESS_SCRAM_FILE) || it.isChangeable(Setting.ACCESS_SCRAM_FILE)),
  GUESSES_UNDELAYED(
      OPEN,
      Setting.ACCESS_FAILURES_DELAY,
      "Passwords can be guessed as fast as they are checked.",
      "Set it to 1 s or more",
      it -> it.settings().time(Setting.ACCESS_FAILURES_DELAY).compareTo(Duration.ofSeconds(1)) < 0),
  ORIGINS_ANY(
      OPEN,
      Setting.ACCESS_ORIGINS,
      "Any web page can connect out of the browser of somebody who can reach this server.",
      "List the origins of your own pages",
      it -> it.lists(Setting.ACCESS_ORIGINS, "*")),
  ORIGINS_UNENCRYPTED(
      NOTE,
      Setting.ACCESS_ORIGINS,
      "Who is on the way to a page of an http origin can change it, and act through it.",
      "Serve it by https",
      it -> it.lists(Setting.ACCESS_ORIGINS, "http:")),
  PROXY_ON_LOOPBACK(
      OPEN,
      Setting.ACCESS_PROXIES,
      "There are proxies, and programs on this machine need no password: strangers pass for them"
          + " where a proxy hides that it is one.",
      "Set rialto.access.anonymous to nobody",
      it ->
          !it.settings().entries(Setting.ACCESS_PROXIES).isEmpty() && it.access().trustsLoopback()),
  TOKEN_KEYS_EXPOSED(
      OPEN,
      Setting.ACCESS_JWT_KEYS,
      "Other accounts of this machine can make tokens: they can read a secret, or put in a key.",
      "Leave it to its owner, and a group that reads (chmod 640)",
      it -> it.keys().isReadableSecret() || it.keys().isChangeable()),
  TOKEN_SECRET_SHORT(
      OPEN,
      Setting.ACCESS_JWT_KEYS,
      "Who sees one token can guess a secret of fewer than 32 bytes; the server refuses to start.",
      "Take 32 random bytes or more",
      it -> it.keys().hasShortSecret()),
  TOKEN_KEYS_UNENCRYPTED(
      NOTE,
      Setting.ACCESS_JWT_KEYS,
      "Whatever program has that port of this machine says whose tokens are believed.",
      "Use https or a file",
      it ->
          it.settings().text(Setting.ACCESS_JWT_KEYS).toLowerCase(Locale.ROOT).startsWith("http:")),
  TOKENS_FOR_OTHERS(
      OPEN,
      Setting.ACCESS_JWT_AUDIENCE,
      "A token that somebody has for another service lets him in here.",
      "Set it to what your tokens have as aud",
      it -> it.isSet(Setting.ACCESS_JWT_KEYS) && !it.isSet(Setting.ACCESS_JWT_AUDIENCE)),
  TOKENS_FROM_OTHERS(
      NOTE,
      Setting.ACCESS_JWT_ISSUER,
      "Whoever signs with one of the keys is believed, whatever issuer he gives.",
      "Set it to what your tokens have as iss",
      it -> it.isSet(Setting.ACCESS_JWT_KEYS) && !it.isSet(Setting.ACCESS_JWT_ISSUER)),
  TOKEN_NAMES_CHOSEN(
      NOTE,
      Setting.ACCESS_JWT_USER_CLAIM,
      "At some issuers users choose that claim themselves, and so could take another's name.",
      "Make sure that they can't, or take sub",
      it ->
          it.isSet(Setting.ACCESS_JWT_KEYS)
              && !it.settings().text(Setting.ACCESS_JWT_USER_CLAIM).equals("sub")),
  COOKIE_FOR_OTHERS(
      NOTE,
      Setting.ACCESS_JWT_COOKIE,
      "Pages of the listed origins act as whoever is logged in here.",
      "List only origins whose pages you trust with that",
      it ->
          it.isSet(Setting.ACCESS_JWT_COOKIE)
              && !it.settings().entries(Setting.ACCESS_ORIGINS).isEmpty()),
  CERTIFICATE_BY_CN(
      NOTE,
      Setting.ACCESS_CERTIFICATE_USER,
      "Every authority that the server trusts can name any user, by the common name alone.",
      "Let it trust yours only, or take subject",
      it ->
          it.access().uses(Authenticator.CERTIFICATE)
              && it.settings().choice(Setting.ACCESS_CERTIFICATE_USER, CertificateUser.class)
                  == CertificateUser.CN),
  CODE_MAY_ALL(
      NOTE,
      Setting.CDI_USER,
      "The ACL file has rules, but code deployed with the WAR may use all topics.",
      "Set it to a user of the ACL file, if there is such code",
      it -> it.isSet(Setting.ACCESS_ACL_FILE) && !it.isSet(Setting.CDI_USER)),
  PRESENCE_ANONYMOUS(
      OPEN,
      Setting.PRESENCE,
      "Who gets in without a name can read who is connected, with user names.",
      "Take the read line for $presence from clients without a user",
      it ->
          it.settings().choice(Setting.PRESENCE, Switch.class) == Switch.ON
              && it.access().admitsAnonymous()
              && it.access().rulesLetAnonymousRead("$presence/any")),
  SERVER_DECIDES(
      NOTE,
      Setting.ACCESS_AUTHENTICATORS,
      "Whom the server has logged in needs no password here, and its single sign-on is enough.",
      "Look at who has an account there",
      it -> it.access().uses(Authenticator.SERVER)),
  SYS_ANONYMOUS(
      NOTE,
      Setting.SYS_INTERVAL,
      "Who gets in without a name can read version and load of the server.",
      "Take the read line for $SYS from clients without a user, or set this to 0 s",
      it ->
          !it.settings().time(Setting.SYS_INTERVAL).isZero()
              && it.access().admitsAnonymous()
              && it.access().rulesLetAnonymousRead("$SYS/broker/version")),
  TEXT_LOGGED(
      OPEN,
      Setting.TEXT_LOG,
      "Who can read the log can read what text clients send.",
      "Set it to false when you have seen enough",
      it -> it.settings().flag(Setting.TEXT_LOG)),
  STORE_EXPOSED(
      OPEN,
      Setting.STORE_DIRECTORY,
      "Other accounts of this machine can read or change what is stored: messages, sessions.",
      "Leave the directory to the server's account (chmod 700)",
      it ->
          it.settings().choice(Setting.STORE, StoreKind.class) == StoreKind.FILE
              && (FileRights.readable(it.store()) || FileRights.changeable(it.store()))),
  STORE_FORGETS(
      NOTE,
      Setting.STORE,
      "The end of the process loses what was acknowledged.",
      "Set it to file, unless that is fine",
      it -> it.settings().choice(Setting.STORE, StoreKind.class) == StoreKind.MEMORY),
  STORE_UNFORCED(
      NOTE,
      Setting.STORE_SYNC,
      "A power cut loses messages that were acknowledged.",
      "Set it to commit, unless that is fine",
      it ->
          it.settings().choice(Setting.STORE, StoreKind.class) == StoreKind.FILE
              && it.settings().choice(Setting.STORE_SYNC, StoreSync.class) != StoreSync.COMMIT),
  FILE_CHANGEABLE(
      OPEN,
      Setting.CONFIG_FILE,
      "Other accounts of this machine can change the settings.",
      "Take the right to write from group and others (chmod go-w)",
      it -> !it.file().isEmpty() && FileRights.changeable(Path.of(it.file()))),
  ADDRESS_TAKES_ALL(
      OPEN,
      Setting.CONNECTIONS_ADDRESS_MAX,
      "One address can take every connection that there may be, and keep all others out.",
      "Set it below rialto.connections.max",
      it ->
          it.settings().number(Setting.CONNECTIONS_ADDRESS_MAX)
              >= it.settings().number(Setting.CONNECTIONS_MAX)),
  MEMORY_OVERCOMMITTED(
      OPEN,
      Setting.MEMORY_MAX,
      "With retained messages and history, clients can fill the heap, which ends the server.",
      "Leave at least a fifth of the heap to it",
      it ->
          it.settings().number(Setting.MEMORY_MAX)
                  + it.settings().number(Setting.RETAINED_BYTES_MAX)
              > Runtime.getRuntime().maxMemory() / 10 * 8),
  RATE_OFF(
      OPEN,
      List.of(Setting.CONNECTIONS_RATE, Setting.CONNECTIONS_ADDRESS_RATE),
      "Handshakes are taken as fast as they come, by which one client can keep the server busy.",
      "Set a rate",
      it -> Bounds.rateOff(it.settings())),
  LIMIT_HIGH(
      OPEN,
      Bounds.all(),
      "It is so high that it hardly limits what one client can cost.",
      "Choose a value near to its default",
      it -> Bounds.exceeded(it.settings())),
  LIMIT_OFF(
      NOTE,
      Bounds.SWITCHED,
      "There is no such limit.",
      "Set one if you don't know every client",
      it -> Bounds.off(it.settings())),
  TLS_UNSEEN(
      NOTE,
      Setting.TRANSPORT,
      "Whether clients come by TLS can't be seen from here; over ws:// and http:// passwords, tokens"
          + " and messages are read on the way.",
      "Let nobody in but by wss:// and https://",
      it -> it.access().knowsUsers() || ANONYMOUS_ANYONE.applies(it));

  private static final String ANY_TOPIC = "rialto-check-5f0e/any/topic";
  private static final int ITERATIONS = 10_000; // what Passwd writes

  private final Severity severity;
  private final List<Setting> settings;
  private final String danger;
  private final String mend;
  private final Function<Configuration, List<Setting>> search;

  Rule(
      Severity severity,
      Setting setting,
      String danger,
      String mend,
      Predicate<Configuration> shows) {
    this(
        severity,
        List.of(setting),
        danger,
        mend,
        it -> shows.test(it) ? List.of(setting) : List.of());
  }

  Rule(
      Severity severity,
      List<Setting> settings,
      String danger,
      String mend,
      Function<Configuration, List<Setting>> search) {
    this.severity = severity;
    this.settings = settings;
    this.danger = danger;
    this.mend = mend;
    this.search = search;
  }

  /** How much somebody should care. */
  public Severity severity() {
    return severity;
  }

  /** The settings about which it can say something. */
  public List<Setting> settings() {
    return settings;
  }

  /** What somebody could do, in one sentence. */
  public String danger() {
    return danger;
  }

  /** What to do about it; without the full stop. */
  public String mend() {
    return mend;
  }

  /** Its name, as operators read it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What it finds. */
  List<Finding> in(Configuration configuration) {
    return search.apply(configuration).stream().map(each -> new Finding(this, each)).toList();
  }

  private boolean applies(Configuration configuration) {
    return !in(configuration).isEmpty();
  }
}
