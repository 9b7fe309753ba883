/**
 * The durable store: a log of checksummed records in segment files, one record for each group of
 * transactions. One thread writes; what is live it knows by its {@code Model}.
 */
package dev.rialto.store.file;
