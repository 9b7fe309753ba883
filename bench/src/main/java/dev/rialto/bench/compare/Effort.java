package dev.rialto.bench.compare;

/**
 * How much time is spent.
 *
 * @param warmup seconds of traffic before the first measurement, for JVMs to compile
 * @param seconds of each measurement
 * @param repeat measurements, of which the median counts
 */
record Effort(int warmup, int seconds, int repeat) {}
