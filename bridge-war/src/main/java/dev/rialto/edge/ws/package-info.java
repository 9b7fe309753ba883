/** MQTT over the container's WebSockets. */
package dev.rialto.edge.ws;
