/** Servers that are killed under load, and a ledger of what they had promised. */
package dev.rialto.it.crash;
