package dev.rialto.it.crash;

/**
 * A PUBLISH that a subscriber took for a message. A repetition with QoS 2 whose packet identifier
 * it still held is none.
 *
 * @param qos of the delivery, not of the publication
 * @param connection of this subscriber, counted from 1
 * @param at by {@link System#nanoTime}
 */
record Delivery(Sent message, int qos, int packetId, boolean duplicate, int connection, long at) {}
