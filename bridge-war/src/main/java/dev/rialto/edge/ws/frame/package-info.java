/**
 * The frames of RFC 6455 as a server reads and writes them: bytes in, bytes out, nothing of any
 * container.
 */
package dev.rialto.edge.ws.frame;
