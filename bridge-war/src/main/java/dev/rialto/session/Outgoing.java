package dev.rialto.session;

import dev.rialto.wire.Message;
import dev.rialto.wire.Qos;

/**
 * A message that a session owes its client.
 *
 * @param position where the store has it, if it must survive
 */
record Outgoing(Message message, Qos qos, boolean retained, long position) implements Event {}
