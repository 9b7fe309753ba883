package dev.rialto.access;

import dev.rialto.topic.TopicFilter;
import java.util.Locale;

/** What a line of an ACL file says about topics. */
record AclRule(Right right, TopicFilter filter) {
  /** What may be done there. */
  enum Right {
    READ,
    WRITE,
    READWRITE,
    DENY;

    /** By its word in the file; {@code null} when it is none. */
    static Right of(String word) {
      for (Right right : values()) {
        if (right.name().toLowerCase(Locale.ROOT).equals(word)) {
          return right;
        }
      }
      return null;
    }

    boolean allowsReading() {
      return this == READ || this == READWRITE;
    }

    boolean allowsWriting() {
      return this == WRITE || this == READWRITE;
    }
  }
}
