/** Servers of the tests' own, and what can be seen of them from outside. */
package dev.rialto.it.server;
