package dev.rialto.access;

import dev.rialto.topic.TopicName;

/**
 * Who may use which topic. Until access control is configured: everyone every one of the users'.
 */
public final class Acl {
  /** Whether a client may publish there, itself or by its will. $ topics are the server's own. */
  public boolean mayPublish(TopicName topic) {
    return !topic.isReserved();
  }
}
