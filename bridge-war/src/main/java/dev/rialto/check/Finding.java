package dev.rialto.check;

import dev.rialto.config.Setting;
import java.util.Locale;

/** Something that a rule has found in a setting. */
public record Finding(Rule rule, Setting setting) {
  /** One line for the operator. */
  @Override
  public String toString() {
    return "%-4s  %s: %s %s. [%s]"
        .formatted(
            rule.severity().name().toLowerCase(Locale.ROOT),
            setting.key(),
            rule.danger(),
            rule.mend(),
            rule.label());
  }
}
