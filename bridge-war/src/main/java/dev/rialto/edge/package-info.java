/** The deployment: what its edges get from each other. */
package dev.rialto.edge;
