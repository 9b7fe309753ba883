package dev.rialto.config;

/** How MQTT over WebSockets is served; clients see no difference. */
public enum Transport {
  /** By the container's WebSockets, as the standard has them: works on every server. */
  ENDPOINT,
  /** By frames of our own over an upgraded servlet connection: costs less for each message. */
  UPGRADE,
  /**
   * The same over a connection taken from Payara's HTTP: costs less for each connection, too. Where
   * the container is another one, this is {@link #UPGRADE}.
   */
  GRIZZLY
}
