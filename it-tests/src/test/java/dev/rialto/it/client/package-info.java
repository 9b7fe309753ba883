/** The MQTT libraries that people use, behind one interface. */
package dev.rialto.it.client;
