/** The same packets to Rialto and to another broker, and whether the answers are the same. */
package dev.rialto.it.differential;
