package dev.rialto.access;

import dev.rialto.topic.TopicFilter;
import dev.rialto.topic.TopicName;
import java.util.List;

/** What an ACL file's rules let one client do. A client uses few topics: what was asked is kept. */
final class RulePermissions implements Permissions {
  private final List<TopicFilter> readable;
  private final List<TopicFilter> writable;
  private final List<TopicFilter> denied;
  private final TopicCache reading = new TopicCache(this::decideReading);
  private final TopicCache writing = new TopicCache(this::decideWriting);

  RulePermissions(List<AclRule> rules) {
    readable = filters(rules.stream().filter(rule -> rule.right().allowsReading()).toList());
    writable = filters(rules.stream().filter(rule -> rule.right().allowsWriting()).toList());
    denied = filters(rules.stream().filter(rule -> rule.right() == AclRule.Right.DENY).toList());
  }

  private static List<TopicFilter> filters(List<AclRule> rules) {
    return rules.stream().map(AclRule::filter).toList();
  }

  @Override
  public boolean mayPublish(TopicName topic) {
    return !topic.isReserved() && writing.ask(topic); // the server's own, whatever a rule says
  }

  @Override
  public boolean mayRead(TopicName topic) {
    return reading.ask(topic);
  }

  private boolean decideReading(TopicName topic) {
    return any(readable, topic) && !any(denied, topic);
  }

  private boolean decideWriting(TopicName topic) {
    return any(writable, topic) && !any(denied, topic);
  }

  private static boolean any(List<TopicFilter> filters, TopicName topic) {
    return filters.stream().anyMatch(filter -> filter.matches(topic));
  }

  @Override
  public boolean maySubscribe(TopicFilter filter) {
    return readable.stream().anyMatch(rule -> rule.overlaps(filter))
        && denied.stream().noneMatch(rule -> rule.covers(filter));
  }
}
