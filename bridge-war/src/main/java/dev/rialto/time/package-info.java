/** The one clock of the engine, injected, so that tests need not sleep. */
package dev.rialto.time;
