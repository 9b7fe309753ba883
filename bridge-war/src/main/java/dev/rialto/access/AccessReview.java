package dev.rialto.access;

import dev.rialto.config.Admission;
import dev.rialto.config.Authenticator;
import dev.rialto.config.InvalidSettingException;
import dev.rialto.config.Setting;
import dev.rialto.config.Settings;
import dev.rialto.topic.InvalidTopicException;
import dev.rialto.topic.TopicName;
import java.util.List;

/** What settings and files let people do, to be looked at without a server. Immutable. */
public final class AccessReview {
  private static final String ANYBODY = "rialto-check-5f0e"; // a name that no rule has

  private final Admission admission;
  private final List<Authenticator> authenticators;
  private final boolean users;
  private final AccessRules rules;

  /**
   * Reads the files.
   *
   * @throws InvalidSettingException when a server with these settings would not start
   */
  public AccessReview(Settings settings) throws InvalidSettingException {
    admission = settings.choice(Setting.ACCESS_ANONYMOUS, Admission.class);
    authenticators = Authenticators.checked(settings);
    users = Authenticators.knowUsers(settings);
    rules = AccessRules.read(settings);
    TokenTrust.check(settings);
    var unused = new HandshakePolicy(settings); // which refuses a proxy that is no address
  }

  /** Whether clients are known in this way. */
  public boolean uses(Authenticator authenticator) {
    return authenticators.contains(authenticator);
  }

  /** Whether anybody has a name: by our files, or by the server's word. */
  public boolean knowsUsers() {
    return users || uses(Authenticator.SERVER) || uses(Authenticator.CERTIFICATE);
  }

  /** Whether programs on this machine need no password, because of where they are. */
  public boolean trustsLoopback() {
    return admission == Admission.LOOPBACK || (admission == Admission.AUTOMATIC && !users);
  }

  /** Whether somebody without a name can get in, from here or from anywhere. */
  public boolean admitsAnonymous() {
    return trustsLoopback() || admission == Admission.ANYONE;
  }

  /** How often the weakest password is hashed, 0 for the older form; many when there is none. */
  public int weakestPassword() {
    return rules.passwords() == null ? Integer.MAX_VALUE : rules.passwords().fewestIterations();
  }

  /** The same for SCRAM. */
  public int weakestScram() {
    return rules.scram() == null ? Integer.MAX_VALUE : rules.scram().fewestIterations();
  }

  /** Whether the ACL file lets who has no name publish there; false without a file. */
  public boolean rulesLetAnonymousPublish(String topic) {
    return rules.acl() != null && permissions(null).mayPublish(name(topic));
  }

  /** The same for reading. */
  public boolean rulesLetAnonymousRead(String topic) {
    return rules.acl() != null && permissions(null).mayRead(name(topic));
  }

  /** Whether the ACL file lets every user publish there, because of no line of his own. */
  public boolean rulesLetEverybodyPublish(String topic) {
    return rules.acl() != null && permissions(ANYBODY).mayPublish(name(topic));
  }

  private Permissions permissions(String user) {
    return rules.permissions(new Identity(user, ANYBODY));
  }

  private static TopicName name(String topic) {
    try {
      return TopicName.of(topic);
    } catch (InvalidTopicException e) {
      throw new IllegalArgumentException(topic, e);
    }
  }
}
