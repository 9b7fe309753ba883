package dev.rialto.access;

import dev.rialto.config.Setting;
import dev.rialto.config.Settings;
import dev.rialto.observe.Counters;
import dev.rialto.time.ManualScheduler;
import dev.rialto.wire.Payload;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Logins, and gatekeepers to try them on. */
public final class Logins {
  static final Visitor STRANGER = new Visitor("192.0.2.7", false);
  static final Visitor LOCAL = new Visitor("127.0.0.1", true);

  private Logins() {}

  /** Settings as name and value in turn; all others have their defaults. */
  static Settings settings(Object... namesAndValues) throws Exception {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put(((Setting) namesAndValues[i]).key(), namesAndValues[i + 1].toString());
    }
    return new Settings(key -> Optional.ofNullable(values.get(key)));
  }

  static Login of(String user, String password) {
    return of(user, password, STRANGER);
  }

  static Login of(String user, String password, Visitor visitor) {
    return new Login("client", user, password == null ? null : Payload.of(password), visitor);
  }

  /** What a gatekeeper says, at once. */
  static Verdict verdict(Access gatekeeper, Login login) {
    AtomicReference<Verdict> verdict = new AtomicReference<>();
    gatekeeper.admit(login, verdict::set);
    return verdict.get();
  }

  /** Whether a password file lets that user in. */
  public static boolean admits(Path file, String user, String password) throws Exception {
    Gatekeeper gatekeeper =
        new Gatekeeper(
            settings(Setting.ACCESS_PASSWORDS_FILE, file),
            new ManualScheduler(),
            null,
            () -> "random",
            Runnable::run,
            new Counters());
    return verdict(gatekeeper, of(user, password)) instanceof Verdict.Admitted;
  }
}
