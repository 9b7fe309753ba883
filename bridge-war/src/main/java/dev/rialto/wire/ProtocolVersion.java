package dev.rialto.wire;

/**
 * The protocol versions that the broker speaks, as CONNECT names them (MQTT 3.1.1 section 3.1.2).
 */
public enum ProtocolVersion {
  /** The version before OASIS; its protocol name is MQIsdp. */
  MQTT_3_1("MQIsdp", 3, "MQTT 3.1"),
  /** ISO/IEC 20922. */
  MQTT_3_1_1("MQTT", 4, "MQTT 3.1.1"),
  /** The version with properties and reason codes. */
  MQTT_5("MQTT", 5, "MQTT 5.0");

  private final String protocolName;
  private final int level;
  private final String label;

  ProtocolVersion(String protocolName, int level, String label) {
    this.protocolName = protocolName;
    this.level = level;
    this.label = label;
  }

  String protocolName() {
    return protocolName;
  }

  int level() {
    return level;
  }

  /** Whether packets have properties, and acknowledgements reason codes. */
  public boolean hasProperties() {
    return this == MQTT_5;
  }

  /** How people write it, for logs. */
  public String label() {
    return label;
  }
}
