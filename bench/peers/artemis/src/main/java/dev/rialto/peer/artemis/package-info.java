/** Another broker to compare ours with. */
package dev.rialto.peer.artemis;
