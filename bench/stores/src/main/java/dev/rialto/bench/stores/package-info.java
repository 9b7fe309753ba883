/**
 * Embeddable storage engines at the work of a broker's store: what it costs, and what becomes of it
 * when a file is damaged, a write is torn, or the application is deployed again.
 */
package dev.rialto.bench.stores;
