/** MQTT 5.0, feature by feature, with the libraries that people use. */
package dev.rialto.it.mqtt5;
