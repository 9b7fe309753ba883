package dev.rialto.edge.token;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.rialto.access.TokenTrust;
import dev.rialto.access.TokenVerifier;
import dev.rialto.config.InvalidSettingException;
import dev.rialto.config.Setting;
import dev.rialto.config.Settings;
import dev.rialto.time.Scheduler;
import jakarta.json.JsonObject;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Verifies JSON Web Tokens (RFC 7519) in the compact form of signatures (RFC 7515 section 7.1). */
public final class JwtVerifier implements TokenVerifier {
  /** Signatures of keys without names, at most so many of them, are looked at one by one. */
  private static final int MOST_TRIED = 8;

  private final Keys keys;
  private final Claims claims;
  private final Scheduler scheduler;

  private JwtVerifier(Keys keys, Claims claims, Scheduler scheduler) {
    this.keys = keys;
    this.claims = claims;
    this.scheduler = scheduler;
  }

  /**
   * One that takes tokens as the settings say.
   *
   * @param thread where keys are got, which takes a while
   * @throws InvalidSettingException when there can't be any valid token, or too many
   */
  public static JwtVerifier of(Settings settings, Scheduler scheduler, Executor thread)
      throws InvalidSettingException {
    TokenTrust.check(settings);
    String place = settings.text(Setting.ACCESS_JWT_KEYS);
    Claims claims = Claims.of(settings);
    Keys keys = new Keys(place, KeySource.of(place), scheduler, thread);
    if (TokenTrust.isAddress(place)) {
      keys.refresh(() -> {}); // who issues tokens may start later than this server
    } else if (!keys.get()) {
      throw new InvalidSettingException(
          "%s: %s".formatted(Setting.ACCESS_JWT_KEYS.key(), keys.problem().orElseThrow()));
    }
    keys.watch(settings.time(Setting.ACCESS_JWT_REFRESH));
    return new JwtVerifier(keys, claims, scheduler);
  }

  @Override
  public Finding verify(String token) {
    try {
      return find(token);
    } catch (TokenException e) {
      return new Invalid(e.getMessage());
    } catch (GeneralSecurityException e) {
      return new Invalid("its signature can't be looked at: " + e.getClass().getSimpleName());
    }
  }

  private Finding find(String token) throws TokenException, GeneralSecurityException {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      throw new TokenException("it has not three parts");
    }
    JsonObject header = StrictJson.decoded(parts[0]);
    Algorithm algorithm = Algorithm.of(StrictJson.text(header, "alg"));
    if (header.containsKey("crit")) { // RFC 7515 section 4.1.11
      throw new TokenException("it must not be taken by who doesn't know its extensions");
    }
    List<Key> candidates = keys.now().of(algorithm, StrictJson.text(header, "kid"));
    if (candidates.isEmpty()) {
      return new UnknownKey();
    }
    byte[] signed = (parts[0] + "." + parts[1]).getBytes(US_ASCII);
    byte[] signature = StrictJson.bytes(parts[2]);
    for (Key key : candidates.subList(0, Math.min(MOST_TRIED, candidates.size()))) {
      if (algorithm.verify(key, signed, signature)) {
        return claims.find(StrictJson.decoded(parts[1]), scheduler.wallClock());
      }
    }
    throw new TokenException("its signature is wrong");
  }

  @Override
  public void refresh(Runnable then) {
    keys.refresh(then);
  }

  @Override
  public Optional<String> problem() {
    return keys.problem();
  }
}
