/**
 * A load generator for MQTT 3.1.1 over WebSockets, and the judge of what it measured.
 *
 * <p>{@link dev.rialto.bench.Load} is the command and the programmatic entry. Below it: a {@code
 * Run} with its phases; a {@code Fleet} of connections; {@code Publisher} and {@code Subscriber},
 * which send and check; {@code Connection} and {@code EventLoop}, which do the input and output;
 * and the pure parts: {@code WebSocketFraming}, {@code MqttPackets}, {@code Sequence}, {@code
 * Histogram}.
 *
 * <p>{@code Crowd} and {@code Retained} measure what isn't traffic. The package {@code broker}
 * starts brokers, {@code compare} lets them compete.
 *
 * <p>It has a WebSocket framing and an MQTT codec of its own on purpose: a broker that is measured
 * by its own codec is also judged by its own mistakes.
 *
 * <p>Threads: a run happens wholly on the thread that calls it. Nothing here is shared between
 * threads, so nothing is locked, volatile or atomic.
 */
package dev.rialto.bench;
