package dev.rialto.config;

/** What costs something and is there for those who ask for it. */
public enum Switch {
  OFF,
  ON
}
