/**
 * MQTT packets and their encoding. Pure functions over buffers; no I/O, no state but a reader's
 * carry-over.
 */
package dev.rialto.wire;
