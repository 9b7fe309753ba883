package dev.rialto.wire;

/** A name and a value that mean something to the clients only (MQTT 5.0 section 3.3.2.3.7). */
public record UserProperty(String name, String value) {}
