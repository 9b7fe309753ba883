package dev.rialto.access;

import dev.rialto.topic.InvalidTopicException;
import dev.rialto.topic.TopicFilter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of an ACL file that speaks about every client: {@code %c} in its filter is the client
 * identifier, {@code %u} the user name.
 *
 * <p>Clients choose their identifiers. One with a wildcard, a slash, or a $ in front could make the
 * filter match other things than the operator has meant: then the line gives it nothing.
 */
record AclPattern(AclRule.Right right, String filter) {
  private static final Pattern PLACEHOLDER = Pattern.compile("%([cu])");
  private static final Pattern DANGEROUS = Pattern.compile("[+#/]");

  /** Whether it says something else to each client of a user. */
  boolean isAboutClients() {
    return filter.contains("%c");
  }

  /** What the line says about that client; empty when it says nothing. */
  Optional<AclRule> about(Identity identity) {
    if (identity.isAnonymous() && filter.contains("%u")) {
      return Optional.empty();
    }
    Matcher placeholder = PLACEHOLDER.matcher(filter);
    StringBuilder filled = new StringBuilder();
    while (placeholder.find()) { // once through: a %c inside a user name stays what it is
      String name = placeholder.group(1).equals("c") ? identity.clientId() : identity.userName();
      if (DANGEROUS.matcher(name).find()) {
        return unfillable();
      }
      placeholder.appendReplacement(filled, Matcher.quoteReplacement(name));
    }
    String value = placeholder.appendTail(filled).toString();
    if (value.startsWith("$") && !filter.startsWith("$")) {
      return unfillable();
    }
    try {
      return Optional.of(new AclRule(right, TopicFilter.of(value)));
    } catch (InvalidTopicException e) { // too long
      return unfillable();
    }
  }

  /** A line that denies must not be escaped by a name: it denies all that it might mean. */
  private Optional<AclRule> unfillable() {
    if (right != AclRule.Right.DENY) {
      return Optional.empty();
    }
    int level = filter.lastIndexOf('/', filter.indexOf('%')) + 1;
    try {
      return Optional.of(
          new AclRule(right, TopicFilter.of(filter.substring(0, level) + TopicFilter.ANY_DEPTH)));
    } catch (InvalidTopicException e) {
      throw new IllegalStateException(e); // the beginning of a filter, and # as its last level
    }
  }
}
