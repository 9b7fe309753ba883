package dev.rialto.access;

import java.util.function.Consumer;

/** One way to know a client. Any thread may call. */
interface LoginMethod {
  /**
   * Decides about a login, if it shows anything that this is about; else leaves it to others.
   * Doesn't block.
   *
   * @param then gets the verdict, once, if it does
   * @return whether it does
   */
  boolean take(Login login, Consumer<Verdict> then);
}
