/** The deployment: what the container starts and stops, and what its parts get from each other. */
package dev.rialto.edge;
