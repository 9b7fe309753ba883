/** For other code in the same deployment: publish, and observe what is published. */
package dev.rialto.edge.cdi;
