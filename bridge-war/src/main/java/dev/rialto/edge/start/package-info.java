/** What the container calls first and last: it puts the edges into place. */
package dev.rialto.edge.start;
