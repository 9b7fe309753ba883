/** A WebSocket and MQTT client that can misbehave in every way. */
package dev.rialto.it.raw;
