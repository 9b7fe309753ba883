/**
 * Brokers against each other, on the same machine in the same run: every {@code Discipline} is a
 * {@code Probe} and the {@code Goal} that Rialto has in it, relative to HiveMQ.
 */
package dev.rialto.bench.compare;
