package dev.rialto.access;

import dev.rialto.topic.TopicFilter;
import dev.rialto.topic.TopicName;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What a client may do by the rules that are in effect, whenever it is asked. Any thread. */
final class LivePermissions implements Permissions {
  private final Identity identity;
  private final Supplier<AccessRules> rules;
  private final BooleanSupplier known;
  private volatile View view;

  private record View(AccessRules rules, Permissions permissions) {}

  /**
   * Of a client.
   *
   * @param rules those in effect
   * @param known whether the files know the user still; if not, it may do nothing
   */
  LivePermissions(Identity identity, Supplier<AccessRules> rules, BooleanSupplier known) {
    this.identity = identity;
    this.rules = rules;
    this.known = known;
    view = view(rules.get());
  }

  private View view(AccessRules current) {
    return new View(
        current, known.getAsBoolean() ? current.permissions(identity) : Permissions.NOTHING);
  }

  private Permissions now() {
    AccessRules current = rules.get();
    View last = view;
    if (!last.rules.equals(current)) {
      last = view(current);
      view = last;
    }
    return last.permissions;
  }

  @Override
  public boolean mayPublish(TopicName topic) {
    return now().mayPublish(topic);
  }

  @Override
  public boolean mayRead(TopicName topic) {
    return now().mayRead(topic);
  }

  @Override
  public boolean maySubscribe(TopicFilter filter) {
    return now().maySubscribe(filter);
  }
}
