/** Starts the brokers to compare, each in a process of its own on loopback and without disk. */
package dev.rialto.bench.broker;
