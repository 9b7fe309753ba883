package dev.rialto.access;

import dev.rialto.topic.TopicFilter;
import dev.rialto.topic.TopicName;

/**
 * What an ACL file's rules let one client do.
 *
 * @param users what they say to all clients of its user, which share it
 * @param own what they say to this client alone
 */
record RulePermissions(Rulings users, Rulings own) implements Permissions {
  @Override
  public boolean mayPublish(TopicName topic) {
    // the server's own may not be written, whatever a rule says
    return !topic.isReserved() && Rulings.mayWrite(topic, users, own);
  }

  @Override
  public boolean mayRead(TopicName topic) {
    return Rulings.mayRead(topic, users, own);
  }

  @Override
  public boolean maySubscribe(TopicFilter filter) {
    return (users.readSomeOf(filter) || own.readSomeOf(filter))
        && !users.denyAllOf(filter)
        && !own.denyAllOf(filter);
  }
}
