package dev.rialto.access;

import java.util.Optional;
import java.util.Set;

/** Says what a bearer token is worth. Any thread may call. */
public interface TokenVerifier {
  /** What has come of it. */
  sealed interface Finding {}

  /**
   * It is valid.
   *
   * @param userName as whom
   * @param roles that it gives
   * @param expires milliseconds since 1970
   */
  record Valid(String userName, Set<String> roles, long expires) implements Finding {}

  /** It was valid once. */
  record Expired() implements Finding {}

  /** It is signed by a key that is not known, and there may be newer keys. */
  record UnknownKey() implements Finding {}

  /**
   * It is not valid.
   *
   * @param why for who debugs it; has nothing of the token
   */
  record Invalid(String why) implements Finding {}

  /** Looks at a token. Takes a while: not for a thread of the container's. */
  Finding verify(String token);

  /**
   * Gets the keys anew, unless that has just been done. Does not block.
   *
   * @param then called once, when it is worth looking at the token again; perhaps in this thread,
   *     and whether or not there are other keys
   */
  void refresh(Runnable then);

  /** Why the keys, as they are now, are not in use; empty when they are. */
  Optional<String> problem();
}
