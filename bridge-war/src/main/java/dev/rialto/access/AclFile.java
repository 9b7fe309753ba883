package dev.rialto.access;

import dev.rialto.config.InvalidSettingException;
import dev.rialto.config.Setting;
import dev.rialto.topic.InvalidTopicException;
import dev.rialto.topic.TopicFilter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who may read and write which topics, as Mosquitto's ACL files say it. Lines in front of the first
 * {@code user} are for anonymous clients; {@code pattern} lines are for everybody. Lines under a
 * {@code role} are for every user who has it, which is ours: Mosquitto has no roles. What no line
 * allows is forbidden, and a {@code deny} wins over everything, wherever it stands. Immutable, but
 * for what it remembers of its own answers. Any thread may call.
 */
final class AclFile {
  private static final int LIMIT = 1_000; // users remembered

  private static final String FORM =
      "is not user, role, topic or pattern, a right (read, write, readwrite, deny) and a topic filter";

  private final Map<String, List<AclRule>> users = new HashMap<>();
  private final Map<String, List<AclRule>> roles = new HashMap<>();
  private final List<AclRule> anonymous = new ArrayList<>();
  private final List<AclPattern> patterns = new ArrayList<>();
  private final ConcurrentHashMap<User, Rulings> known = new ConcurrentHashMap<>();
  private int lines;

  /** Whom lines can be about, but for the client identifier; {@code null} as with identities. */
  private record User(String name, Set<String> roles) {}

  private AclFile() {}

  /**
   * Reads one.
   *
   * @throws InvalidSettingException for a file that can't be read, or the first broken line
   */
  static AclFile read(String file) throws InvalidSettingException {
    AclFile acl = new AclFile();
    Reading reading = acl.new Reading();
    LineFile.read(Setting.ACCESS_ACL_FILE, file, reading::line);
    return acl;
  }

  /** What a client may do. Clients of one user share what they have in common. */
  Permissions permissions(Identity identity) {
    User user = new User(identity.userName(), identity.roles());
    Rulings users = known.get(user);
    if (users == null) {
      users = new Rulings(aboutUser(identity));
      if (known.size() >= LIMIT) {
        known.clear();
      }
      known.put(user, users);
    }
    List<AclRule> own = byPattern(identity, true);
    return new RulePermissions(users, own.isEmpty() ? Rulings.NONE : new Rulings(own));
  }

  private List<AclRule> aboutUser(Identity identity) {
    List<AclRule> rules = new ArrayList<>();
    if (identity.isAnonymous()) {
      rules.addAll(anonymous);
    } else {
      rules.addAll(users.getOrDefault(identity.userName(), List.of()));
      rules.addAll(byRole(identity));
    }
    rules.addAll(byPattern(identity, false));
    return rules;
  }

  private List<AclRule> byPattern(Identity identity, boolean clients) {
    return patterns.stream()
        .filter(each -> each.isAboutClients() == clients)
        .map(each -> each.about(identity))
        .flatMap(Optional::stream)
        .toList();
  }

  private List<AclRule> byRole(Identity identity) {
    if (identity.roles() == null) { // until it is here again, and everything is looked at again
      return roles.values().stream()
          .flatMap(List::stream)
          .filter(rule -> rule.right() != AclRule.Right.DENY)
          .toList();
    }
    return identity.roles().stream()
        .flatMap(role -> roles.getOrDefault(role, List.of()).stream())
        .toList();
  }

  /** How many lines say something. */
  int size() {
    return lines;
  }

  /** Takes the lines in their order. */
  private final class Reading {
    private List<AclRule> whose = anonymous;

    void line(String line) throws BrokenLineException {
      String[] words = line.strip().split("[ \t]+", 2);
      if (words.length < 2) {
        throw new BrokenLineException(FORM);
      }
      switch (words[0]) {
        case "user" -> whose = users.computeIfAbsent(words[1], user -> new ArrayList<>());
        case "role" -> whose = roles.computeIfAbsent(words[1], role -> new ArrayList<>());
        case "topic" -> {
          AclPattern said = rule(words[1]);
          whose.add(new AclRule(said.right(), filter(said.filter())));
        }
        case "pattern" -> {
          AclPattern said = rule(words[1]);
          filter(said.filter()); // it is one also before anything is filled in
          patterns.add(said);
        }
        default -> throw new BrokenLineException(FORM);
      }
      lines++;
    }

    /** {@code [right] filter}; blanks inside a filter belong to it. */
    private AclPattern rule(String text) throws BrokenLineException {
      String[] words = text.split("[ \t]+", 2);
      AclRule.Right right = AclRule.Right.of(words[0]);
      if (words.length == 1 && right == null) {
        return new AclPattern(AclRule.Right.READWRITE, text);
      }
      if (words.length == 1 || right == null) {
        throw new BrokenLineException(FORM);
      }
      return new AclPattern(right, words[1]);
    }

    private TopicFilter filter(String text) throws BrokenLineException {
      try {
        TopicFilter filter = TopicFilter.of(text);
        if (filter.isShared()) {
          throw new BrokenLineException(
              "has a shared subscription; write its filter without $share and the group's name");
        }
        return filter;
      } catch (InvalidTopicException e) {
        throw new BrokenLineException("has no topic filter: " + e.getMessage());
      }
    }
  }
}
