package dev.rialto.it.client;

/** With what an MQTT 5.0 client connects. The simplest has a clean start and nothing else. */
public final class Terms5 {
  final String clientId;
  boolean cleanStart = true;
  long sessionExpiry;
  int receiveMaximum = 65_535;
  int packetMaximum;
  int topicAliases;
  boolean asksForResponses;
  boolean manual;
  String method;
  String user;
  String password;
  Message5 will;
  long willDelay;

  private Terms5(String clientId) {
    this.clientId = clientId;
  }

  /** A clean start without anything else; the identifier may be empty. */
  public static Terms5 of(String clientId) {
    return new Terms5(clientId);
  }

  /** The session outlives the connection by so many seconds. */
  public Terms5 lasting(long seconds) {
    sessionExpiry = seconds;
    return this;
  }

  /** Continues the session that there is. */
  public Terms5 resuming() {
    cleanStart = false;
    return this;
  }

  public Terms5 receiveMaximum(int messages) {
    receiveMaximum = messages;
    return this;
  }

  public Terms5 packetMaximum(int bytes) {
    packetMaximum = bytes;
    return this;
  }

  /** How many topic aliases the server may use. */
  public Terms5 topicAliases(int count) {
    topicAliases = count;
    return this;
  }

  /** Asks where responses should go. */
  public Terms5 askForResponses() {
    asksForResponses = true;
    return this;
  }

  /** Messages are only acknowledged by {@link Client5#acknowledgeOldest}. */
  public Terms5 manual() {
    manual = true;
    return this;
  }

  /** Wants to be authenticated by this method. */
  public Terms5 method(String name) {
    method = name;
    return this;
  }

  /** As that user. */
  public Terms5 user(String name, String secret) {
    user = name;
    password = secret;
    return this;
  }

  /** With a will, published so many seconds after the end. */
  public Terms5 will(Message5 message, long delay) {
    will = message;
    willDelay = delay;
    return this;
  }
}
