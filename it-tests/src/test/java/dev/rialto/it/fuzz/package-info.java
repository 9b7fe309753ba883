/** Two clients that do anything, and a model that knows what must come of it. */
package dev.rialto.it.fuzz;
