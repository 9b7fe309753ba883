/** What must survive, and when it counts as stored. */
package dev.rialto.store;
