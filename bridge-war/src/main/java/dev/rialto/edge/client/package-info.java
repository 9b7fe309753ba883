/** An MQTT 5 client inside the server: what edges speak to the engine by that know no MQTT. */
package dev.rialto.edge.client;
