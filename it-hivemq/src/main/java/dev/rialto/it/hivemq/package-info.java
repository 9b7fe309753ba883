/** Another broker to compare ours with. */
package dev.rialto.it.hivemq;
